"""Rows that cannot be used: kept with file, line, column, value, rule, and what to do.

A quarantined row is known by `id`, a hash of what stands in it: the same row handed over again is
the same quarantined row, whatever the file or the line.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

import json
from collections.abc import Sequence

from parindex.engine.records.conversion import source
from parindex.engine.records.database import Database, identifier, identifiers, literal, literals
from parindex.engine.records.faults import (
    DUPLICATE,
    Fault,
    beside_units,
    between_rows,
    faults_of,
)
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.mapping.formats import FORMATS
from parindex.engine.records.mapping.zones import VIETNAM
from parindex.engine.records.scanning import Scan, typed_selection
from parindex.engine.records.schema import Field, FieldType, Kind

COLUMNS = {
    "id": "VARCHAR",
    "version": "INTEGER",
    "file": "VARCHAR",
    "line": "BIGINT",
    "column": "VARCHAR",
    "value": "VARCHAR",
    "rule": "VARCHAR",
    "says": "VARCHAR",
    "remedy": "VARCHAR",
    "row": "VARCHAR",
    "names": "VARCHAR",
    "key": "VARCHAR",
    "key_hash": "UBIGINT",
}
"""The columns of the quarantine.

`version` is the number of the version that brought the fault. `row` is the row as it came: JSON of
the text of the mapped fields, or the text of a line that did not fall into columns. Dates that
could be read in a layout of the mapping's own stand in ours, so that the row can be read again
without that mapping. `names` (JSON) gives the source's column for each field, `key` (JSON) the
natural key where it could be read, `key_hash` its hash.
"""


def collect(
    database: Database, kind: Kind, mapping: SourceMapping, scans: Sequence[Scan], version: int
) -> None:
    """Make the table `faults`, one row for each thing wrong with a row of the batch.

    Beside the columns of the quarantine it has `source`, the number of the scan.
    """
    connection = database.connection
    ragged, _ = between_rows(kind)
    columns = ", ".join(f"{identifier(name)} {type_}" for name, type_ in COLUMNS.items())
    connection.execute(f"CREATE TABLE faults (source INTEGER, {columns})")
    _name_files(database, scans)
    connection.execute(
        f"INSERT INTO faults SELECT file, {_id('content')}, {version}, name, line, NULL, NULL,"
        f" {_told(ragged)}, content, NULL, NULL, NULL FROM ragged JOIN file_names USING (file)"
    )
    _gather_faulty(database, kind, mapping)
    if database.count("faulty"):
        _tell(database, kind, mapping, version)


def _name_files(database: Database, scans: Sequence[Scan]) -> None:
    database.connection.execute(
        "CREATE TABLE file_names (file INTEGER, name VARCHAR, names VARCHAR)"
    )
    database.fill("file_names", ((scan.number, scan.source.name, _names(scan)) for scan in scans))


def _names(scan: Scan) -> str:
    """The source's column for each field that one fills, as JSON."""
    found = {field.name: scan.mapping.source_of(field.name) for field in scan.kind.fields}
    header = scan.source.header
    return json.dumps(
        {name: column for name, column in found.items() if column in header}, ensure_ascii=False
    )


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


def _tell(database: Database, kind: Kind, mapping: SourceMapping, version: int) -> None:
    """Put every fault of every row of `faulty` into `faults`, in one pass."""
    _, duplicate = between_rows(kind)
    faults = [*faults_of(kind), duplicate]
    database.connection.execute(
        'CREATE TABLE told (number INTEGER, rule VARCHAR, "column" VARCHAR, says VARCHAR,'
        " remedy VARCHAR)"
    )
    database.fill("told", ((i, f.rule, f.column, f.says, f.remedy) for i, f in enumerate(faults)))
    found = ", ".join(f"CASE WHEN {_when(f)} THEN {i} END" for i, f in enumerate(faults))
    came = ", ".join(f"{field.name} := {source(field)}" for field in kind.fields)
    content = ", ".join(f"{field.name} := {_readable(field, mapping)}" for field in kind.fields)
    database.connection.execute(
        f"INSERT INTO faults WITH judged AS (SELECT id, file, to_json(struct_pack({came})) AS came,"
        f" to_json(struct_pack({content}))::VARCHAR AS content, {key_text(kind)} AS key,"
        f" {_key_hash(kind)} AS key_hash,"
        f" unnest([x FOR x IN [{found}] IF x IS NOT NULL]) AS number"
        f" FROM {beside_units('faulty', kind)})"
        f' SELECT file, {_id("content")}, {version}, name, line, told."column",'
        " json_extract_string(came, '$.' || told.\"column\"), rule, says, remedy, content, names,"
        " key, key_hash FROM judged JOIN told USING (number) JOIN file_names USING (file)"
        " JOIN numbers USING (id)"
    )


def key_text(kind: Kind) -> str:
    """SQL for the natural key as JSON, from typed columns; NULL where a part of it is missing."""
    parts = ", ".join(f"{identifier(name)}::VARCHAR" for name in kind.key)
    return f"CASE WHEN {_keyed(kind)} THEN to_json([{parts}])::VARCHAR END"


def _key_hash(kind: Kind) -> str:
    return f"CASE WHEN {_keyed(kind)} THEN hash({identifiers(kind.key)}) END"


def _keyed(kind: Kind) -> str:
    return " AND ".join(f"{identifier(name)} IS NOT NULL" for name in kind.key)


def _readable(field: Field, mapping: SourceMapping) -> str:
    """The text of a field as our own format reads it."""
    text, value = source(field), identifier(field.name)
    ours = mapping.formats == FORMATS and mapping.time_zone == VIETNAM
    if ours or field.type not in (FieldType.DATE, FieldType.MOMENT):
        return text
    day_alone = literal("23:59:59" if field.until_evening else "00:00:00")
    return (
        f"CASE WHEN {value} IS NULL THEN {text}"
        f" WHEN {value}::TIMESTAMP::TIME = {day_alone}::TIME THEN strftime({value}, '%d/%m/%Y')"
        f" ELSE strftime({value}, '%d/%m/%Y %H:%M:%S') END"
    )


def _id(content: str) -> str:
    return f"md5({content})[1:16]"


def _when(fault: Fault) -> str:
    return "clash" if fault.rule == DUPLICATE else f"NOT clash AND ({fault.when})"


def _told(fault: Fault) -> str:
    return literals([fault.rule, fault.says, fault.remedy])
