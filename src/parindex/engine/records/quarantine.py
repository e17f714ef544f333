"""Rows that cannot be used: kept with file, line, column, value, rule, and what to do."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from parindex.engine.records.conversion import source
from parindex.engine.records.database import Database, identifier, identifiers, literal, literals
from parindex.engine.records.faults import (
    DUPLICATE,
    Fault,
    beside_units,
    between_rows,
    faults_of,
)
from parindex.engine.records.manifest import KindFiles
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.scanning import typed_selection
from parindex.engine.records.schema import Kind
from parindex.engine.records.sources.model import Source

QUARANTINE = "quarantine"

COLUMNS = {
    "file": "VARCHAR",
    "line": "BIGINT",
    "column": "VARCHAR",
    "value": "VARCHAR",
    "rule": "VARCHAR",
    "says": "VARCHAR",
    "remedy": "VARCHAR",
    "row": "VARCHAR",
}
"""The columns of the quarantine; `row` is the row as it came (JSON of the mapped fields, or text)."""


def collect(
    database: Database, kind: Kind, mapping: SourceMapping, sources: Sequence[Source]
) -> None:
    """Make the table `faults`, one row for each thing wrong with a row of the batch."""
    connection = database.connection
    ragged, _ = between_rows(kind)
    columns = (f"{identifier(name)} {type_}" for name, type_ in COLUMNS.items())
    connection.execute(f"CREATE TABLE faults ({', '.join(columns)})")
    _name_files(database, sources)
    connection.execute(
        f"INSERT INTO faults SELECT name, line, NULL, NULL, {_told(ragged)}, content"
        " FROM ragged JOIN file_names USING (file)"
    )
    _gather_faulty(database, kind, mapping)
    if database.count("faulty"):
        _tell(database, kind)


def _name_files(database: Database, sources: Sequence[Source]) -> None:
    database.connection.execute("CREATE TABLE file_names (file INTEGER, name VARCHAR)")
    database.fill("file_names", ((i, source.name) for i, source in enumerate(sources)))


def _gather_faulty(database: Database, kind: Kind, mapping: SourceMapping) -> None:
    """Make `faulty`: text and typed values of the unusable rows only."""
    key = identifiers(kind.key)
    database.connection.execute(
        "CREATE TABLE unusable AS SELECT id, false AS clash FROM staged WHERE bad UNION ALL"
        f" SELECT id, true FROM staged SEMI JOIN (FROM repeated WHERE variants > 1)"
        f" USING (file, {key}) WHERE NOT bad"
    )
    database.connection.execute(
        "CREATE TABLE faulty AS"
        f" SELECT id, file, clash, {typed_selection(kind, mapping)} FROM"
        " (SELECT raw.rowid AS id, raw.*, clash FROM raw JOIN unusable ON raw.rowid = unusable.id)"
    )


def _tell(database: Database, kind: Kind) -> None:
    """Put every fault of every row of `faulty` into `faults`, in one pass."""
    _, duplicate = between_rows(kind)
    faults = [*faults_of(kind), duplicate]
    database.connection.execute(
        'CREATE TABLE told (number INTEGER, rule VARCHAR, "column" VARCHAR, says VARCHAR,'
        " remedy VARCHAR)"
    )
    database.fill("told", ((i, f.rule, f.column, f.says, f.remedy) for i, f in enumerate(faults)))
    found = ", ".join(f"CASE WHEN {_when(f)} THEN {i} END" for i, f in enumerate(faults))
    fields = ", ".join(f"{field.name} := {source(field)}" for field in kind.fields)
    database.connection.execute(
        "INSERT INTO faults WITH judged AS (SELECT id, file, to_json(struct_pack("
        f"{fields})) AS content, unnest([x FOR x IN [{found}] IF x IS NOT NULL]) AS number"
        f" FROM {beside_units('faulty', kind)})"
        ' SELECT file_names.name, numbers.line, told."column",'
        " json_extract_string(content, '$.' || told.\"column\"), rule, says, remedy, content"
        " FROM judged JOIN told USING (number) JOIN file_names USING (file)"
        " JOIN numbers USING (id)"
    )


def _when(fault: Fault) -> str:
    return "clash" if fault.rule == DUPLICATE else f"NOT clash AND ({fault.when})"


def _told(fault: Fault) -> str:
    return literals([fault.rule, fault.says, fault.remedy])


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Faults that the quarantine did not hold yet: the path of their file (empty: none), counts."""

    path: str
    rows: int
    by_rule: Mapping[str, int]

    def laid_over(self, held: KindFiles) -> KindFiles:
        """The kind with these faults added."""
        if not self.path:
            return held
        counts = dict(held.quarantined)
        for rule, times in self.by_rule.items():
            counts[rule] = counts.get(rule, 0) + times
        return replace(
            held,
            quarantine=(*held.quarantine, self.path),
            quarantined=counts,
            quarantined_rows=held.quarantined_rows + self.rows,
        )


def keep(database: Database, kind: Kind, batch: str, held: Sequence[str]) -> Quarantined:
    """Write the faults that the quarantine files `held` do not hold yet."""
    connection = database.connection
    if held:
        paths = literals(str(database.lake / path) for path in held)
        connection.execute(
            f"CREATE TABLE new_faults AS FROM faults ANTI JOIN read_parquet([{paths}]) q"
            ' ON faults."row" = q."row" AND faults.rule = q.rule'
            ' AND faults."column" IS NOT DISTINCT FROM q."column"'
        )
    else:
        connection.execute("CREATE VIEW new_faults AS FROM faults")
    if not database.count("new_faults"):
        return Quarantined("", 0, {})
    folder = database.lake / QUARANTINE / kind.name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{batch}.parquet"
    connection.execute(
        f"COPY (FROM new_faults ORDER BY file, line, rule) TO {literal(str(path))} (FORMAT parquet)"
    )
    rows = database.number("SELECT count(*) FROM (SELECT DISTINCT file, line FROM new_faults)")
    relative = path.relative_to(database.lake).as_posix()
    return Quarantined(relative, rows, faults_by_rule(database, "new_faults"))


def faults_by_rule(database: Database, table: str) -> dict[str, int]:
    """How often each rule was broken, the most frequent first."""
    found = database.connection.execute(
        f"SELECT rule, count(*) FROM {table} GROUP BY rule ORDER BY 2 DESC, 1"
    ).fetchall()
    return dict(found)
