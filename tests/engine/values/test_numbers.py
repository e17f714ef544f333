"""Rounding half up, against Python's own decimal arithmetic and by hand."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.values.numbers import (
    decimal_text,
    decimals,
    exact,
    read_vietnamese,
    round_half_up,
    vietnamese,
)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.005", 2, "0.01"),
        ("-0.005", 2, "-0.01"),
        ("0.0049999", 2, "0.00"),
        ("-0.004", 2, "0.00"),
        ("0.015", 2, "0.02"),
        ("0.025", 2, "0.03"),
        ("2.5", 0, "3"),
        ("2/3", 2, "0.67"),
        ("0", 2, "0.00"),
    ],
)
def test_a_half_goes_away_from_zero_and_zero_has_no_sign(value: str, places: int, rounded: str):
    assert str(round_half_up(Fraction(value), places)) == rounded


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 5))
def test_it_rounds_as_decimal_arithmetic_does(value: Decimal, places: int):
    expected = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert round_half_up(Fraction(value), places) == expected


def test_what_ends_is_written_whole_and_the_rest_to_six_decimals():
    assert decimal_text(Fraction(-1, 8)) == "-0.125"
    assert decimal_text(Fraction(100)) == "100"
    assert decimal_text(Fraction(2, 3)) == "0.666667"
    long = "1" * 70 + ".5"
    assert decimal_text(Fraction(long)) == long


@pytest.mark.parametrize(
    ("value", "count"), [("3", 0), ("1/2", 1), ("1/8", 3), ("3/250", 3), ("1/6", None)]
)
def test_how_many_decimals_a_fraction_needs(value: str, count: int | None):
    assert decimals(Fraction(value)) == count


def test_figures_are_printed_the_vietnamese_way():
    assert vietnamese(11670) == "11.670"
    assert vietnamese(Fraction("-1234.5"), 2) == "-1.234,50"
    assert vietnamese(Fraction("97.25")) == "97,25"


def test_floats_are_refused():
    with pytest.raises(TypeError, match=r"0\.1 is not an exact number"):
        exact(0.1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("11.670", Fraction(11670)),
        ("97,25", Fraction(389, 4)),
        (" 1.234.567,5 ", Fraction(2469135, 2)),
        ("-3", Fraction(-3)),
        ("0", Fraction(0)),
        ("97.25", None),
        ("1.2345", None),
        ("1,2,3", None),
        ("1e5", None),
        ("", None),
        ("mười", None),
    ],
)
def test_numbers_are_read_as_they_are_written_here(text: str, number: Fraction | None):
    assert read_vietnamese(text) == number
