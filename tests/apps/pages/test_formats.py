"""Dates and numbers the Vietnamese way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import formats

from parindex.apps.pages.forms import DayField
from parindex.apps.pages.shown import day, moment, number


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1234, None, "1.234"),
        (1234567, None, "1.234.567"),
        (Decimal("1234.5"), None, "1.234,5"),
        (Decimal("97.25"), 1, "97,3"),
        (Fraction(1, 4), None, "0,25"),
        (Fraction(2, 3), 2, "0,67"),
        (0, None, "0"),
        (-1234, None, "-1.234"),
        (None, None, ""),
    ],
)
def test_numbers(value: object, places: int | None, text: str) -> None:
    assert number(value, places) == text


def test_days_and_moments() -> None:
    assert day(date(2023, 2, 27)) == "27/02/2023"
    assert day(None) == ""
    # An evening in Greenwich is the next morning in Vietnam.
    assert moment(datetime(2023, 2, 27, 18, 5, tzinfo=UTC)) == "28/02/2023 01:05"


def test_django_writes_them_so_too() -> None:
    assert formats.date_format(date(2023, 2, 7)) == "07/02/2023"
    assert formats.number_format(Decimal("1234.5"), force_grouping=True) == "1.234,5"


@pytest.mark.parametrize("text", ["27/02/2023", "27-02-2023", "27.02.2023", "2023-02-27"])
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert DayField().clean(text) == date(2023, 2, 27)
