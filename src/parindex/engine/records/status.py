"""What a store holds, told from its manifest alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.manifest import KindFiles


@dataclass(frozen=True, slots=True)
class KindStatus:
    """One kind: rows, batches, the span of its days, quarantined rows, and faults by rule."""

    kind: str
    title: str
    rows: int
    batches: int
    first: date | None
    last: date | None
    quarantined_rows: int
    quarantined: Mapping[str, int]
    simulated: int

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


def store_status(store: Path) -> StoreStatus:
    """The state of a store; `BadInput` if the folder holds none."""
    manifest = open_snapshot(store).manifest
    kinds = tuple(_status(name, manifest.kinds[name]) for name in KINDS if name in manifest.kinds)
    return StoreStatus(store, manifest.version, kinds)


def _status(name: str, files: KindFiles) -> KindStatus:
    return KindStatus(
        kind=name,
        title=KINDS[name].title,
        rows=files.rows,
        batches=files.batches,
        first=files.first,
        last=files.last,
        quarantined_rows=files.quarantined_rows,
        quarantined=files.quarantined,
        simulated=files.simulated,
    )
