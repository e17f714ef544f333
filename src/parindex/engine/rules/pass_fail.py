"""Shape 1, đạt / không đạt: full marks or none."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.engine.rules.base import Context, Fault, Needed, Rule, full_marks
from parindex.engine.rules.wording import gives
from parindex.engine.values.inputs import InputKind, YesNo


class PassFail(Rule[YesNo]):
    """Full marks where the requirement is met, zero where it is not."""

    accepts: ClassVar = frozenset({InputKind.YES_NO})
    kind: Literal["pass_fail"]

    def check(self, context: Context) -> Iterator[Fault]:
        yield from ()

    def evaluate(self, value: YesNo, context: Context) -> Fraction:
        return context.max_points if value.yes else Fraction(0)

    def explain(self, value: YesNo, context: Context) -> str:
        return f"{value} {gives(self.evaluate(value, context))}"

    def describe(self, context: Context) -> str:
        return f"Đạt: {full_marks(context.max_points)}; không đạt: 0 điểm"

    def invert(self, points: Fraction, context: Context) -> Needed:
        if points <= 0:
            return Needed(choices={"true": "Đạt", "false": "Không đạt"})
        return Needed(choices={"true": "Đạt"}) if points <= context.max_points else Needed()
