"""Groups of facts: which ones are asked for, and which must be told even where no row fell in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from parindex.engine.facts.measure import Measure
from parindex.engine.records.catalog import KINDS
from parindex.engine.reference.units import Unit
from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period, month_of
from parindex.engine.values.problems import BadInput, Problem

FIELD_OF = {"sector": "sector", "procedure": "procedure_code", "channel": "channel"}
"""Dimensions that are a field of the row itself, and that field."""

DIMENSIONS = ("level", "unit", "month", *FIELD_OF)
"""By what facts can be grouped, alone or together."""

_NAMES = {"sector": "lĩnh vực", "procedure": "thủ tục", "channel": "kênh nộp"}


class Group(NamedTuple):
    """One group: None stands for all levels, all units, the whole period.

    `month` is the first day of the month. `values` holds the fields grouped by, in the order of
    `FIELD_OF`, each with the value of the group; None there stands for rows where it is empty.
    """

    level: Level | None = None
    unit: str | None = None
    month: date | None = None
    values: tuple[tuple[str, str | None], ...] = ()

    @property
    def order(self) -> tuple[date, int, str, list[str]]:
        """Sort key: by month, then from province down, by unit code, by field values."""
        level = _RANK[self.level] if self.level else -1
        values = [value or "" for _, value in self.values]
        return self.month or date.min, level, self.unit or "", values

    def part_of(self, period: Period) -> Period:
        """The days of the period that the group covers."""
        if self.month is None:
            return period
        whole = month_of(self.month.year, self.month.month)
        return Period(max(whole.first, period.first), min(whole.last, period.last))


_RANK = {level: rank for rank, level in enumerate(Level)}


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


def can_group(measure: Measure, by: Iterable[str]) -> bool:
    """Whether the measure's kind has every field to group by."""
    return not _lacking(measure.kind, by)


def check_fields(measures: Iterable[Measure], by: Sequence[str]) -> None:
    """Raise `BadInput` for every kind among the measures that lacks a field to group by."""
    problems = [
        Problem(
            f"cách nhóm «{name}»",
            f"loại «{kind}» không có trường {_NAMES[name]}",
            "Hãy bỏ cách nhóm này, hoặc chỉ tính các phép đo của loại hồ sơ có trường đó",
        )
        for kind in dict.fromkeys(measure.kind for measure in measures)
        for name in _lacking(kind, by)
    ]
    if problems:
        raise BadInput(*problems)


def _lacking(kind: str, by: Iterable[str]) -> list[str]:
    names = KINDS[kind].names
    return [name for name in by if name in FIELD_OF and FIELD_OF[name] not in names]


def expected_groups(
    measure: Measure, by: Sequence[str], units: Iterable[Unit], period: Period
) -> list[Group]:
    """The groups that get a fact even without rows: what did not arise is told, not left out.

    By unit: each of the units, those that exist in the period; by level: every level with such a
    unit; by month: every month of the period; always only levels at which the measure means
    something. Of sectors, procedures and channels only those that occur are told. In their order.
    """
    if any(name in FIELD_OF for name in by):
        return []
    here = [unit for unit in units if unit.level in measure.levels]
    scopes: list[tuple[Level | None, str | None]] = [(None, None)]
    if "unit" in by:
        ordered = sorted(here, key=lambda unit: (_RANK[unit.level], unit.code))
        scopes = [(unit.level, unit.code) for unit in ordered]
    elif "level" in by:
        scopes = [(level, None) for level in Level if any(unit.level is level for unit in here)]
    months: list[date | None] = [None]
    if "month" in by:
        months = [month.first.replace(day=1) for month in period.months()]
    return [Group(level, code, month) for month in months for level, code in scopes]
