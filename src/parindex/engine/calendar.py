"""Vietnamese working days: Monday to Friday without public holidays, as the yearly notices correct.

The computed calendar comes from the library `holidays`; a notice wins over it, day by day.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import NamedTuple

from parindex.engine.reference.holidays import Notices, read_notices

_SATURDAY = 5


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days from `first` to `last`, both included; days beyond are not known.

    `days` holds the working days in order.
    """

    first: date
    last: date
    days: tuple[date, ...]

    @cached_property
    def fingerprint(self) -> str:
        """Short hash over the working days: whatever changes a count changes it."""
        text = " ".join(map(str, self.days))
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    def is_working_day(self, day: date) -> bool:
        self._check(day)
        at = bisect_left(self.days, day)
        return at < len(self.days) and self.days[at] == day

    def working_days_between(self, start: date, end: date) -> int:
        """The working days after `start` up to and including `end`; negative if `end` lies before."""
        return self.ordinal(end) - self.ordinal(start)

    def add_working_days(self, start: date, count: int) -> date:
        """The day on which `count` (one or more) working days after `start` have passed."""
        if count < 1:
            raise ValueError(f"{count} is not a positive number of working days")
        at = self.ordinal(start) + count - 1
        if at >= len(self.days):
            raise ValueError(f"{count} working days after {start} end beyond {self.last}")
        return self.days[at]

    def ordinal(self, day: date) -> int:
        """How many working days the calendar has up to and including the day."""
        self._check(day)
        return bisect_right(self.days, day)

    def table(self) -> list[tuple[date, int]]:
        """Day and ordinal, one row per calendar day, for joins in an engine."""
        span = (self.last - self.first).days + 1
        all_days = (self.first + timedelta(days=n) for n in range(span))
        return [(day, bisect_right(self.days, day)) for day in all_days]

    def _check(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise ValueError(f"{day} lies outside {self.first} to {self.last}")


def working_calendar(
    first_year: int, last_year: int, notices: Notices | None = None
) -> WorkingCalendar:
    """The working days of whole years, with the built-in notices unless others are given."""
    known = notices or read_notices()
    computed = _computed(first_year, last_year)
    # The notice is applied last, so that it wins over what the library was told.
    off = (computed.days_off - known.working_days) | known.days_off
    worked = (computed.worked - known.days_off) | known.working_days
    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    days = tuple(
        day
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
        if day in worked or (day.weekday() < _SATURDAY and day not in off)
    )
    return WorkingCalendar(first, last, days)


def working_days_between(start: date, end: date) -> int:
    """The working days after `start` up to and including `end`, by the built-in notices."""
    first, last = min(start, end), max(start, end)
    return working_calendar(first.year, last.year).working_days_between(start, end)


def add_working_days(start: date, count: int) -> date:
    """The day on which `count` working days after `start` have passed, by the built-in notices."""
    years_enough = start.year + 1 + count // 200
    return working_calendar(start.year, years_enough).add_working_days(start, count)


class _Computed(NamedTuple):
    """What the library knows: days off, and weekend days worked to make up for them."""

    days_off: frozenset[date]
    worked: frozenset[date]


@cache
def _computed(first_year: int, last_year: int) -> _Computed:
    # Imported here: the library takes its time, and most commands need no calendar.
    import holidays  # noqa: PLC0415

    found = holidays.country_holidays("VN", years=range(first_year, last_year + 1))
    return _Computed(frozenset(found), frozenset(found.weekend_workdays))
