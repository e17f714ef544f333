"""Which files of a kind a question can concern, by the first and last day the manifest tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from parindex.engine.facts.placement import Occurred, Placement
from parindex.engine.facts.planner import Scan
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.lake import Snapshot
from parindex.engine.records.manifest import DataFile
from parindex.engine.records.schema import Kind, not_before
from parindex.engine.values.periods import Period


def pruned(snapshot: Snapshot, scans: Iterable[Scan], period: Period) -> Snapshot:
    """The snapshot without the files that no row of the scans' periods can stand in."""
    asked: dict[str, list[Placement | None]] = {}
    for scan in scans:
        asked.setdefault(scan.kind, []).append(scan.placement)
        for related in scan.related:
            asked.setdefault(related.kind, []).append(related.placement)
    manifest = snapshot.manifest
    kinds = {
        name: replace(files, files=_kept(KINDS[name], files.files, asked[name], period))
        if name in asked
        else files
        for name, files in manifest.kinds.items()
    }
    return replace(snapshot, manifest=replace(manifest, kinds=kinds))


def _kept(
    kind: Kind, files: tuple[DataFile, ...], placements: list[Placement | None], period: Period
) -> tuple[DataFile, ...]:
    spans = [_span(kind, placement, period) for placement in placements]
    return tuple(file for file in files if any(_meets(file, span) for span in spans))


def _span(
    kind: Kind, placement: Placement | None, period: Period
) -> tuple[date | None, date | None]:
    """The first and last day by which files are kept that a row of the period can stand in."""
    if placement is None or kind.day is None or not _follows_day(kind, placement):
        return None, None
    alone = isinstance(placement, Occurred) and placement.fields == (kind.day,)
    return (period.first if alone else None), period.last


def _follows_day(kind: Kind, placement: Placement) -> bool:
    """Whether no date of the placement can lie before the day by which the kind is kept."""
    rules = {rule.name for rule in kind.rules}
    day = kind.day or ""
    return all(
        field == day or not_before(day, field, "", "").name in rules for field in placement.fields
    )


def _meets(file: DataFile, span: tuple[date | None, date | None]) -> bool:
    first, last = span
    starts_later = last is not None and file.first is not None and file.first > last.isoformat()
    ended = first is not None and file.last is not None and file.last < first.isoformat()
    return not starts_later and not ended
