"""Rows past the retention of their kind removed for good, and versions that need not be kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from parindex.engine.records import lake
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import Database, identifier, open_database
from parindex.engine.records.journal import VIETNAM, Action, Entry, person, stamp
from parindex.engine.records.manifest import DataFile, KindFiles, Manifest
from parindex.engine.records.progress import Progress, Silent
from parindex.engine.records.ranks import batch_id
from parindex.engine.records.resources import USUAL, Resources
from parindex.engine.records.upkeep.expiry import Limits, expire
from parindex.engine.records.upkeep.quarantined import outlived, without_outlived
from parindex.engine.records.upkeep.retention import first_kept, retention
from parindex.engine.records.upkeep.rewriting import Group, Rewriting

_PURGED_BEFORE = re.compile(r"-p\d{6}$")


@dataclass(frozen=True, slots=True)
class PurgedKind:
    """What left a kind: its rows and quarantined rows from before the first day that is kept."""

    kind: str
    first_kept: date
    removed: int
    quarantined_rows: int


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What a purge did.

    `held_by_pins` names pins (name → version) whose versions still hold rows past their time;
    `freed` is in bytes.
    """

    kinds: tuple[PurgedKind, ...]
    versions: tuple[str, ...]
    held_by_pins: Mapping[str, str]
    freed: int
    version: str


def purge(
    store: Path,
    *,
    keep_versions: int | None = None,
    keep_days: int | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
    resources: Resources = USUAL,
) -> PurgeReport:
    """Apply the retention of every kind, then expire versions.

    Rows past their time leave in a new version, and with them every older version that holds any,
    except pinned ones. Beyond that the last `keep_versions` and those younger than `keep_days` stay;
    all of them where neither is told. Readers of a version that expires lose its files.
    """
    watcher, at = progress or Silent(), now or datetime.now(VIETNAM)
    purged = []
    with lake.changing(store, wait=resources.wait) as snapshot:
        manifest = snapshot.manifest
        first_days = {
            kind: first_kept(at.date(), months) for kind, months in retention(store).items()
        }
        for name, first in first_days.items():
            watcher.step(f"Xóa dữ liệu hết thời hạn lưu: {KINDS[name].title}")
            before = manifest
            with open_database(store, memory_limit=resources.memory_limit) as database:
                manifest = _Purging(database, store, manifest, name, first).run()
            purged.append(_told(name, first, before.of(name), manifest.of(name)))
        watcher.step("Xóa phiên bản cũ")
        limits = Limits(keep_versions, keep_days, at)
        expired = expire(store, manifest.version, limits, first_days)
    return PurgeReport(
        tuple(purged), expired.versions, expired.held_by_pins, expired.freed, manifest.version
    )


def _told(name: str, first: date, before: KindFiles, after: KindFiles) -> PurgedKind:
    quarantined = before.quarantined_rows - after.quarantined_rows
    return PurgedKind(name, first, before.rows - after.rows, quarantined)


@dataclass(frozen=True, slots=True)
class _Purging:
    """A kind of a version on its way to lose the rows from before a day."""

    database: Database
    store: Path
    manifest: Manifest
    name: str
    first: date

    def run(self) -> Manifest:
        """The version without them; the same one if there are none."""
        held = self.manifest.of(self.name)
        spent = [file for file in held.files if self._begins_early(file)]
        number = self.manifest.number
        past = outlived(self.store, held, number, self.first)
        left = without_outlived(self.database, self.name, held, past, number + 1) if past else held
        if spent:
            left = self._rewritten(left, spent)
        if left is held:
            return self.manifest
        entry = self._entry(held, left)
        following = self.manifest.followed_by(entry.fingerprint, {self.name: left})
        lake.publish(self.store, following, entry, expected=self.manifest.version)
        return following

    def _begins_early(self, file: DataFile) -> bool:
        return file.first is not None and file.first < self.first.isoformat()

    def _rewritten(self, held: KindFiles, spent: list[DataFile]) -> KindFiles:
        kind, number = KINDS[self.name], self.manifest.number + 1
        first = self.first.isoformat()
        kept_days = f"{identifier(kind.day or '')}::DATE >= DATE '{first}'"
        groups = [
            Group((file.path,), _purged_path(file.path, number), kept_days)
            for file in spent
            if file.last is not None and file.last >= first
        ]
        kept = {path for group in groups for path in group.paths}
        return Rewriting(
            self.database,
            kind,
            held,
            batch_id(number, Action.PURGE, self.name),
            groups,
            dropped=[file.path for file in spent if file.path not in kept],
        ).run()

    def _entry(self, before: KindFiles, after: KindFiles) -> Entry:
        number, first = self.manifest.number + 1, before.first
        gone = first is not None and first < self.first
        return Entry(
            number=number,
            action=Action.PURGE,
            batch=batch_id(number, Action.PURGE, self.name),
            kind=self.name,
            at=stamp(),
            by=person(),
            counts={
                "removed": before.rows - after.rows,
                "quarantined": before.quarantined_rows - after.quarantined_rows,
            },
            days=((first, self.first - timedelta(days=1)),) if first and gone else (),
        )


def _purged_path(path: str, number: int) -> str:
    """The path of a file without its early rows; it keeps the name of the batch, and so its rank."""
    folder, _, name = path.rpartition("/")
    stem = _PURGED_BEFORE.sub("", name.removesuffix(".parquet"))
    return f"{folder}/{stem}-p{number:06d}.parquet"
