"""Shape 5, rate × max / threshold, capped: `đạt ≥ 80 %: tối đa; dưới: (b/a) × tối đa / 80 %`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.engine.rules.base import PERCENTAGES, Context, Exact, Fault, Needed, Rule
from parindex.engine.rules.wording import equals, factor, shown, weight
from parindex.engine.values.inputs import Quantity
from parindex.engine.values.intervals import Interval
from parindex.engine.values.numbers import vietnamese


class Threshold(Rule[Quantity]):
    """Full marks from `threshold` percent upwards, in proportion to it below."""

    accepts: ClassVar = PERCENTAGES
    kind: Literal["threshold"]
    threshold: Exact

    def check(self, context: Context) -> Iterator[Fault]:
        if not 0 < self.threshold <= (context.highest or self.threshold):
            yield Fault(
                ("threshold",),
                f"ngưỡng {vietnamese(self.threshold)} % nằm ngoài khoảng giá trị của số liệu",
                "Hãy ghi ngưỡng theo phần trăm, lớn hơn 0 và không quá 100, ví dụ threshold: 80",
            )

    def evaluate(self, value: Quantity, context: Context) -> Fraction:
        return min(value.quantity, self.threshold) * context.max_points / self.threshold

    def explain(self, value: Quantity, context: Context) -> str:
        told, limit = shown(value, self.threshold), f"{vietnamese(self.threshold)} %"
        most = weight(context.max_points)
        if value.quantity >= self.threshold:
            return f"{told} ≥ {limit} ⇒ điểm tối đa {most} điểm"
        points = equals(self.evaluate(value, context))
        ratio = f"{factor(value)} × {most} / {limit}"
        return f"{told} < {limit} ⇒ {ratio} {points}"

    def describe(self, context: Context) -> str:
        limit, most = vietnamese(self.threshold), weight(context.max_points)
        return f"từ {limit} % trở lên: {most} điểm; dưới {limit} %: tỷ lệ % × {most} / {limit} %"

    def invert(self, points: Fraction, context: Context) -> Needed:
        if points > context.max_points:
            return Needed()
        least = max(points * self.threshold / context.max_points, Fraction(0))
        return Needed((Interval(low=least, high=context.highest),), unit=context.unit)
