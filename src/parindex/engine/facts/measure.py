"""A measure: which rows it concerns, when each belongs to a period, and whether it was met.

The answer for a row is yes, no, or «cannot be told». From that one answer follow the numerator
(yes), the denominator (yes or no) and the missing ones; so no row is lost or counted twice, and
whoever lists the rows behind a number asks the same question as the count.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period

if TYPE_CHECKING:
    # Measures are listed and described without any query, hence without the query library.
    from ibis.expr.types import BooleanColumn, DateColumn, IntegerColumn, Table

EVERY_LEVEL = frozenset(Level)

OUTSIDE, NO, YES, UNKNOWN = -1, 0, 1, 2
"""What a measure says of a row: not concerned, not met, met, cannot be told."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a rule may look at beside the row: the period, and the day on which it is judged.

    `first` and `last` bound the period, which ends on `as_of` if that day comes earlier: what is
    dated later has not happened yet, and a dossier still open on `as_of` is pending, whatever the
    store says of later days. `working_days` is the running number of working days reached on
    `as_of`. Where several periods are judged at once, all four are columns beside the row.
    """

    first: date | DateColumn
    last: date | DateColumn
    as_of: date | DateColumn
    working_days: int | IntegerColumn

    @classmethod
    def of(cls, period: Period, as_of: date, working_days: int) -> Frame:
        return cls(period.first, min(period.last, as_of), as_of, working_days)


class Placement(ABC):
    """What puts a row into a period."""

    @abstractmethod
    def holds(self, row: Table, frame: Frame) -> BooleanColumn:
        """Whether the row belongs to the frame's period."""

    @property
    @abstractmethod
    def words(self) -> str:
        """The placement in Vietnamese words."""


@dataclass(frozen=True, slots=True)
class Occurred(Placement):
    """The row belongs to the period in which its date lies; of several fields the first filled."""

    fields: tuple[str, ...]
    words: str

    def day(self, row: Table) -> DateColumn:
        days = [row[name].cast("date") for name in self.fields]
        return reduce(lambda found, other: found.fill_null(other), days)

    def holds(self, row: Table, frame: Frame) -> BooleanColumn:
        return self.day(row).between(frame.first, frame.last)


@dataclass(frozen=True, slots=True)
class InForce(Placement):
    """The row is a state that holds from one day to another; it counts where it holds on `as_of`."""

    first: str
    last: str
    words: str

    def holds(self, row: Table, frame: Frame) -> BooleanColumn:
        open_ended = row[self.last].isnull()
        return (row[self.first] <= frame.as_of) & (open_ended | (row[self.last] >= frame.as_of))


Predicate: TypeAlias = "Callable[[Table, Frame], BooleanColumn]"
"""A condition on rows: true, false, or NULL where the row does not tell."""


def verdict(*branches: tuple[BooleanColumn, BooleanColumn | bool], otherwise: bool | None) -> Any:
    """The answer of the first branch whose condition is true; `otherwise` where none is."""
    # Measures are declared and described without the query library, which takes its time to load.
    import ibis  # noqa: PLC0415

    last = ibis.literal(otherwise, type="boolean")
    return ibis.cases(*branches, else_=last) if branches else last


def known(condition: BooleanColumn) -> BooleanColumn:
    """True where the condition is known to hold; false where it does not, or cannot be told."""
    return condition.fill_null(False)  # noqa: FBT003 - the library's signature


def not_denied(condition: BooleanColumn) -> BooleanColumn:
    """False where the condition is known to fail; true where it holds, or cannot be told."""
    return condition.fill_null(True)  # noqa: FBT003 - the library's signature


def every_row(_row: Table, _frame: Frame) -> BooleanColumn:
    """The scope of a measure that concerns all rows of its kind."""
    return verdict(otherwise=True)


@dataclass(frozen=True, slots=True)
class Related:
    """Whether rows of another kind belong to a row: adds the boolean column `name`.

    A row of `kind` whose field `theirs` equals our field `ours`, and for which `when` is true,
    makes the column true; otherwise it is false.
    """

    name: str
    kind: str
    ours: str
    theirs: str
    when: Predicate = every_row


@dataclass(frozen=True)
class Measure:
    """One measure over one kind of record.

    `among` says which rows are concerned and `met` whether the rule is fulfilled; both are
    three-valued. `rate` is False for a plain count of rows that meet the rule. `working_days`
    names date fields for which the column `wd_FIELD` (running number of working days) is needed,
    `related` the other kinds asked. `rule` is the rule in Vietnamese words, `source` the text it
    rests on, `unverified` what in it has no official text behind it (empty: nothing).

    The predicates take a table of rows of the kind with the columns `scope_unit` and `scope_level`
    and those that `working_days` and `related` ask for.
    """

    name: str
    title: str
    kind: str
    placement: Placement
    met: Predicate
    rule: str
    source: str
    unverified: str = ""
    among: Predicate = every_row
    rate: bool = True
    levels: frozenset[Level] = EVERY_LEVEL
    working_days: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()

    @property
    def verified(self) -> bool:
        return not self.unverified

    @property
    def unit_of_result(self) -> str:
        """What the value is: `tỷ lệ` (a quotient of counts) or `số lượng` (a count)."""
        return "tỷ lệ" if self.rate else "số lượng"

    def answer(self, row: Table, frame: Frame) -> IntegerColumn:
        """What the measure says of each row: `OUTSIDE`, `NO`, `YES` or `UNKNOWN`.

        Written as conditions of a CASE, where NULL simply is not true: so no condition needs to be
        tested for NULL, which SQL writers get wrong for negated expressions.
        """
        import ibis  # noqa: PLC0415 - see `verdict`

        among, met = self.among(row, frame), self.met(row, frame)
        return ibis.cases(
            (~self._placed(row, frame), OUTSIDE),
            (among & met, YES),
            (among & ~met, NO),
            (~among, OUTSIDE),
            else_=UNKNOWN,
        )

    def _placed(self, row: Table, frame: Frame) -> BooleanColumn:
        inside = known(self.placement.holds(row, frame))
        if self.levels == EVERY_LEVEL:
            return inside
        return inside & row.scope_level.isin(sorted(self.levels))


def flag(field: str) -> Predicate:
    """The rule «this yes/no field is yes»."""
    return lambda row, _: row[field]


def all_flags(*fields: str) -> Predicate:
    """The rule «all of these are yes»: one no is enough for no, an empty one leaves it open."""
    return lambda row, _: reduce(lambda left, right: left & right, [row[name] for name in fields])
