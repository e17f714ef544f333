"""Usable rows of a batch laid over what the lake holds: new, changed, or there already.

Unchanged rows stay where they are. Files that hold a replaced row are written anew without it;
all other files of the earlier version are named again by the next one.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from parindex.engine.records.database import Database, identifier, identifiers, literal, literals
from parindex.engine.records.manifest import DataFile
from parindex.engine.records.schema import SIMULATED, Kind


@dataclass(frozen=True, slots=True)
class Merged:
    """What a batch did to a kind: rows added, replaced and unchanged, and the files that result."""

    added: int
    replaced: int
    unchanged: int
    files: tuple[DataFile, ...]


def stored_rows(database: Database, kind: Kind, files: tuple[DataFile, ...]) -> str:
    """An SQL relation of the stored rows of a kind: its fields, and `filename` where they stand."""
    names = identifiers(kind.names)
    if not files:
        empty = ", ".join(f"NULL::{f.type.sql} AS {identifier(f.name)}" for f in kind.fields)
        return f"(SELECT {empty}, NULL::VARCHAR AS filename WHERE false)"
    paths = literals(str(database.lake / file.path) for file in files)
    return (
        f"(SELECT {names}, filename FROM read_parquet([{paths}], filename = true,"
        " hive_partitioning = false, union_by_name = true))"
    )


def merge(database: Database, kind: Kind, batch: str, files: tuple[DataFile, ...]) -> Merged:
    """Write the changed rows of `incoming` as new files of the kind; nothing if none changed."""
    connection = database.connection
    key, stored = identifiers(kind.key), stored_rows(database, kind, files)
    old = ", ".join(f"stored.{identifier(name)}" for name in kind.names)
    new = ", ".join(f"incoming.{identifier(name)}" for name in kind.names)
    connection.execute(
        f"CREATE TABLE matched AS SELECT {', '.join(f'incoming.{identifier(k)}' for k in kind.key)},"
        f" filename, row({old}) IS NOT DISTINCT FROM row({new}) AS same"
        f" FROM incoming JOIN {stored} stored USING ({key})"
    )
    unchanged = database.number("SELECT count(*) FROM matched WHERE same")
    replaced = database.number("SELECT count(*) FROM matched WHERE NOT same")
    added = database.count("incoming") - unchanged - replaced
    if not added + replaced:
        return Merged(0, 0, unchanged, files)
    return Merged(added, replaced, unchanged, _rewrite(database, kind, batch, files))


def _rewrite(
    database: Database, kind: Kind, batch: str, files: tuple[DataFile, ...]
) -> tuple[DataFile, ...]:
    names, key = identifiers(kind.names), identifiers(kind.key)
    touched = database.connection.execute(
        "SELECT DISTINCT filename FROM matched WHERE NOT same"
    ).fetchall()
    opened = {Path(name).relative_to(database.lake).as_posix() for (name,) in touched}
    rewritten = tuple(file for file in files if file.path in opened)
    rows = (
        f"SELECT {names} FROM incoming ANTI JOIN (FROM matched WHERE same) USING ({key})"
        f" UNION ALL SELECT {names} FROM {stored_rows(database, kind, rewritten)}"
        f" ANTI JOIN (FROM matched WHERE NOT same) USING ({key})"
    )
    written = write_rows(database, kind, batch, rows)
    return tuple(file for file in files if file.path not in opened) + written


def write_rows(database: Database, kind: Kind, batch: str, rows: str) -> tuple[DataFile, ...]:
    """Write the rows of a query as Parquet, by year and month of the kind's day."""
    folder = database.lake / kind.name
    folder.mkdir(exist_ok=True)
    if kind.day is None:
        database.connection.execute(
            f"COPY ({rows}) TO {literal(str(folder / f'{batch}.parquet'))} (FORMAT parquet)"
        )
    else:
        day = identifier(kind.day)
        database.connection.execute(
            f"COPY (SELECT *, year({day}) AS year, strftime({day}, '%m') AS month FROM ({rows}))"
            f" TO {literal(str(folder))} (FORMAT parquet, PARTITION_BY (year, month),"
            f" OVERWRITE_OR_IGNORE true, FILENAME_PATTERN {literal(batch + '-{i}')})"
        )
    paths = sorted(folder.rglob(f"{batch}*.parquet"))
    return _describe(database, kind, [path.relative_to(database.lake).as_posix() for path in paths])


def _describe(database: Database, kind: Kind, paths: list[str]) -> tuple[DataFile, ...]:
    files = tuple(DataFile(path, 0, 0, None, None) for path in paths)
    day = "NULL" if kind.day is None else f"{identifier(kind.day)}::DATE"
    found = database.connection.execute(
        f"SELECT filename, count(*), count(*) FILTER (WHERE lower(origin) = {literal(SIMULATED)}),"
        f" min({day})::VARCHAR, max({day})::VARCHAR"
        f" FROM {stored_rows(database, kind, files)} GROUP BY filename ORDER BY filename"
    ).fetchall()
    return tuple(
        DataFile(Path(name).relative_to(database.lake).as_posix(), rows, simulated, first, last)
        for name, rows, simulated, first, last in found
    )
