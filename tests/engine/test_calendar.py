"""Working days against the calendar on the wall, and against another library."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.calendar import (
    WorkingCalendar,
    add_working_days,
    working_calendar,
    working_days_between,
)
from parindex.engine.reference.holidays import Notice, Notices

CALENDAR = working_calendar(2021, 2026)
NO_NOTICES = Notices(())

# Days off of 2023 as announced: New Year, Tết Quý Mão, the kings and 30/4-1/5, National Day.
OFF_2023 = [
    date(2023, 1, 2),
    *(date(2023, 1, day) for day in range(20, 27)),
    *(date(2023, 5, day) for day in (1, 2, 3)),
    date(2023, 9, 1),
    date(2023, 9, 4),
]


@pytest.mark.parametrize("day", OFF_2023)
def test_days_off_of_2023(day: date) -> None:
    assert not CALENDAR.is_working_day(day)


def test_2023_has_no_other_days_off() -> None:
    year = [date(2023, 1, 1) + timedelta(days=n) for n in range(365)]
    worked = sum(CALENDAR.is_working_day(day) for day in year)
    weekdays = sum(day.weekday() < 5 for day in year)
    assert worked == weekdays - len([day for day in OFF_2023 if day.weekday() < 5])


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2023, 3, 6), date(2023, 3, 6), 0),  # the day itself does not count
        (date(2023, 3, 6), date(2023, 3, 7), 1),
        (date(2023, 3, 3), date(2023, 3, 5), 0),  # Friday to Sunday
        (date(2023, 3, 3), date(2023, 3, 6), 1),
        (date(2023, 1, 19), date(2023, 1, 27), 1),  # over Tết
        (date(2023, 4, 28), date(2023, 5, 4), 1),  # over 30/4 and 1/5
        (date(2023, 3, 7), date(2023, 3, 6), -1),
        (date(2022, 12, 30), date(2023, 1, 3), 1),  # Friday to Tuesday, New Year on a Sunday
        (date(2023, 1, 3), date(2022, 12, 30), -1),
    ],
)
def test_working_days_between(start: date, end: date, count: int) -> None:
    assert working_days_between(start, end) == count


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2023, 3, 3), 1, date(2023, 3, 6)),
        (date(2023, 1, 19), 1, date(2023, 1, 27)),
        (date(2023, 8, 1), 15, date(2023, 8, 22)),
        (date(2023, 12, 29), 2, date(2024, 1, 3)),
    ],
)
def test_add_working_days(start: date, count: int, end: date) -> None:
    assert add_working_days(start, count) == end


WEEK = [date(2021, 1, 1) + timedelta(days=n) for n in range(6 * 365)]
OFF = [day for day in WEEK if day.weekday() < 5 and not CALENDAR.is_working_day(day)]
MADE_UP = [day for day in WEEK if day.weekday() >= 5 and CALENDAR.is_working_day(day)]


@given(
    start=st.dates(date(2021, 1, 1), date(2025, 12, 31)),
    length=st.integers(min_value=0, max_value=300),
)
def test_counts_equal_numpy(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    # numpy knows the week; the days off and the days made up for them come from the calendar.
    counted = np.busday_count(start + timedelta(days=1), end + timedelta(days=1), holidays=OFF)
    made_up = sum(start < day <= end for day in MADE_UP)
    assert CALENDAR.working_days_between(start, end) == int(counted) + made_up


def test_a_notice_wins_over_the_computed_calendar() -> None:
    tet, saturday, monday = date(2023, 1, 20), date(2023, 1, 14), date(2023, 1, 16)
    notice = Notice(
        year=2023,
        source="ví dụ",
        verified=False,
        day_off=(monday,),
        working_day=(saturday, tet),
    )
    plain = working_calendar(2023, 2023, NO_NOTICES)
    changed = working_calendar(2023, 2023, Notices((notice,)))
    days = (tet, saturday, monday)
    assert [plain.is_working_day(day) for day in days] == [False, False, True]
    assert [changed.is_working_day(day) for day in days] == [True, True, False]
    assert plain.fingerprint != changed.fingerprint


def test_make_up_days_known_to_the_library_are_worked() -> None:
    # 29/4/2024 was off and 4/5/2024, a Saturday, was worked for it.
    assert not CALENDAR.is_working_day(date(2024, 4, 29))
    assert CALENDAR.is_working_day(date(2024, 5, 4))


def test_24_november_is_a_public_holiday_from_2026() -> None:
    assert CALENDAR.is_working_day(date(2025, 11, 24))
    assert not CALENDAR.is_working_day(date(2026, 11, 24))


def test_the_table_counts_as_the_calendar_does() -> None:
    table = dict(CALENDAR.table())
    assert list(table) == [date(2021, 1, 1) + timedelta(days=n) for n in range(len(table))]
    assert table[date(2023, 5, 4)] - table[date(2023, 4, 28)] == 1
    assert max(table) == date(2026, 12, 31)


def test_days_beyond_the_calendar_are_not_guessed() -> None:
    year = working_calendar(2023, 2023)
    assert isinstance(year, WorkingCalendar)
    for day in (date(2022, 12, 31), date(2024, 1, 1)):
        with pytest.raises(ValueError, match="lies outside"):
            year.is_working_day(day)
    assert not year.is_working_day(date(2023, 1, 1))
    # Its last day, a Sunday, belongs to it; seven working days are left after the 20th.
    assert not year.is_working_day(date(2023, 12, 31))
    assert year.add_working_days(date(2023, 12, 20), 7) == date(2023, 12, 29)
    with pytest.raises(ValueError, match="end beyond"):
        year.add_working_days(date(2023, 12, 20), 8)
    with pytest.raises(ValueError, match="not a positive number"):
        year.add_working_days(date(2023, 12, 20), 0)
