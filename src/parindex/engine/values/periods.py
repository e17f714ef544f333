"""Periods of time: whole days in Asia/Ho_Chi_Minh, both ends included."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first to the last day, both belonging to the period."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} lies before {self.first}")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"từ ngày {vietnamese_date(self.first)} đến ngày {vietnamese_date(self.last)}"

    def months(self) -> Iterator[Period]:
        """The calendar months the period touches, each cut to the period."""
        year, month = self.first.year, self.first.month
        while (year, month) <= (self.last.year, self.last.month):
            whole = month_of(year, month)
            yield Period(max(whole.first, self.first), min(whole.last, self.last))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def year_of(year: int) -> Period:
    """The calendar year, 1 January to 31 December."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def quarter_of(year: int, quarter: int) -> Period:
    """The quarter 1 to 4 of a year."""
    first = 3 * quarter - 2
    return Period(date(year, first, 1), month_of(year, first + 2).last)


def half_of(year: int, half: int) -> Period:
    """The half 1 or 2 of a year."""
    return Period(quarter_of(year, 2 * half - 1).first, quarter_of(year, 2 * half).last)


def month_of(year: int, month: int) -> Period:
    """The calendar month 1 to 12 of a year."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def vietnamese_date(day: date) -> str:
    """`27/02/2023`."""
    return f"{day:%d/%m/%Y}"
