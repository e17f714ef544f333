"""What puts a row into a period: a date of its own, or a state that holds on a day.

Placements and rules are written once, in expressions that any engine understands; the period and
the day of judgement stand in them as a `Frame`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from parindex.engine.values.periods import Period

if TYPE_CHECKING:
    # Measures are listed and described without any query, hence without the query library.
    from ibis.expr.types import BooleanColumn, DateColumn, IntegerColumn, Table, TimestampColumn


@dataclass(frozen=True, slots=True)
class Frame:
    """What a rule may look at beside the row: the period, and the day on which it is judged.

    `first` and `last` bound the period, which ends on `as_of` if that day comes earlier: what is
    dated later has not happened yet, and a dossier still open on `as_of` is pending, whatever the
    store says of later days. `working_days` is the running number of working days reached on
    `as_of`. Rules are written over a frame of expressions, which stand for one frame of values, or
    for columns beside the row where several periods are judged at once.
    """

    first: date | DateColumn
    last: date | DateColumn
    as_of: date | DateColumn
    working_days: int | IntegerColumn

    @classmethod
    def of(cls, period: Period, as_of: date, working_days: int) -> Frame:
        return cls(period.first, min(period.last, as_of), as_of, working_days)


Day: TypeAlias = "Callable[[Table], DateColumn]"
"""A date of a row, NULL where the row has none."""


@dataclass(frozen=True, slots=True)
class Placement(ABC):
    """What puts a row into a period.

    `fields` are the dates it looks at, the first of them being the one that matters most; `words`
    is the placement in Vietnamese. `lasting` marks a state that holds over time: such rows are
    counted afresh in every month.
    """

    fields: tuple[str, ...]
    words: str
    lasting: ClassVar[bool] = False

    @abstractmethod
    def holds(self, row: Table, frame: Frame) -> BooleanColumn:
        """Whether the row belongs to the frame's period; NULL counts as no."""

    def in_some_month(self, row: Table, whole: Frame) -> BooleanColumn:
        """False for rows that belong to no month of the whole period; keeps the search short.

        Asked only of states, before every row is held against every month.
        """
        return self.day(row) <= whole.last

    @abstractmethod
    def day(self, row: Table) -> DateColumn:
        """The date that places the row, or since which its state holds."""


@dataclass(frozen=True, slots=True)
class Occurred(Placement):
    """The row belongs to the period in which its date lies; of several fields the first filled."""

    def day(self, row: Table) -> DateColumn:
        days = [row[name].cast("date") for name in self.fields]
        return reduce(lambda found, other: found.fill_null(other), days)

    def holds(self, row: Table, frame: Frame) -> BooleanColumn:
        only = row[self.fields[0]]
        if len(self.fields) == 1 and only.type().is_timestamp():
            return _within_days(only, frame)
        return self.day(row).between(frame.first, frame.last)


def _within_days(moment: TimestampColumn, frame: Frame) -> BooleanColumn:
    import ibis  # noqa: PLC0415 - measures are declared without the query library

    # Bounds on the column itself let an engine skip the files and row groups that lie outside.
    return (moment >= frame.first) & (moment < frame.last + ibis.interval(days=1))


@dataclass(frozen=True, slots=True)
class OccurredOn(Placement):
    """The row belongs to the period in which a day lies that is worked out from several fields."""

    on: Day

    def day(self, row: Table) -> DateColumn:
        return self.on(row)

    def holds(self, row: Table, frame: Frame) -> BooleanColumn:
        return self.on(row).between(frame.first, frame.last)


@dataclass(frozen=True, slots=True)
class InForce(Placement):
    """A state from the first field's day to the second's, both included; it counts on `as_of`."""

    lasting: ClassVar[bool] = True

    def day(self, row: Table) -> DateColumn:
        return row[self.fields[0]].cast("date")

    def holds(self, row: Table, frame: Frame) -> BooleanColumn:
        last = row[self.fields[1]]
        return (self.day(row) <= frame.as_of) & (last.isnull() | (last >= frame.as_of))


@dataclass(frozen=True, slots=True)
class Open(Placement):
    """The row has begun and is not closed: at the end of the period, or `at_start` before it."""

    closed: Day
    at_start: bool = False
    lasting: ClassVar[bool] = True

    def day(self, row: Table) -> DateColumn:
        return row[self.fields[0]].cast("date")

    def holds(self, row: Table, frame: Frame) -> BooleanColumn:
        closed, begun = self.closed(row), self.day(row)
        if self.at_start:
            return (begun < frame.first) & (closed.isnull() | (closed >= frame.first))
        return (begun <= frame.last) & (closed.isnull() | (closed > frame.last))

    def in_some_month(self, row: Table, whole: Frame) -> BooleanColumn:
        closed, begun = self.closed(row), self.day(row)
        # Months are cut at the ends of the period, so a dossier of one month can lie across a cut.
        cut = whole.first if self.at_start else whole.last
        across = (begun.truncate("M") < closed.truncate("M")) | ((begun <= cut) & (closed >= cut))
        here = (begun <= whole.last) & (closed.isnull() | (closed >= whole.first))
        return here & (closed.isnull() | across)
