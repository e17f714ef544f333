"""Shape 3, bands on a rate or a count: `trên 90 %: 2 | từ 70 % – 90 %: 1 | dưới 70 %: 0`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from parindex.engine.rules.base import QUANTITIES, Context, Data, Exact, Fault, Needed, Rule
from parindex.engine.rules.wording import gives, shown, weight
from parindex.engine.values.inputs import InputKind, Quantity
from parindex.engine.values.intervals import Interval, partition_faults


class Stretch(Data):
    """A stretch of a scale in the words of the annexes, which say what end is closed.

    `above` trên (open), `from` từ (closed), `below` dưới (open), `to` đến (closed).
    """

    above: Exact | None = None
    from_: Annotated[Exact | None, Field(alias="from")] = None
    below: Exact | None = None
    to: Exact | None = None

    @property
    def interval(self) -> Interval:
        low_closed, high_closed = self.above is None, self.below is None
        return Interval(
            low=self.from_ if low_closed else self.above,
            low_closed=low_closed,
            high=self.to if high_closed else self.below,
            high_closed=high_closed,
        )

    @property
    def contradictory(self) -> bool:
        """Whether one end is given twice, once open and once closed."""
        return None not in (self.above, self.from_) or None not in (self.below, self.to)


class Band(Stretch):
    """A stretch and what a quantity inside it is worth."""

    points: Exact


class Bands(Rule[Quantity]):
    """The band that holds the quantity gives the points."""

    accepts: ClassVar = QUANTITIES
    kind: Literal["bands"]
    bands: tuple[Band, ...]

    def check(self, context: Context) -> Iterator[Fault]:
        integers = context.kind is InputKind.COUNT
        yield from check_stretches(self.bands, context.domain, integers=integers)
        yield from check_points(self.bands, context.max_points)

    def evaluate(self, value: Quantity, context: Context) -> Fraction:
        return band_of(self.bands, value.quantity).points

    def explain(self, value: Quantity, context: Context) -> str:
        within = band_of(self.bands, value.quantity).interval.describe(context.unit)
        told = shown(value, *limits(self.bands), unit=context.unit)
        return f"{told} thuộc mức «{within}» {gives(self.evaluate(value, context))}"

    def describe(self, context: Context) -> str:
        return describe_bands(self.bands, context.unit)

    def invert(self, points: Fraction, context: Context) -> Needed:
        return bands_worth(self.bands, points, context.unit)


def band_of(bands: Sequence[Band], quantity: Fraction) -> Band:
    """The one band that holds the quantity; the loader has refused gaps and overlaps."""
    return next(band for band in bands if quantity in band.interval)


def bands_worth(bands: Sequence[Band], points: Fraction, unit: str) -> Needed:
    """The bands that give at least `points`."""
    return Needed(tuple(each.interval for each in bands if each.points >= points), unit=unit)


def limits(bands: Sequence[Band]) -> list[Fraction]:
    """Every end of every band."""
    ends = [end for band in bands for end in (band.interval.low, band.interval.high)]
    return [end for end in ends if end is not None]


def describe_bands(bands: Sequence[Band], unit: str) -> str:
    """`trên 90 %: 2,00 điểm; từ 70 % đến 90 %: 1,00 điểm; …`."""
    return "; ".join(
        f"{each.interval.describe(unit)}: {weight(each.points)} điểm" for each in bands
    )


def check_stretches(
    stretches: Sequence[Stretch], domain: Interval, *, integers: bool = False, key: str = "bands"
) -> Iterator[Fault]:
    """Contradictory ends, gaps, overlaps, and values that no stretch holds."""
    if not stretches:
        yield Fault((key,), "không có mức nào", "Hãy ghi ít nhất một mức")
        return
    for index, stretch in enumerate(stretches):
        if stretch.contradictory:
            yield Fault(
                (key, index),
                "một đầu của mức được ghi hai lần",
                "Hãy giữ một trong hai: from (từ) hoặc above (trên); to (đến) hoặc below (dưới)",
            )
    intervals = [stretch.interval for stretch in stretches]
    for index, what in partition_faults(intervals, domain, integers=integers):
        yield Fault(
            (key, index),
            what,
            "Hãy sửa các đầu mức để mọi giá trị thuộc đúng một mức",
        )


def check_points(bands: Sequence[Band], max_points: Fraction) -> Iterator[Fault]:
    """Points outside 0 … max, and a maximum that no band reaches."""
    for index, band in enumerate(bands):
        if not 0 <= band.points <= max_points:
            yield Fault(
                ("bands", index, "points"),
                f"điểm {weight(band.points)} nằm ngoài khoảng 0 đến {weight(max_points)}",
                "Hãy sửa điểm của mức hoặc điểm tối đa",
            )
    if max((band.points for band in bands), default=None) != max_points:
        yield Fault(
            ("bands",),
            f"không mức nào đạt điểm tối đa {weight(max_points)}",
            "Hãy để mức tốt nhất bằng điểm tối đa của tiêu chí thành phần",
        )
