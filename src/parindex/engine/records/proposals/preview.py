"""The rows of a sample as an import with a mapping would read them, and what it would refuse."""

# ruff: noqa: S608 - names come from schemas, values pass through parameters

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from parindex.engine.records.conversion import source
from parindex.engine.records.database import identifier
from parindex.engine.records.faults import Fault, faults_of
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.proposals.sample import Sample
from parindex.engine.records.scanning import left_out, raw_name, raw_text, typed_selection
from parindex.engine.records.schema import Kind

SHOWN_ROWS = 10


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row would be refused: the field to look at, its text in the file, the rule in words."""

    field: str
    value: str | None
    rule: str
    says: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it would be read: the typed values of the mapped fields, `left_out`, its faults."""

    line: int
    values: Mapping[str, Any]
    left_out: bool
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows, and for the whole sample how often each rule refuses a field's value."""

    fields: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    left_out: int
    refused: Mapping[tuple[str, str], int]


def preview(sample: Sample, kind: Kind, mapping: SourceMapping, rows: int = SHOWN_ROWS) -> Preview:
    """Read a sample with a mapping (spelled as the sample's header).

    Whether a unit exists is left open: that is known only to a store.
    """
    faults = [fault for fault in faults_of(kind, units=False) if "known_units" not in fault.when]
    filled = {column.field for name, column in mapping.columns.items() if name in sample.header}
    fields = tuple(name for name in kind.names if name in filled | set(mapping.constants))
    with duckdb.connect() as connection:
        _load(connection, sample, kind, mapping)
        judged = ", ".join(f"coalesce({fault.when}, false)" for fault in faults)
        # Everything a row shows is text, so that the screen needs no second formatting of dates.
        connection.execute(
            f"CREATE TABLE judged AS SELECT id, left_out, {_texts(kind)}, [{judged}] AS broken,"
            f" {', '.join(identifier(name) for name in fields) or 'NULL'} FROM typed this"
        )
        refused = _refused(connection, faults)
        left_out = connection.execute("SELECT count(*) FROM judged WHERE left_out").fetchone()
        shown = connection.execute("FROM judged ORDER BY id LIMIT ?", [rows])
        names = [column[0] for column in shown.description or []]
        found = tuple(
            _row(dict(zip(names, row, strict=True)), sample, fields, faults)
            for row in shown.fetchall()
        )
    return Preview(fields, found, left_out[0] if left_out else 0, refused)


def _load(
    connection: duckdb.DuckDBPyConnection, sample: Sample, kind: Kind, mapping: SourceMapping
) -> None:
    """Make the view `typed`: text and typed value of every field of every row."""
    places = {name: f"c{index}" for index, name in enumerate(sample.header)}
    columns = ", ".join(f"{place} VARCHAR" for place in places.values())
    connection.execute(f"CREATE TABLE rows_ (id BIGINT, {columns})")
    if sample.rows:
        held = [list(range(len(sample.rows))), *map(list, zip(*sample.rows, strict=True))]
        unnested = ", ".join("unnest(?)" for _ in held)
        connection.execute(f"INSERT INTO rows_ SELECT {unnested}", held)
    texts = ", ".join(
        f"{raw_text(field, mapping, places)} AS {raw_name(field)}" for field in kind.fields
    )
    connection.execute(
        f"CREATE VIEW raw AS SELECT id, {left_out(mapping, places) or 'false'} AS left_out, {texts}"
        " FROM rows_"
    )
    connection.execute(
        f"CREATE VIEW typed AS SELECT id, left_out, {typed_selection(kind, mapping)} FROM raw"
    )


def _texts(kind: Kind) -> str:
    return ", ".join(source(field) for field in kind.fields)


def _refused(
    connection: duckdb.DuckDBPyConnection, faults: list[Fault]
) -> dict[tuple[str, str], int]:
    counts = ", ".join(
        f"count(*) FILTER (WHERE broken[{number + 1}] AND NOT left_out)"
        for number in range(len(faults))
    )
    row = connection.execute(f"SELECT {counts} FROM judged").fetchone() or ()
    return {
        (fault.column, fault.rule): count for fault, count in zip(faults, row, strict=True) if count
    }


def _row(
    row: Mapping[str, Any], sample: Sample, fields: tuple[str, ...], faults: list[Fault]
) -> PreviewRow:
    left_out = bool(row["left_out"])
    broken = () if left_out else tuple(_broken(row, faults))
    values = {name: row[name] for name in fields}
    return PreviewRow(sample.lines[row["id"]], values, left_out, broken)


def _broken(row: Mapping[str, Any], faults: list[Fault]) -> Iterator[RowFault]:
    for fault, applies in zip(faults, row["broken"], strict=True):
        if applies:
            value = row.get(f"src_{fault.column}")
            yield RowFault(fault.column, value, fault.rule, fault.says, fault.remedy)
