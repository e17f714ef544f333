"""Intervals that say which ends are closed, in the very words of the annexes.

trên = above (open), từ … trở lên = from (closed), dưới = below (open), đến = to (closed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from parindex.engine.values.numbers import vietnamese


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of the number line; an end that is None is unbounded."""

    low: Fraction | None = None
    low_closed: bool = True
    high: Fraction | None = None
    high_closed: bool = True

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Fraction | int) and not (
            self.starts_above(value) or self.ends_below(value)
        )

    def starts_above(self, value: Fraction | int) -> bool:
        """Whether the whole interval lies above the value."""
        if self.low is None:
            return False
        return value < self.low if self.low_closed else value <= self.low

    def ends_below(self, value: Fraction | int) -> bool:
        """Whether the whole interval lies below the value."""
        if self.high is None:
            return False
        return value > self.high if self.high_closed else value >= self.high

    @property
    def empty(self) -> bool:
        """Whether no number can lie inside."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (
            self.low == self.high and not (self.low_closed and self.high_closed)
        )

    def describe(self, unit: str = "") -> str:
        """The interval in the words of an annex: `từ 70 % đến dưới 90 %`."""
        low = None if self.low is None else f"{vietnamese(self.low)}{unit}"
        high = None if self.high is None else f"{vietnamese(self.high)}{unit}"
        if low is not None and low == high:
            return f"bằng {low}"
        start = None if low is None else (f"từ {low}" if self.low_closed else f"trên {low}")
        end = None if high is None else (f"đến {high}" if self.high_closed else f"dưới {high}")
        if start is None:
            return end or "mọi giá trị"
        if end is None:
            return f"{start} trở lên" if self.low_closed else start
        return f"{start} {end}" if self.high_closed else f"{start} đến {end}"


def partition_faults(
    intervals: Sequence[Interval], domain: Interval, *, integers: bool = False, unit: str = ""
) -> Iterator[tuple[int, str]]:
    """Where the intervals, one at least, fail to cover the domain exactly once.

    Gives the index of the interval at fault (in the order given) and the fault in Vietnamese.
    With `integers` only whole numbers exist, so that `đến 1` and `từ 2` leave no gap.
    """
    for index, interval in enumerate(intervals):
        if interval.empty:
            yield index, f"mức «{interval.describe(unit)}» không chứa giá trị nào"
    kept = [(index, each) for index, each in enumerate(intervals) if not each.empty]
    order = sorted(kept, key=lambda pair: _start(pair[1], integers=integers))
    reached, last = _start(domain, integers=integers), domain
    for index, interval in order:
        start, end = _start(interval, integers=integers), _end(interval, integers=integers)
        if start > reached:
            yield index, f"có khoảng trống ngay trước mức «{interval.describe(unit)}»"
        elif start < reached and last is not domain:
            told = f"«{interval.describe(unit)}» chồng lên mức «{last.describe(unit)}»"
            yield index, f"mức {told}"
        reached, last = max(reached, end), interval
    if reached < _end(domain, integers=integers):
        yield len(intervals) - 1, f"các mức không phủ hết «{domain.describe(unit)}»"


_Cut: TypeAlias = tuple[int, Fraction, int]
"""A place between numbers: (-1 below all, 0 finite, 1 above all), the number, 0 before or 1 after it."""


def _start(interval: Interval, *, integers: bool) -> _Cut:
    if interval.low is None:
        return (-1, Fraction(0), 0)
    return _cut(interval.low, after=not interval.low_closed, integers=integers)


def _end(interval: Interval, *, integers: bool) -> _Cut:
    if interval.high is None:
        return (1, Fraction(0), 0)
    return _cut(interval.high, after=interval.high_closed, integers=integers)


def _cut(number: Fraction, *, after: bool, integers: bool) -> _Cut:
    if integers:
        return (0, Fraction(floor(number) + 1 if after else ceil(number)), 0)
    return (0, number, int(after))
