"""Values as they are written for people and for machines."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.values.facts import Fact
from parindex.engine.values.inputs import Amount
from parindex.engine.values.periods import year_of


def test_a_value_stands_alone_or_with_last_years():
    alone, both = Amount(Fraction("10.5")), Amount(Fraction("10.5"), Fraction(1200))
    assert (str(alone), str(both)) == ("10,5", "10,5 (năm trước 1.200)")
    assert alone.json() == {"value": "10.5"}
    assert both.json() == {"value": "10.5", "previous": "1200"}


@pytest.mark.parametrize(
    ("numerator", "denominator", "value"),
    [(7, None, Fraction(7)), (1, 3, Fraction(1, 3)), (0, 3, Fraction(0)), (0, 0, None)],
)
def test_a_fact_over_nothing_has_no_value(numerator: int, denominator: int | None, value):
    fact = Fact("measure", None, None, year_of(2023), numerator, denominator)
    assert fact.value == value
