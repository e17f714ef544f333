"""Shape 9, growth on last year: bands over (this year − last year) / last year, in percent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.engine.rules.bands import (
    Band,
    band_of,
    bands_worth,
    check_points,
    check_stretches,
    describe_bands,
    limits,
)
from parindex.engine.rules.base import (
    QUANTITIES,
    Context,
    Fault,
    InputLacking,
    Needed,
    NothingArose,
    Rule,
)
from parindex.engine.rules.wording import figure, gives
from parindex.engine.values.inputs import Amount, Count, Input, NoneArose, Percent, Quantity, Rate
from parindex.engine.values.intervals import Interval
from parindex.engine.values.numbers import vietnamese


class Growth(Rule[Quantity]):
    """The band that holds the growth in percent gives the points.

    Last year's value stands in the input itself or is the subject's input of the year before;
    where it is zero there is no growth rate and `when_none_arose` decides.
    """

    accepts: ClassVar = QUANTITIES
    looks_back: ClassVar = True
    kind: Literal["growth"]
    bands: tuple[Band, ...]

    def check(self, context: Context) -> Iterator[Fault]:
        yield from check_stretches(self.bands, Interval())
        yield from check_points(self.bands, context.max_points)

    def evaluate(self, value: Quantity, context: Context) -> Fraction:
        return band_of(self.bands, self._growth(value, context)).points

    def explain(self, value: Quantity, context: Context) -> str:
        growth, before = self._growth(value, context), vietnamese(last_year(value, context))
        percent = figure(growth, *limits(self.bands))
        equal = percent if percent.startswith("≈") else f"= {percent}"
        now = vietnamese(value.quantity)
        within = band_of(self.bands, growth).interval.describe(" %")
        points = gives(self.evaluate(value, context))
        return f"({now} − {before}) / {before} {equal} % thuộc mức «{within}» {points}"

    def describe(self, context: Context) -> str:
        return f"tăng trưởng so với năm trước {describe_bands(self.bands, ' %')}"

    def invert(self, points: Fraction, context: Context) -> Needed:
        """The values needed this year; the growth needed while last year's value is unknown."""
        needed = bands_worth(self.bands, points, " % so với năm trước")
        before = _quantity(context.previous)
        if before is None or before <= 0:
            return needed
        values = (_grown(each, before) for each in needed.intervals)
        return Needed(tuple(values), unit=context.unit)

    def _growth(self, value: Quantity, context: Context) -> Fraction:
        before = last_year(value, context)
        if before == 0:
            raise NothingArose
        return (value.quantity - before) * 100 / before


def _grown(growth: Interval, before: Fraction) -> Interval:
    """The values that lie so many percent above `before`."""
    low, high = (
        None if end is None else before * (100 + end) / 100 for end in (growth.low, growth.high)
    )
    return replace(growth, low=low, high=high)


def last_year(value: Quantity, context: Context) -> Fraction:
    """Last year's quantity; `InputLacking` where nobody gave one."""
    if isinstance(value, Amount) and value.previous is not None:
        return value.previous
    before = _quantity(context.previous)
    if before is None:
        raise InputLacking(
            "thiếu số liệu năm trước để so sánh (trên trang: nhập ở «Các năm trước»; trong tệp khai"
            " báo: khóa previous)"
        )
    return before


def _quantity(previous: Input | None) -> Fraction | None:
    """What last year's input stands for: zero where nothing arose, None where it is not known."""
    if isinstance(previous, NoneArose) or (isinstance(previous, Rate) and not previous.denominator):
        return Fraction(0)
    return previous.quantity if isinstance(previous, Amount | Count | Percent | Rate) else None
