"""Shape 6, so many points for each event: deductions, bonuses, penalties, each within its bounds.

`mỗi lần chậm trừ 0,25 điểm`, not below 0; also the additive form of shape 7, `mỗi … được 0,5 điểm`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar, Literal

from parindex.engine.rules.base import Context, Exact, Fault, Needed, Rule
from parindex.engine.rules.wording import equals, gives, weight
from parindex.engine.values.inputs import Count, InputKind
from parindex.engine.values.intervals import Interval


class PerEvent(Rule[Count]):
    """`start` + count × `each`, kept between `lowest` and the component's maximum.

    A deduction starts at the maximum with a negative `each`; a bonus starts at 0; a penalty
    starts at 0 in a component whose maximum is 0 and whose `lowest` lies below.
    """

    accepts: ClassVar = frozenset({InputKind.COUNT})
    kind: Literal["per_event"]
    start: Exact
    each: Exact
    lowest: Exact = Fraction(0)

    def check(self, context: Context) -> Iterator[Fault]:
        if self.each == 0:
            yield Fault(("each",), "mỗi lần được 0 điểm", "Hãy ghi số điểm cộng hoặc trừ mỗi lần")
        if not self.lowest <= self.start <= context.max_points:
            yield Fault(
                ("start",),
                f"điểm xuất phát {weight(self.start)} nằm ngoài khoảng "
                f"{weight(self.lowest)} đến {weight(context.max_points)}",
                "Hãy sửa start, lowest hoặc điểm tối đa",
            )
        if self._deducts and self.start != context.max_points:
            yield Fault(
                ("start",),
                f"không bao giờ đạt điểm tối đa {weight(context.max_points)}",
                "Với điểm trừ, hãy cho start bằng điểm tối đa",
            )

    def bounds(self, max_points: Fraction) -> tuple[Fraction, Fraction]:
        return self.lowest, max_points

    def evaluate(self, value: Count, context: Context) -> Fraction:
        return max(self.lowest, min(self._unbounded(value), context.max_points))

    def explain(self, value: Count, context: Context) -> str:
        sign = "−" if self._deducts else "+"
        sum_ = f"{value}{context.unit} × {weight(abs(self.each))}"
        told = f"{weight(self.start)} {sign} {sum_}"
        reached, kept = self._unbounded(value), self.evaluate(value, context)
        if reached == kept:
            return f"{told} {equals(kept)}"
        bound = "sàn" if kept == self.lowest else "trần"
        return f"{told} {equals(reached)}, giới hạn ở mức {bound} {gives(kept)}"

    def describe(self, context: Context) -> str:
        verb = "trừ" if self._deducts else "cộng"
        event = context.unit.strip() or "lần"
        return (
            f"xuất phát {weight(self.start)} điểm, mỗi {event} {verb} {weight(abs(self.each))} điểm, "
            f"thấp nhất {weight(self.lowest)}, cao nhất {weight(context.max_points)} điểm"
        )

    def invert(self, points: Fraction, context: Context) -> Needed:
        if points > context.max_points:
            return Needed()
        if points <= self.lowest:
            return Needed((context.domain,), unit=context.unit)
        events = (points - self.start) / self.each
        if self._deducts:
            return Needed((Interval(Fraction(0), high=Fraction(floor(events))),), unit=context.unit)
        least = max(Fraction(ceil(events)), Fraction(0))
        if context.highest is not None and least > context.highest:
            return Needed()
        return Needed((Interval(least, high=context.highest),), unit=context.unit)

    @property
    def _deducts(self) -> bool:
        return self.each < 0

    def _unbounded(self, value: Count) -> Fraction:
        return self.start + value.count * self.each
