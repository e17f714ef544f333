"""The rows of a kind as they lie in the lake: reading a version of them, and writing new files."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from parindex.engine.records.database import Database, identifier, identifiers, literal, literals
from parindex.engine.records.manifest import DataFile, KindFiles
from parindex.engine.records.schema import SIMULATED, Kind
from parindex.engine.records.segments import place

if TYPE_CHECKING:
    from parindex.engine.records.key_index import Hashes, Places

DELETE_COLUMNS = {"path": "VARCHAR", "row": "BIGINT", "day": "DATE", "overruled_by": "INTEGER"}
"""A delete file masks rows: the data file, the number of the row in it, the day of the row, and the
number of the batch whose word on the same key follows this one (see `ranks`)."""


def stored_rows(database: Database, kind: Kind, held: KindFiles) -> str:
    """An SQL relation of the rows of a kind in one version: its fields, without the masked rows."""
    clean = [file.path for file in held.files if not file.deleted]
    dirty = [file.path for file in held.files if file.deleted]
    names = identifiers(kind.names)
    parts = []
    if clean or not dirty:
        parts.append(f"SELECT {names} FROM {_parquet(database, kind, clean)}")
    if dirty:
        rows = placed_rows(database, kind, held, dirty)
        parts.append(f"SELECT {names} FROM {rows}")
    return f"({' UNION ALL '.join(parts)})"


def placed_rows(database: Database, kind: Kind, held: KindFiles, paths: Collection[str]) -> str:
    """The rows of some files of a version with their places: the columns `path` and `row` beside."""
    masked = [file.path for file in held.files if file.path in paths and file.deleted]
    prefix = len(str(database.lake)) + 2
    rows = (
        f"(SELECT {identifiers(kind.names)}, substr(filename, {prefix}) AS path,"
        ' file_row_number AS "row"'
        f" FROM {_parquet(database, kind, paths, places=True)})"
    )
    if not masked:
        return rows
    deletes = literals(str(database.lake / path) for path in held.deletes)
    return f'(FROM {rows} ANTI JOIN read_parquet([{deletes}]) USING (path, "row"))'


def write_rows(database: Database, kind: Kind, name: str, rows: str) -> tuple[str, ...]:
    """Write the rows of a query as one Parquet file of that name; its path, or none without rows.

    What comes in is kept in the order in which it came; compaction arranges it by month.
    """
    folder = database.lake / kind.name
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.parquet"
    # Keys never repeat: past this size a dictionary of them is work for nothing.
    found = database.connection.execute(
        f"COPY ({rows}) TO {literal(str(path))} (FORMAT parquet, DICTIONARY_SIZE_LIMIT 20000)"
    ).fetchall()
    if not found[0][0]:
        path.unlink()
        return ()
    return (path.relative_to(database.lake).as_posix(),)


def described(database: Database, kind: Kind, paths: Sequence[str]) -> tuple[DataFile, ...]:
    """What the manifest says of new files."""
    if not paths:
        return ()
    day = "NULL" if kind.day is None else f"{identifier(kind.day)}::DATE"
    found = database.connection.execute(
        f"SELECT file_index, count(*), count(*) FILTER (WHERE lower(origin) = {literal(SIMULATED)}),"
        f" min({day})::VARCHAR, max({day})::VARCHAR"
        f" FROM {_parquet(database, kind, paths)} GROUP BY file_index"
    ).fetchall()
    return tuple(
        DataFile(paths[number], rows, simulated, first, last)
        for number, rows, simulated, first, last in sorted(found)
    )


def key_places(database: Database, kind: Kind, paths: Sequence[str]) -> tuple[Hashes, Places]:
    """The sorted key hashes of new files and the places of their rows, for the index."""
    # Arrays are for the index; whoever only reads rows does without the library.
    import numpy as np  # noqa: PLC0415

    if not paths:
        return np.empty(0, np.uint64), np.empty(0, np.uint64)
    # What reads sources takes its time to load, and reading the lake does without.
    from parindex.engine.records.scanning import key_hash  # noqa: PLC0415

    found = database.connection.execute(
        f"SELECT {key_hash(kind)} AS hash,"
        f" (file_index::UBIGINT * {place(1)}) + file_row_number::UBIGINT AS place"
        f" FROM {_parquet(database, kind, paths, places=True)}"
    ).fetchnumpy()
    order = np.argsort(found["hash"])
    return found["hash"][order], found["place"][order]


def changed_days(
    database: Database, kind: Kind, paths: Sequence[str], delete_file: str
) -> tuple[tuple[date, date], ...]:
    """The days of the rows in new files and of the rows that a delete file masks, as closed ranges."""
    if kind.day is None:
        return ()
    days = f"SELECT {identifier(kind.day)}::DATE AS day FROM {_parquet(database, kind, paths)}"
    if delete_file:
        masked = literal(str(database.lake / delete_file))
        days += f" UNION SELECT day FROM read_parquet({masked})"
    return day_ranges(database, days)


def day_ranges(database: Database, days: str) -> tuple[tuple[date, date], ...]:
    """The days of a query with the column `day` as closed ranges, the earliest first."""
    # Days in a row differ from their rank by the same figure.
    found = database.connection.execute(
        "SELECT min(day), max(day) FROM (SELECT day, day - (row_number() OVER (ORDER BY day))::INT"
        f" AS run FROM (SELECT DISTINCT day FROM ({days}) WHERE day IS NOT NULL)) GROUP BY run ORDER BY 1"
    ).fetchall()
    return tuple((first, last) for first, last in found)


def _parquet(
    database: Database, kind: Kind, paths: Collection[str], *, places: bool = False
) -> str:
    """The rows of files, with every field of the kind: files of an earlier product may lack some."""
    empty = ", ".join(f"NULL::{f.type.sql} AS {identifier(f.name)}" for f in kind.fields)
    if not paths:
        place = ", '' AS filename, 0 AS file_row_number" if places else ""
        return f"(SELECT {empty}{place} WHERE false)"
    names = literals(str(database.lake / path) for path in paths)
    options = "hive_partitioning = false, union_by_name = true"
    if places:
        options += ", filename = true, file_row_number = true"
    return (
        f"(SELECT {empty} WHERE false UNION ALL BY NAME"
        f" SELECT *, file_index FROM read_parquet([{names}], {options}))"
    )
