"""Points published elsewhere and taken as they are, where the formula behind them is not known."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.engine.rules.base import Context, Fault, Needed, Rule, UnusableInput
from parindex.engine.rules.wording import gives, weight
from parindex.engine.values.inputs import Amount, InputKind
from parindex.engine.values.intervals import Interval
from parindex.engine.values.numbers import vietnamese


class Published(Rule[Amount]):
    """The value is the points, between 0 and the component's maximum."""

    accepts: ClassVar = frozenset({InputKind.VALUE})
    kind: Literal["published"]

    def check(self, context: Context) -> Iterator[Fault]:
        yield from ()

    def admit(self, value: Amount, context: Context) -> None:
        if not 0 <= value.value <= context.max_points:
            raise UnusableInput(
                f"điểm {vietnamese(value.value)} nằm ngoài khoảng 0 đến {weight(context.max_points)}",
                "Hãy ghi đúng số điểm đã công bố",
            )

    def evaluate(self, value: Amount, context: Context) -> Fraction:
        self.admit(value, context)
        return value.value

    def explain(self, value: Amount, context: Context) -> str:
        return f"Điểm công bố {gives(self.evaluate(value, context))}"

    def describe(self, context: Context) -> str:
        return f"lấy điểm đã công bố, từ 0 đến {weight(context.max_points)} điểm"

    def invert(self, points: Fraction, context: Context) -> Needed:
        if points > context.max_points:
            return Needed()
        return Needed((Interval(max(points, Fraction(0)), high=context.max_points),), unit=" điểm")
