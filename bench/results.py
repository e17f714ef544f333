"""What a run found, as plain data that is kept between runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.measuring import Sample


@dataclass(frozen=True, slots=True)
class Series:
    """The samples of one way to do the work; `rows` are those that one run handles, if that tells."""

    name: str
    samples: tuple[Sample, ...]
    rows: int = 0

    @property
    def wall(self) -> list[float]:
        return [sample.wall for sample in self.samples]

    @property
    def peak(self) -> int:
        return max(sample.peak for sample in self.samples)


@dataclass(frozen=True, slots=True)
class Target:
    """A bound that the issue of the work sets: `value` must not be above `limit`.

    `id` is the key under which a person writes the cause where the bound is not kept.
    """

    id: str
    what: str
    value: float
    limit: float
    unit: str

    @property
    def reached(self) -> bool:
        return self.value <= self.limit


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of work: how it was done, what it took, what it must reach."""

    id: str
    title: str
    series: tuple[Series, ...]
    targets: tuple[Target, ...] = ()
    checked: str = ""
    notes: tuple[str, ...] = ()
    compared: bool = False
    """Whether the first series is set against the others, pair by pair."""
    at: str = ""
    code: str = ""
    runs: int = 0


def ratio(ours: Series, other: Series) -> float:
    """How many times as long ours takes: the median over the pairs measured one after the other."""
    return median(a / b for a, b in zip(ours.wall, other.wall, strict=True))


def slower_than(id_: str, ours: Series, other: Series, limit: float) -> Target:
    """The bound «ours takes at most `limit` times as long as the other»."""
    return Target(id_, f"thời gian so với {other.name}", ratio(ours, other), limit, "lần")


def peak_within(id_: str, series: Series, limit: float) -> Target:
    """The bound on the memory of a series, in GB (10^9 bytes)."""
    return Target(id_, f"bộ nhớ đỉnh của {series.name}", series.peak / 1e9, limit, "GB")


def time_within(id_: str, series: Series, limit: float) -> Target:
    """The bound on the median time of a series, in seconds."""
    return Target(id_, f"thời gian, {series.name}", median(series.wall), limit, "s")


def read(path: Path) -> dict[str, Row]:
    """The rows kept from earlier runs, by id."""
    if not path.exists():
        return {}
    return {told["id"]: _row(told) for told in json.loads(path.read_text(encoding="utf-8"))}


def write(path: Path, rows: Sequence[Row]) -> None:
    """Keep the rows for the next run."""
    text = json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)
    path.write_text(text, encoding="utf-8")


def _row(told: dict[str, Any]) -> Row:
    series = tuple(
        Series(each["name"], tuple(Sample(**sample) for sample in each["samples"]), each["rows"])
        for each in told["series"]
    )
    targets = tuple(Target(**each) for each in told["targets"])
    return Row(**{**told, "series": series, "targets": targets, "notes": tuple(told["notes"])})
