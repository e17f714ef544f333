"""Which files of a kind a compaction folds, and into which months."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from parindex.engine.records.database import Database, identifier, open_database
from parindex.engine.records.manifest import DataFile, KindFiles
from parindex.engine.records.ranks import rank_of
from parindex.engine.records.schema import Kind
from parindex.engine.records.stored import placed_rows
from parindex.engine.records.upkeep.masks import masks_in
from parindex.engine.records.upkeep.rewriting import Group

_MANY = 4
"""Batches that lie unarranged, above which a compaction is worth while."""

_MUCH = 1_000_000
"""Rows that lie unarranged over several months, above which it is."""

_MASKED_SHARE = 10
"""Of so many rows one is masked for good where it is."""


def months_to_fold(
    database: Database, kind: Kind, held: KindFiles, upto: int, stem: str
) -> list[Group]:
    """The months in which there is something to fold among files up to the rank `upto`.

    That is: rows in a file that is not one month's own, several files, or rows masked for good. A
    kind without a day is one heap.
    """
    settled = [file for file in held.files if rank_of(file.path) <= upto]
    dead = _dead_rows(database, held, upto)
    if kind.day is None:
        if len(settled) > 1 or any(file.path in dead for file in settled):
            return [Group(tuple(file.path for file in settled), f"{kind.name}/{stem}.parquet")]
        return []
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for file in settled:
        if _is_arranged(file):
            found[_month(file)].append(file.path)
    to_fold = {
        month for month, paths in found.items() if len(paths) > 1 or any(p in dead for p in paths)
    }
    loose = [file.path for file in settled if not _is_arranged(file)]
    for path, year, month in _months_in(database, kind, loose):
        found[year, month].append(path)
        to_fold.add((year, month))
    return [_group(kind, found[month], month, stem) for month in sorted(to_fold)]


def worth_compacting(store: Path, kind: Kind, held: KindFiles, upto: int) -> bool:
    """Whether files up to the rank `upto` lie loose in number or in mass, or hold much that is masked."""
    settled = [file for file in held.files if rank_of(file.path) <= upto]
    loose = [file for file in settled if not _is_arranged(file)]
    wide = sum(file.rows for file in loose if kind.day and _spans_months(file))
    if len(loose) > _MANY or wide >= _MUCH:
        return True
    rows, masked = sum(file.rows for file in settled), sum(file.deleted for file in settled)
    if masked * _MASKED_SHARE <= rows:
        return False
    # Masks by younger batches stay after a compaction.
    with open_database(store) as database:
        return sum(_dead_rows(database, held, upto).values()) * _MASKED_SHARE > rows


def _group(kind: Kind, paths: Sequence[str], month: tuple[int, int], stem: str) -> Group:
    first = date(*month, 1)
    after = date(month[0] + month[1] // 12, month[1] % 12 + 1, 1)
    day = identifier(kind.day or "")
    return Group(
        tuple(paths),
        f"{kind.name}/year={month[0]}/month={month[1]:02}/{stem}.parquet",
        f"{day} >= DATE '{first}' AND {day} < DATE '{after}'",
    )


def _is_arranged(file: DataFile) -> bool:
    """Whether a file lies in the folder of its month; in the folder of the kind nothing is arranged."""
    return "/month=" in file.path


def _month(file: DataFile) -> tuple[int, int]:
    first = date.fromisoformat(file.first or "")
    return first.year, first.month


def _spans_months(file: DataFile) -> bool:
    return (file.first or "")[:7] != (file.last or "")[:7]


def _months_in(database: Database, kind: Kind, paths: Sequence[str]) -> list[tuple[str, int, int]]:
    """The months of the rows in files: path, year, month."""
    if not paths:
        return []
    day = identifier(kind.day or "")
    rows = placed_rows(database, kind, KindFiles(""), paths)
    return database.connection.execute(
        f"SELECT DISTINCT path, year({day}), month({day}) FROM {rows} ORDER BY ALL"
    ).fetchall()


def _dead_rows(database: Database, held: KindFiles, upto: int) -> dict[str, int]:
    """How many rows of each file are masked by batches up to a rank."""
    found = database.connection.execute(
        f"SELECT path, count(*) FROM {masks_in(database, held.deletes)}"
        f" WHERE overruled_by <= {upto} GROUP BY path"
    ).fetchall()
    live = {file.path for file in held.files}
    return {path: rows for path, rows in found if path in live}
