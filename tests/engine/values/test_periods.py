"""Both ends of a period belong to it."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.engine.values.periods import Period, half_of, month_of, quarter_of, year_of

WINTER = Period(date(2023, 11, 15), date(2024, 2, 10))


@pytest.mark.parametrize("day", [WINTER.first, WINTER.last])
def test_the_first_and_the_last_day_belong_to_it(day: date):
    assert day in WINTER


@pytest.mark.parametrize("day", [date(2023, 11, 14), date(2024, 2, 11), "2023-12-01"])
def test_the_days_around_it_and_what_is_no_day_do_not(day: object):
    assert day not in WINTER


def test_its_months_are_cut_to_it_and_go_over_the_new_year():
    assert list(WINTER.months()) == [
        Period(date(2023, 11, 15), date(2023, 11, 30)),
        Period(date(2023, 12, 1), date(2023, 12, 31)),
        Period(date(2024, 1, 1), date(2024, 1, 31)),
        Period(date(2024, 2, 1), date(2024, 2, 10)),
    ]


def test_a_day_is_a_period_and_a_backward_one_is_refused():
    day = date(2023, 2, 28)
    assert list(Period(day, day).months()) == [Period(day, day)]
    with pytest.raises(ValueError, match="2023-02-27 lies before 2023-02-28"):
        Period(day, date(2023, 2, 27))


def test_the_last_quarter_ends_with_the_year():
    assert quarter_of(2023, 4) == Period(date(2023, 10, 1), date(2023, 12, 31))


def test_calendar_periods_know_leap_years_and_month_ends():
    assert year_of(2023) == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert month_of(2023, 2) == Period(date(2023, 2, 1), date(2023, 2, 28))
    assert month_of(2024, 2).last == date(2024, 2, 29)
    assert month_of(2023, 4).last == date(2023, 4, 30)
    assert quarter_of(2024, 1) == Period(date(2024, 1, 1), date(2024, 3, 31))
    assert quarter_of(2023, 2) == Period(date(2023, 4, 1), date(2023, 6, 30))


def test_only_days_lie_in_a_period():
    assert "2023-12-01" not in WINTER
    assert str(year_of(2023)) == "từ ngày 01/01/2023 đến ngày 31/12/2023"


def test_the_two_halves_meet_in_the_middle_of_the_year():
    assert half_of(2023, 1) == Period(date(2023, 1, 1), date(2023, 6, 30))
    assert half_of(2023, 2) == Period(date(2023, 7, 1), date(2023, 12, 31))
