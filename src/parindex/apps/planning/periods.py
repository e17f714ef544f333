"""The periods for which lead units report on a task."""

from __future__ import annotations

from datetime import date

from parindex.apps.planning.choices import Reporting
from parindex.engine.values.periods import Period, half_of, month_of, quarter_of, year_of


def periods_of(reporting: Reporting, first: date, last: date) -> list[Period]:
    """The whole calendar periods that the days from `first` to `last` touch, cut to those days.

    A task reported on only at its end has one period: all of it.
    """
    if last < first:
        return []
    if reporting is Reporting.AT_END:
        return [Period(first, last)]
    touched = (each for year in range(first.year, last.year + 1) for each in _of(reporting, year))
    return [
        Period(max(each.first, first), min(each.last, last))
        for each in touched
        if each.first <= last and each.last >= first
    ]


def _of(reporting: Reporting, year: int) -> list[Period]:
    match reporting:
        case Reporting.MONTHLY:
            return [month_of(year, month) for month in range(1, 13)]
        case Reporting.QUARTERLY:
            return [quarter_of(year, quarter) for quarter in range(1, 5)]
        case Reporting.HALF_YEARLY:
            return [half_of(year, half) for half in (1, 2)]
        case _:
            return [year_of(year)]


def owed_by(
    reporting: Reporting, first: date | None, last: date | None, began: date, day: date
) -> list[Period]:
    """The periods that have ended before the day: a report on each is owed.

    A task without a first day runs from `began`; one without a last day goes on, and is not reported
    on at an end that it does not have.
    """
    if reporting is Reporting.AT_END and last is None:
        return []
    # A year more than today: a period that today cuts has not ended.
    until = last or date(day.year + 1, 12, 31)
    return [each for each in periods_of(reporting, first or began, until) if each.last < day]


def open_on(
    reporting: Reporting, first: date | None, last: date | None, began: date, day: date
) -> list[Period]:
    """The periods a report made on the day may be for, the latest first: those ended, and today's."""
    until = last or date(day.year + 1, 12, 31)
    periods = periods_of(reporting, first or began, until)
    return [each for each in reversed(periods) if each.first <= day]
