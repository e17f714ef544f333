"""The files of batches arranged by month, one file for each, so that a store stays quick to read.

Nothing changes in what the store says; rows that were masked are left out. Batches younger than some
days are left as they are, so that they can still be taken back; older ones cannot once they are
folded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from parindex.engine.records import lake
from parindex.engine.records.catalog import KINDS, kind_named
from parindex.engine.records.database import Database, open_database
from parindex.engine.records.journal import VIETNAM, Action, Entry, entry_of, person, stamp
from parindex.engine.records.manifest import KindFiles, Manifest
from parindex.engine.records.progress import Progress, Silent
from parindex.engine.records.ranks import batch_id
from parindex.engine.records.resources import USUAL, Resources
from parindex.engine.records.upkeep.history import KEEP_DAYS, settled
from parindex.engine.records.upkeep.months import months_to_fold
from parindex.engine.records.upkeep.quarantined import folded
from parindex.engine.records.upkeep.rewriting import Rewriting


@dataclass(frozen=True, slots=True)
class CompactReport:
    """What a compaction did to a kind; it may be nothing.

    Files, masked rows, and files of the quarantine, each before and after.
    """

    kind: str
    rows: int
    files_before: int
    files_after: int
    masked_before: int
    masked_after: int
    quarantine_before: int
    quarantine_after: int
    version: str
    changed: bool


def compact(
    store: Path,
    kind: str | None = None,
    *,
    keep_days: int = KEEP_DAYS,
    progress: Progress | None = None,
    now: datetime | None = None,
    resources: Resources = USUAL,
) -> list[CompactReport]:
    """Fold the files of a kind, or of all, month by month; a version for each kind that changes.

    Every row stays what it was. Batches younger than `keep_days` are spared.
    """
    names = list(KINDS) if kind is None else [kind_named(kind).name]
    watcher = progress or Silent()
    reports = []
    with lake.changing(store, wait=resources.wait) as snapshot:
        manifest = snapshot.manifest
        upto = settled(store, manifest.number, keep_days, now or datetime.now(VIETNAM))
        for name in names:
            if name not in manifest.kinds:
                continue
            watcher.step(f"Gộp tệp của loại {KINDS[name].title}")
            before = manifest
            with open_database(store, memory_limit=resources.memory_limit) as database:
                manifest = _compacted(database, store, manifest, name, upto)
            reports.append(_report(name, before, manifest))
    return reports


def _compacted(
    database: Database, store: Path, manifest: Manifest, name: str, upto: int
) -> Manifest:
    """The version in which the kind is folded up to that rank; the same one if nothing is to do."""
    held, number = manifest.of(name), manifest.number + 1
    stem = batch_id(upto, Action.COMPACT, name, str(number))
    groups = months_to_fold(database, KINDS[name], held, upto, stem)
    following = folded(database, name, held, upto, stem)
    if groups:
        following = Rewriting(database, KINDS[name], following, stem, groups, settled=upto).run()
    if following is held:
        return manifest
    if _content(following) != _content(held):
        raise RuntimeError(f"{name}: a compaction must not change what the store holds")
    entry = Entry(
        number=number,
        action=Action.COMPACT,
        batch=batch_id(number, stem),
        kind=name,
        at=stamp(),
        by=person(),
        counts={
            "files_before": len(held.files),
            "files_after": len(following.files),
            "masked_before": _masked(held),
            "masked_after": _masked(following),
            "quarantine_before": _quarantine(held),
            "quarantine_after": _quarantine(following),
        },
        of=entry_of(store, upto).batch,
    )
    after = manifest.followed_by(entry.fingerprint, {name: following})
    lake.publish(store, after, entry, expected=manifest.version)
    return after


def _content(held: KindFiles) -> tuple[int, int, Mapping[str, int]]:
    return held.rows, held.quarantined_rows, held.quarantined


def _quarantine(held: KindFiles) -> int:
    return len(held.quarantine) + len(held.cleared)


def _masked(held: KindFiles) -> int:
    return sum(file.deleted for file in held.files)


def _report(name: str, before: Manifest, after: Manifest) -> CompactReport:
    old, new = before.of(name), after.of(name)
    return CompactReport(
        kind=name,
        rows=new.rows,
        files_before=len(old.files),
        files_after=len(new.files),
        masked_before=_masked(old),
        masked_after=_masked(new),
        quarantine_before=_quarantine(old),
        quarantine_after=_quarantine(new),
        version=after.version,
        changed=after is not before,
    )
