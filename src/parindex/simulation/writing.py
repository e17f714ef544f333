"""Writing made-up rows as CSV files with native headers, and the dirt that real exports have."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from parindex.engine.reading.files import written_aside
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import Database, identifier, literal
from parindex.engine.records.schema import SIMULATED, FieldType
from parindex.simulation.mixing import Stream


def write(database: Database, folder: Path, name: str, query: str) -> Path:
    """Write the rows of a query to `folder/name`; an earlier file is replaced only when all is well."""
    path = folder / name
    with written_aside(path) as aside:
        target = literal(str(database.lake / aside.name))
        database.connection.execute(f"COPY ({query}) TO {target} (FORMAT csv, HEADER)")
    return path


def columns(kind: str, expressions: Mapping[str, str]) -> str:
    """The SQL columns of a kind in their order: the expressions given, NULL for the others."""
    unknown = expressions.keys() - set(KINDS[kind].names)
    if unknown:
        raise ValueError(f"{kind} has no {sorted(unknown)}")
    known = {"origin": literal(SIMULATED), **expressions}
    return ", ".join(
        f"{known.get(field.name, 'NULL')} AS {identifier(field.name)}"
        for field in KINDS[kind].fields
    )


def as_text(kind: str, table: str) -> str:
    """The rows of a table as an export would print them: moments to the minute, days, true/false."""
    parts = []
    for field in KINDS[kind].fields:
        name = identifier(field.name)
        printed = {
            FieldType.MOMENT: f"strftime({name}, '%Y-%m-%d %H:%M')",
            FieldType.DATE: f"strftime({name}, '%Y-%m-%d')",
            FieldType.BOOLEAN: f"{name}::VARCHAR",
        }.get(field.type, name)
        parts.append(f"{printed} AS {name}")
    return f"SELECT n, {', '.join(parts)} FROM {table}"


def soiled(
    kind: str,
    table: str,
    stream: Stream,
    dirt: Mapping[str, str],
    differs: str,
    second: Mapping[str, str],
) -> str:
    """The rows of a table in its order as text with dirt: `dirt` replaces fields by SQL expressions.

    Beside that, two of a thousand rows come twice, and those of the condition `differs` come a
    second time with the fields of `second` replaced, as when exports are pasted together.
    """
    names = KINDS[kind].names
    replaced = ", ".join(
        f"{dirt.get(name, identifier(name))} AS {identifier(name)}" for name in names
    )
    listed = ", ".join(map(identifier, names))
    changed = ", ".join(
        f"CASE WHEN copy = 2 THEN {value} ELSE {identifier(name)} END AS {identifier(name)}"
        for name, value in second.items()
    )
    copies = (
        f"[0] || CASE WHEN {stream.chance('twice', 2)} THEN [1] ELSE [] END"
        f" || CASE WHEN {differs} THEN [2] ELSE [] END"
    )
    # Copies are unfolded in place: rows pass in the table's order, and nothing wide is sorted.
    return (
        f"WITH clean AS ({as_text(kind, table)}),"
        f" rows AS (SELECT unnest({copies}) AS copy, {replaced} FROM clean)"
        f" SELECT {listed} FROM (SELECT * REPLACE ({changed}) FROM rows)"
    )
