"""What a store holds, told from its manifest, and whether a compaction is worth while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.journal import VIETNAM, Entry
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.manifest import KindFiles
from parindex.engine.records.schema import Kind
from parindex.engine.records.upkeep.history import KEEP_DAYS, last_imports, settled
from parindex.engine.records.upkeep.months import worth_compacting


@dataclass(frozen=True, slots=True)
class KindStatus:
    """One kind: rows, batches, the span of its days, quarantined rows, and faults by rule.

    `files` are data files, `masked` the rows in them that a later batch replaced. `last_import` is the
    last batch that was not taken back, `warnings` what was odd about it by rule.
    """

    kind: str
    title: str
    rows: int
    batches: int
    first: date | None
    last: date | None
    quarantined_rows: int
    quarantined: Mapping[str, int]
    simulated: int
    files: int
    masked: int
    worth_compacting: bool
    last_import: str
    warnings: Mapping[str, int]

    @property
    def simulated_share(self) -> Fraction:
        """The share of made-up rows, 0 to 1."""
        return Fraction(self.simulated, self.rows) if self.rows else Fraction(0)


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """A store: its current version, its kinds in the order of the catalogue."""

    store: Path
    version: str
    kinds: tuple[KindStatus, ...]

    @property
    def simulated(self) -> bool:
        """Whether any row is made up."""
        return any(kind.simulated for kind in self.kinds)


def store_status(store: Path, now: datetime | None = None) -> StoreStatus:
    """The state of a store; `BadInput` if the folder holds none."""
    manifest = open_snapshot(store).manifest
    upto = settled(store, manifest.number, KEEP_DAYS, now or datetime.now(VIETNAM))
    last = last_imports(store, manifest.number, manifest.kinds.keys())
    kinds = tuple(
        _status(store, kind, manifest.kinds[name], upto, last.get(name))
        for name, kind in KINDS.items()
        if name in manifest.kinds
    )
    return StoreStatus(store, manifest.version, kinds)


def _status(store: Path, kind: Kind, files: KindFiles, upto: int, last: Entry | None) -> KindStatus:
    return KindStatus(
        kind=kind.name,
        title=kind.title,
        rows=files.rows,
        batches=files.batches,
        first=files.first,
        last=files.last,
        quarantined_rows=files.quarantined_rows,
        quarantined=files.quarantined,
        simulated=files.simulated,
        files=len(files.files),
        masked=sum(file.deleted for file in files.files),
        worth_compacting=worth_compacting(store, kind, files, upto),
        last_import=last.batch if last else "",
        warnings=last.warnings if last else {},
    )
