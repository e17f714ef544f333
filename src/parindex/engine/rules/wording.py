"""How quantities and points are written in a trace, so that the sentence is true as printed."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.values.inputs import Quantity, Rate
from parindex.engine.values.numbers import decimals, exact, round_half_up, vietnamese

_MOST_PLACES = 60
"""No two different fractions of counts that fit in memory agree to so many decimals."""

_PLACES = 4
"""Decimals up to which an exact figure is printed whole."""


def weight(points: Fraction) -> str:
    """A maximum or weight with at least two decimals: `1,00`, `0,125`."""
    decimals = len(vietnamese(points).partition(",")[2])
    return vietnamese(points, max(decimals, 2))


def is_short(number: Fraction) -> bool:
    """Whether the number can be printed exactly within four decimals."""
    needed = decimals(number)
    return needed is not None and needed <= _PLACES


def figure(quantity: Fraction, *thresholds: Fraction) -> str:
    """The quantity, exact where short, else rounded and marked ≈.

    A rounded figure keeps enough decimals to stand on the same side of every threshold as the
    exact one: 94,9996 % is never printed as 95,00 % beside «dưới 95 %».
    """
    if is_short(quantity):
        return vietnamese(quantity)
    tries = (round_half_up(quantity, places) for places in range(2, _MOST_PLACES))
    kept = next(each for each in tries if _keeps_sides(quantity, exact(each), thresholds))
    return f"≈ {vietnamese(kept, -int(kept.as_tuple().exponent))}"


def shown(value: Quantity, *thresholds: Fraction, unit: str = " %") -> str:
    """The input as a quantity with the counts behind it: `97,25 % (11.670/12.000)`."""
    text = f"{figure(value.quantity, *thresholds)}{unit}"
    return f"{text} ({value})" if isinstance(value, Rate) else text


def factor(value: Quantity) -> str:
    """The quantity as a factor to multiply by: the percentage where exact, else the counts."""
    if is_short(value.quantity):
        return f"{vietnamese(value.quantity)} %"
    return str(value) if isinstance(value, Rate) else f"{vietnamese(value.quantity, _PLACES)} %"


def equals(points: Fraction) -> str:
    """`= 0,9725 điểm`, or `≈ 0,6667 điểm` where four decimals cannot hold it."""
    if is_short(points):
        return f"= {vietnamese(points)} điểm"
    return f"≈ {vietnamese(points, _PLACES)} điểm"


def gives(points: Fraction) -> str:
    """`⇒ 0,5 điểm`."""
    return f"⇒ {equals(points).removeprefix('= ')}"


def _keeps_sides(quantity: Fraction, rounded: Fraction, thresholds: tuple[Fraction, ...]) -> bool:
    return all(_side(rounded, limit) == _side(quantity, limit) for limit in thresholds)


def _side(number: Fraction, limit: Fraction) -> int:
    return (number > limit) - (number < limit)
