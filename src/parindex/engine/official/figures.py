"""How the report prints numbers: the one place where exact values are rounded."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.criteria.inputs import RateInput
from parindex.engine.criteria.model import Component
from parindex.engine.rules.options import Options
from parindex.engine.scoring.scorecard import Totals
from parindex.engine.values.inputs import (
    Amount,
    Count,
    Input,
    LevelReached,
    NotApplicable,
    Option,
    Rate,
)
from parindex.engine.values.numbers import exact, round_half_up, terminates, vietnamese

PERCENT_PLACES = 2
_MOST_PLACES = 4
NOTHING = "–"
"""Printed where there is no figure; a zero is printed as zero."""


def decimals(value: Fraction, places: int) -> int:
    """Decimals for a maximum: the set's, or the few more that show it whole (0,125)."""
    for more in range(places, _MOST_PLACES + 1):
        if (value * 10**more).denominator == 1:
            return more
    return places


def maximum(value: Fraction, places: int) -> str:
    return vietnamese(value, decimals(value, places))


def points(value: Fraction | None, places: int) -> str:
    """Points rounded half up to the set's places."""
    return NOTHING if value is None else vietnamese(value, places)


def points_below(value: Fraction, most: Fraction, places: int) -> str:
    """Points short of a maximum, with the few more decimals that show that they are."""
    for more in range(places, places + _MOST_PLACES):
        if exact(round_half_up(value, more)) != most:
            return vietnamese(value, more)
    return vietnamese(value, places)


def lost(totals: Totals) -> Fraction:
    """Points out of reach; bonus points that are still open do not make it negative."""
    return max(totals.lost, Fraction(0))


def percent(value: Fraction | None) -> str:
    return NOTHING if value is None else f"{vietnamese(value, PERCENT_PLACES)} %"


def exact_points(value: Fraction | None) -> str:
    """Points as they are: a decimal where it ends, else a fraction."""
    if value is None:
        return NOTHING
    return vietnamese(value) if terminates(value) else f"{value.numerator}/{value.denominator}"


def input_text(component: Component, value: Input | None) -> str:
    """The input in the component's words; a rate stands as its counts, for the trace divides."""
    match value:
        case None:
            return NOTHING
        case Option() | LevelReached():
            return _title_of(component, str(value))
        case Count() | Amount():
            return f"{value}{component.input.unit}"
        case NotApplicable():
            return f"{value}: {value.reason}"
        case _:
            return str(value)


def labelled_input(component: Component, value: Input | None) -> str:
    """The input with the words that say what was counted."""
    told, definition = input_text(component, value), component.input
    if isinstance(definition, RateInput) and isinstance(value, Rate):
        return f"{told} ({definition.numerator} / {definition.denominator})"
    return f"{told} ({definition.label})" if definition.label and value is not None else told


def _title_of(component: Component, key: str) -> str:
    rule = component.rule
    options = rule.options if isinstance(rule, Options) else ()
    return next((each.title for each in options if each.key == key), key)
