"""Shape 12, the best unit gets full marks and the others in proportion to it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.engine.rules.base import (
    QUANTITIES,
    Context,
    Fault,
    Needed,
    NothingArose,
    Rule,
    full_marks,
)
from parindex.engine.rules.wording import equals, figure, weight
from parindex.engine.values.inputs import Quantity
from parindex.engine.values.intervals import Interval


class BestOfGroup(Rule[Quantity]):
    """Quantity / best quantity of the group × max; scored in a second pass over the group.

    Where even the best is zero nothing arose in the whole group and `when_none_arose` decides.
    """

    accepts: ClassVar = QUANTITIES
    kind: Literal["best_of_group"]

    def check(self, context: Context) -> Iterator[Fault]:
        yield from ()

    def evaluate(self, value: Quantity, context: Context) -> Fraction:
        return max(value.quantity * context.max_points / _best(context), Fraction(0))

    def explain(self, value: Quantity, context: Context) -> str:
        own, best = figure(value.quantity), figure(_best(context))
        points = equals(self.evaluate(value, context))
        told = f"{own}{context.unit}, đơn vị tốt nhất {best}{context.unit}"
        return f"{told} ⇒ {own} / {best} × {weight(context.max_points)} {points}"

    def describe(self, context: Context) -> str:
        return f"đơn vị tốt nhất: {full_marks(context.max_points)}; đơn vị khác: theo tỷ lệ so với đơn vị tốt nhất"

    def invert(self, points: Fraction, context: Context) -> Needed:
        if points > context.max_points or context.best is None:
            return Needed()
        least = points * context.best / context.max_points
        return Needed((Interval(low=least, high=context.highest),), unit=context.unit)


def _best(context: Context) -> Fraction:
    if context.best is None or context.best <= 0:
        raise NothingArose
    return context.best
