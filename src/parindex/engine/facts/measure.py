"""A measure: which rows it concerns, when each belongs to a period, and whether it was met.

The answer for a row is yes, no, or «cannot be told». From that one answer follow the numerator
(yes), the denominator (yes or no) and the missing ones; so no row is lost or counted twice, and
whoever lists the rows behind a number asks the same question as the count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from parindex.engine.facts.placement import Frame, Placement
from parindex.engine.values.facts import Level

if TYPE_CHECKING:
    # Measures are listed and described without any query, hence without the query library.
    from ibis.expr.types import BooleanColumn, Table

EVERY_LEVEL = frozenset(Level)

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
    """The scope of a measure that concerns all rows of its kind, and the rule that all keep."""
    return verdict(otherwise=True)


@dataclass(frozen=True, slots=True)
class Related:
    """Whether rows of another kind belong to a row: adds the boolean column `name`.

    A row of `kind` whose field `theirs` equals our field `ours`, for which `when` is true and which
    lies in the period by `placement` (None: whenever), makes the column true; otherwise it is false.
    """

    name: str
    kind: str
    ours: str
    theirs: str
    when: Predicate = every_row
    placement: Placement | None = None


@dataclass(frozen=True)
class Measure:
    """One measure over one kind of record.

    `among` says which rows are concerned and `met` whether the rule is fulfilled; both are
    three-valued. `rate` is False for a plain count of rows that meet the rule. `working_days`
    names date fields for which the column `wd_FIELD` (running number of working days) is needed,
    `related` the other kinds asked, whose columns `met` may use and `among` may not. `levels` are
    those of the units at which the measure means something. `decided_by` names the fields that,
    left empty, may leave the answer open. `rule` is the rule in Vietnamese words,
    `source` the text it rests on, `unverified` what in it has no official text behind it (empty:
    nothing).

    The predicates take a table of rows of the kind with the columns that `working_days` and
    `related` ask for. They use nothing that only one engine knows.
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
    decided_by: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        return not self.unverified

    @property
    def unit_of_result(self) -> str:
        """What the value is: `tỷ lệ` (a quotient of counts) or `số lượng` (a count)."""
        return "tỷ lệ" if self.rate else "số lượng"


def flag(field: str) -> Predicate:
    """The rule «this yes/no field is yes»."""
    return lambda row, _: row[field]


def all_flags(*fields: str) -> Predicate:
    """The rule «all of these are yes»: one no is enough for no, an empty one leaves it open."""
    return lambda row, _: reduce(lambda left, right: left & right, [row[name] for name in fields])
