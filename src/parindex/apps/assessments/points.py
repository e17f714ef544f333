"""Points as they are kept: exact fractions as text, beside a whole number to sort by."""

from __future__ import annotations

from fractions import Fraction

_SCALE = 10**6
"""Keys for sorting hold millionths of a point."""


def sort_key(points: Fraction) -> int:
    """What a column of points sorts by."""
    return int(points * _SCALE)


def points_of(text: str | None) -> Fraction | None:
    """Points kept as text; None for none."""
    return Fraction(text) if text else None
