"""The days on which statutory periods end: month, quarter, half-year, year.

What the rows of a day say is judged on those days, so any of these periods adds up from its days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parindex.engine.values.periods import month_of


def ends_after(day: date) -> tuple[date, ...]:
    """The last days of the month, the quarter, the half-year and the year that hold a day."""
    lasts = (-(-day.month // months) * months for months in (1, 3, 6, 12))
    return tuple(dict.fromkeys(month_of(day.year, last).last for last in lasts))


def every_end(first_year: int, last_year: int) -> Iterator[tuple[date, date]]:
    """The first day of every month of the years, with each day of judgement for its rows."""
    for year in range(first_year, last_year + 1):
        for month in range(1, 13):
            first = date(year, month, 1)
            yield from ((first, end) for end in ends_after(first))
