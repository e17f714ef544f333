"""The files of batches arranged by month, one file for each, so that a store stays quick to read.

Nothing changes in what the store says; rows that were masked are left out. Batches younger than some
days are left as they are, so that they can still be taken back; older ones cannot once they are
folded.
"""

from __future__ import annotations

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
from parindex.engine.records.upkeep.rewriting import Rewriting


@dataclass(frozen=True, slots=True)
class CompactReport:
    """What a compaction did to a kind: files and masked rows before and after; it may be nothing."""

    kind: str
    rows: int
    files_before: int
    files_after: int
    masked_before: int
    masked_after: int
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
    if not groups:
        return manifest
    folded = Rewriting(database, KINDS[name], held, stem, groups, settled=upto).run()
    if folded.rows != held.rows:
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
            "files_after": len(folded.files),
            "masked_before": _masked(held),
            "masked_after": _masked(folded),
        },
        of=entry_of(store, upto).batch,
    )
    following = manifest.followed_by(entry.fingerprint, {name: folded})
    lake.publish(store, following, entry, expected=manifest.version)
    return following


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
        version=after.version,
        changed=after is not before,
    )
