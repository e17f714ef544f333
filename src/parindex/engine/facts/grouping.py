"""Groups of facts: which ones are asked for, and which must be told even where no row fell in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from parindex.engine.facts.measure import Measure
from parindex.engine.reference.units import Units
from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput, Problem

DIMENSIONS = ("level", "unit", "month")
"""By what facts can be grouped, alone or together."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group: None stands for all levels, all units, the whole period."""

    level: Level | None = None
    unit: str | None = None
    month: Period | None = None

    @property
    def order(self) -> tuple[str, int, str]:
        """Sort key: by month, then from province down, then by unit code."""
        month = str(self.month.first) if self.month else ""
        level = list(Level).index(self.level) if self.level else -1
        return month, level, self.unit or ""


def check_grouping(by: Sequence[str]) -> None:
    """Raise `BadInput` unless every name is one of `DIMENSIONS`."""
    unknown = [name for name in by if name not in DIMENSIONS]
    if unknown:
        raise BadInput(
            *(
                Problem(
                    f"cách nhóm «{name}»",
                    "không có cách nhóm này",
                    f"Hãy dùng một hoặc nhiều trong: {', '.join(DIMENSIONS)}",
                )
                for name in unknown
            )
        )


def expected_groups(
    measure: Measure, by: Sequence[str], units: Units, period: Period
) -> Iterator[Group]:
    """The groups that get a fact even without rows: what did not arise is told, not left out.

    By unit: every unit valid in the period; by level: every level with such a unit; by month:
    every month of the period; always only levels at which the measure means something.
    """
    here = [unit for unit in units.within(period) if unit.level in measure.levels]
    scopes: list[tuple[Level | None, str | None]] = [(None, None)]
    if "unit" in by:
        scopes = [(unit.level, unit.code) for unit in here]
    elif "level" in by:
        scopes = [(level, None) for level in Level if any(unit.level is level for unit in here)]
    months = list(period.months()) if "month" in by else [None]
    for month, (level, code) in product(months, scopes):
        yield Group(level, code, month)
