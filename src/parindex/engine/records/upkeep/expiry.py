"""Versions that need not be kept any longer, and the files that only they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from parindex.engine.reading.files import make_durable
from parindex.engine.records import lake
from parindex.engine.records.journal import entry_of
from parindex.engine.records.manifest import Manifest
from parindex.engine.records.upkeep.pins import pins
from parindex.engine.records.upkeep.quarantined import outlived


@dataclass(frozen=True, slots=True)
class Limits:
    """Which versions to keep: the last `versions`, and those younger than `days`.

    Where neither is told, all are kept, but for those that hold rows past their time.
    """

    versions: int | None
    days: int | None
    now: datetime

    def keep(self, store: Path, names: list[str], name: str) -> bool:
        """Whether these limits keep a version, out of all versions, oldest first."""
        if self.versions is None and self.days is None:
            return True
        if self.versions is not None and name in names[-self.versions :]:
            return True
        if self.days is None:
            return False
        made = datetime.fromisoformat(entry_of(store, lake.number_of(name)).at)
        return made > self.now - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Expired:
    """Versions removed, pins (name → version) that hold rows past their time, bytes freed."""

    versions: tuple[str, ...]
    held_by_pins: Mapping[str, str]
    freed: int


def expire(store: Path, current: str, limits: Limits, first_days: Mapping[str, date]) -> Expired:
    """Remove versions outside the limits or with rows from before the first day of their kind.

    Pinned versions and the current one stay. Only for whoever holds the store for writing.
    """
    pinned = pins(store)
    names = lake.versions(store)
    holding = {name for name in names if name != current and _holds(store, name, first_days)}
    removed = tuple(
        name
        for name in names
        if name not in (current, *pinned.values())
        and (name in holding or not limits.keep(store, names, name))
    )
    before = _size(store)
    for name in removed:
        (store / lake.VERSIONS / f"{name}.json").unlink()
    make_durable(store / lake.VERSIONS)
    lake.clear_orphans(store)
    held = {pin: version for pin, version in pinned.items() if version in holding}
    return Expired(removed, held, before - _size(store))


def _holds(store: Path, name: str, first_days: Mapping[str, date]) -> bool:
    manifest = lake.open_snapshot(store, name).manifest
    return any(_holds_of(store, manifest, kind, first) for kind, first in first_days.items())


def _holds_of(store: Path, manifest: Manifest, kind: str, first: date) -> bool:
    held = manifest.of(kind)
    early = any(file.first and file.first < first.isoformat() for file in held.files)
    return early or bool(outlived(store, held, manifest.number, first))


def _size(store: Path) -> int:
    return sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
