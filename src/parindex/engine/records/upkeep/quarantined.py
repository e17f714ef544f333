"""The quarantine in the upkeep of a store: files folded into one, rows that leave it.

A batch's file holds the faults that it brought; a folded one those of many batches, each row with
the number of the version that brought it, so that it still leaves by the day on which it came.
"""

# ruff: noqa: S608 - paths pass through literals()

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq

from parindex.engine.records.database import Database, literals
from parindex.engine.records.folders import QUARANTINE
from parindex.engine.records.journal import entry_of
from parindex.engine.records.manifest import KindFiles
from parindex.engine.records.ranks import batch_id, rank_of
from parindex.engine.records.standing import (
    faults_by_rule,
    faulty_rows,
    standing_faults,
    write_faults,
)

_MANY = 2
"""Files of a quarantine from which on there is something to fold."""


def released(database: Database, held: KindFiles, leaving: Collection[str]) -> KindFiles:
    """The kind without some of its quarantine files and files of cleared rows.

    What a leaving file had cleared stands again; the counts follow.
    """
    if not {*held.quarantine, *held.cleared}.intersection(leaving):
        return held
    return _counted(
        database,
        replace(
            held,
            quarantine=tuple(path for path in held.quarantine if path not in leaving),
            cleared=tuple(path for path in held.cleared if path not in leaving),
        ),
    )


def folded(database: Database, kind: str, held: KindFiles, upto: int, stem: str) -> KindFiles:
    """The kind with the quarantine of batches up to a rank in one file, without what they cleared.

    What stands stays the same. The kind as it is where there is nothing to fold.
    """
    old = _sorted_out(held, upto)
    if len(old.quarantine) + len(old.cleared) < _MANY:
        return held
    path = f"{QUARANTINE}/{kind}/{stem}.parquet"
    written = write_faults(database, path, f"SELECT * FROM {standing_faults(database, old)}")
    return replace(
        held,
        quarantine=(
            *filter(None, [written]),
            *(each for each in held.quarantine if each not in old.quarantine),
        ),
        cleared=tuple(each for each in held.cleared if each not in old.cleared),
    )


def _sorted_out(held: KindFiles, upto: int) -> KindFiles:
    """The quarantine of batches up to a rank alone."""
    return KindFiles(
        held.schema,
        quarantine=tuple(path for path in held.quarantine if rank_of(path) <= upto),
        cleared=tuple(path for path in held.cleared if rank_of(path) <= upto),
    )


@dataclass(frozen=True, slots=True)
class Outlived:
    """The files of a quarantine that hold rows past their time: alone, or beside others."""

    wholly: tuple[str, ...]
    partly: tuple[str, ...]
    upto: int

    def __bool__(self) -> bool:
        return bool(self.wholly or self.partly)


def outlived(store: Path, held: KindFiles, number: int, first: date) -> Outlived:
    """Where rows taken in before a day stand, in the version of that number.

    What a batch cleared is older than the batch, and leaves with it or before.
    """
    paths = (*held.quarantine, *held.cleared)
    upto = _last_before(store, number, first) if paths else 0
    wholly = tuple(path for path in paths if rank_of(path) <= upto)
    partly = tuple(
        path
        for path in held.quarantine
        if path not in wholly and _first_version(store / path) <= upto
    )
    return Outlived(wholly, partly, upto)


def without_outlived(
    database: Database, kind: str, held: KindFiles, found: Outlived, number: int
) -> KindFiles:
    """The kind without those rows, in the version of that number."""
    if not found.partly:
        return released(database, held, found.wholly)
    rows = literals(str(database.lake / path) for path in found.partly)
    # In the rank of the youngest of them, by which the file will leave as a whole.
    name = batch_id(max(map(rank_of, found.partly)), kind, str(number), *found.partly)
    kept = write_faults(
        database,
        f"{QUARANTINE}/{kind}/{name}.parquet",
        f"SELECT * FROM read_parquet([{rows}]) WHERE version > {found.upto}",
    )
    gone = {*found.wholly, *found.partly}
    left = released(database, held, gone)
    return _counted(database, replace(left, quarantine=(kept, *left.quarantine)))


def _counted(database: Database, held: KindFiles) -> KindFiles:
    standing = standing_faults(database, held)
    return replace(
        held,
        quarantined=faults_by_rule(database, standing),
        quarantined_rows=faulty_rows(database, standing),
    )


def _last_before(store: Path, number: int, first: date) -> int:
    """The number of the last version, up to `number`, made before a day; 0 if none was."""
    for each in range(number, 0, -1):
        if datetime.fromisoformat(entry_of(store, each).at).date() < first:
            return each
    return 0


def _first_version(path: Path) -> int:
    """The number of the first version that brought a row of a quarantine file."""
    file = pq.read_metadata(path)
    at = file.schema.to_arrow_schema().get_field_index("version")
    groups: Sequence[int] = range(file.num_row_groups)
    return min(int(file.row_group(group).column(at).statistics.min) for group in groups)
