"""Rows that cannot be used: kept with file, line, column, value, rule, and what to do."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Sequence

from parindex.engine.records.conversion import source
from parindex.engine.records.database import Database, identifier, identifiers, literals
from parindex.engine.records.delimited import Layout
from parindex.engine.records.faults import DUPLICATE, Fault, between_rows, faults_of
from parindex.engine.records.lines import shifts
from parindex.engine.records.loading import FileRows
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.schema import Kind
from parindex.engine.records.staging import typed_selection

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
    database: Database,
    kind: Kind,
    mapping: SourceMapping,
    layouts: Sequence[Layout],
    loaded: Sequence[FileRows],
) -> None:
    """Make the table `faults`, one row for each thing wrong with a row of the batch."""
    connection = database.connection
    ragged, _ = between_rows(kind)
    columns = (f"{identifier(name)} {type_}" for name, type_ in COLUMNS.items())
    connection.execute(f"CREATE TABLE faults ({', '.join(columns)})")
    _name_files(database, layouts)
    connection.execute(
        f"INSERT INTO faults SELECT name, line, NULL, NULL, {_told(ragged)}, content"
        " FROM ragged JOIN file_names USING (file)"
    )
    _gather_faulty(database, kind, mapping)
    if database.count("faulty"):
        _place(database, layouts, loaded)
        _tell(database, kind)


def _name_files(database: Database, layouts: Sequence[Layout]) -> None:
    database.connection.execute("CREATE TABLE file_names (file INTEGER, name VARCHAR)")
    database.fill("file_names", ((i, layout.path.name) for i, layout in enumerate(layouts)))


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


def _place(database: Database, layouts: Sequence[Layout], loaded: Sequence[FileRows]) -> None:
    """Make `places`: for each file, from which row id on the line stands how far away."""
    database.connection.execute("CREATE TABLE places (file INTEGER, id BIGINT, shift BIGINT)")
    rows = [
        (number, rows.base + record - 1, shift - rows.base + 1)
        for number, (layout, rows) in enumerate(zip(layouts, loaded, strict=True))
        for record, shift in shifts(layout, rows.accepted, rows.rejected)
    ]
    database.fill("places", rows)


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
        " FROM faulty this)"
        ' SELECT file_names.name, judged.id + shift, told."column",'
        " json_extract_string(content, '$.' || told.\"column\"), rule, says, remedy, content"
        " FROM judged JOIN told USING (number) JOIN file_names USING (file)"
        " ASOF JOIN places ON judged.file = places.file AND judged.id >= places.id"
    )


def _when(fault: Fault) -> str:
    return "clash" if fault.rule == DUPLICATE else f"NOT clash AND ({fault.when})"


def _told(fault: Fault) -> str:
    return literals([fault.rule, fault.says, fault.remedy])
