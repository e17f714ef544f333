"""Shapes 4 and 8, rate × max: `từ 95 % – 100 %: tỷ lệ % × điểm tối đa; dưới 95 %: 0`.

Without a floor it is the shape of surveys and SIPAS: 91,17 % of 10 points are 9,117.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.engine.rules.base import PERCENTAGES, Context, Exact, Fault, Needed, Rule
from parindex.engine.rules.wording import equals, factor, shown, weight
from parindex.engine.values.inputs import Quantity
from parindex.engine.values.intervals import Interval
from parindex.engine.values.numbers import vietnamese


class Proportion(Rule[Quantity]):
    """Points in proportion to the percentage; below `floor` (percent, itself included) none."""

    accepts: ClassVar = PERCENTAGES
    kind: Literal["proportion"]
    floor: Exact | None = None

    def check(self, context: Context) -> Iterator[Fault]:
        if self.floor is not None and not 0 < self.floor <= 100:
            yield Fault(
                ("floor",),
                f"mức sàn {vietnamese(self.floor)} % nằm ngoài khoảng trên 0 đến 100",
                "Hãy ghi mức sàn theo phần trăm, ví dụ floor: 95",
            )

    def evaluate(self, value: Quantity, context: Context) -> Fraction:
        if self._below_floor(value):
            return Fraction(0)
        return min(value.quantity * context.max_points / 100, context.max_points)

    def explain(self, value: Quantity, context: Context) -> str:
        told = shown(value, *([] if self.floor is None else [self.floor]), Fraction(100))
        if self._below_floor(value):
            return f"{told} < {vietnamese(self.floor or 0)} % ⇒ 0 điểm"
        if self.floor is not None:
            told = f"{told} ≥ {vietnamese(self.floor)} %"
        if value.quantity > 100:
            return f"{told}, vượt 100 % ⇒ điểm tối đa {weight(context.max_points)} điểm"
        points = equals(self.evaluate(value, context))
        return f"{told} ⇒ {factor(value)} × {weight(context.max_points)} {points}"

    def describe(self, context: Context) -> str:
        if self.floor is None:
            return f"tỷ lệ % × {weight(context.max_points)} điểm"
        floor = vietnamese(self.floor)
        return (
            f"từ {floor} % trở lên: tỷ lệ % × {weight(context.max_points)} điểm; "
            f"dưới {floor} %: 0 điểm"
        )

    def invert(self, points: Fraction, context: Context) -> Needed:
        if points > context.max_points:
            return Needed()
        if points <= 0:
            return Needed((context.domain,), unit=context.unit)
        least = max(100 * points / context.max_points, self.floor or Fraction(0))
        return Needed((Interval(low=least, high=context.highest),), unit=context.unit)

    def _below_floor(self, value: Quantity) -> bool:
        return self.floor is not None and value.quantity < self.floor
