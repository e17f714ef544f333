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
    ragged, duplicate = between_rows(kind)
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
        for fault in (*faults_of(kind), duplicate):
            _tell(database, kind, fault)


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


def _tell(database: Database, kind: Kind, fault: Fault) -> None:
    when = "clash" if fault.rule == DUPLICATE else f"NOT clash AND coalesce({fault.when}, false)"
    fields = ", ".join(f"{field.name} := {source(field)}" for field in kind.fields)
    database.connection.execute(
        "INSERT INTO faults"
        f" SELECT file_names.name, this.id + shift, {literals([fault.column])},"
        f" {source(kind.field(fault.column))}, {_told(fault)}, to_json(struct_pack({fields}))"
        f" FROM (SELECT this.* FROM faulty this WHERE {when}) this"
        " JOIN file_names USING (file)"
        " ASOF JOIN places ON this.file = places.file AND this.id >= places.id"
    )


def _told(fault: Fault) -> str:
    return literals([fault.rule, fault.says, fault.remedy])
