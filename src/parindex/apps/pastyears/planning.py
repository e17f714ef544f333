"""Rows held against what is known: what would be new, what replaced, what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from uuid import UUID, uuid4

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.organizations.models import Unit
from parindex.apps.pastyears.happenings import PastData
from parindex.apps.pastyears.models import PastResult
from parindex.apps.pastyears.rows import PastRow
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.values.problems import Problem, excerpt

IMPORTERS = (Role.ADMINISTRATOR, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Change:
    """A row to be written, its unit, and what stands there now (None: nothing)."""

    row: PastRow
    unit: Unit
    now: PastResult | None

    @property
    def scored(self) -> Fraction:
        return Fraction(self.row.points)

    @property
    def most(self) -> Fraction:
        return Fraction(self.row.maximum)

    def data(self) -> PastData:
        row = self.row
        return PastData(
            uuid4(),
            row.line,
            self.unit.pk,
            row.code,
            row.year,
            row.maximum,
            row.points,
            row.typed,
            row.raw,
            row.words,
            row.explanation,
        )


@dataclass(slots=True)
class Plan:
    """What writing the rows would do. Nothing may be written while there are problems."""

    criteria_set: CriteriaSet
    added: list[Change] = field(default_factory=list)
    replaced: list[Change] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        return [*self.added, *self.replaced]


def plan_import(
    rows: Sequence[PastRow], criteria_set: CriteriaSet, visitor: Visitor | None
) -> Plan:
    """Hold the rows against what stands; `visitor` None may write for every unit."""
    plan = Plan(criteria_set)
    units = _Units({row.unit for row in rows})
    standing = _standing(rows, criteria_set)
    lines: dict[tuple[str, str, int], int] = {}
    for row in rows:
        first = lines.setdefault((row.unit, row.code, row.year), row.line)
        unit = units.valid_in(row.unit, row.year)
        problem = _problem(row, first, unit, visitor)
        if problem is not None or unit is None:
            if problem is not None:
                plan.problems.append(problem)
            continue
        now = standing.get((unit.pk, row.code, row.year))
        change = Change(row, unit, now)
        if now is None:
            plan.added.append(change)
        elif _says(now) == (row.maximum, row.points, row.raw, row.explanation):
            plan.unchanged += 1
        else:
            plan.replaced.append(change)
    return plan


def _says(now: PastResult) -> tuple[str, str, object, str]:
    return now.maximum, now.points, now.raw, now.explanation


def _problem(
    row: PastRow, first: int, unit: Unit | None, visitor: Visitor | None
) -> Problem | None:
    where = f"dòng {row.line}"
    if first != row.line:
        return Problem(
            where, f"cùng đơn vị, mã và năm với dòng {first}", "Hãy giữ lại một trong hai dòng"
        )
    if unit is None:
        what = f"danh mục không có đơn vị mã «{excerpt(row.unit)}»"
        return Problem(where, what, "Hãy sửa mã theo danh mục đơn vị")
    if visitor is not None and not visitor.holds(*IMPORTERS, over=unit):
        what = f"{unit.name} không thuộc phạm vi điều phối của anh/chị"
        return Problem(where, what, "Hãy bỏ dòng này, hoặc đề nghị quản trị hệ thống nhập")
    return None


class _Units:
    """The units of some codes, and which of a code stood in a year."""

    def __init__(self, codes: set[str]) -> None:
        self.by_code: dict[str, list[Unit]] = {}
        for unit in _units(codes):
            self.by_code.setdefault(unit.code, []).append(unit)

    def valid_in(self, code: str, year: int) -> Unit | None:
        """The unit of the code at the end of the year; else the latest of that code."""
        found = self.by_code.get(code, [])
        last = date(year, 12, 31)
        valid = [unit for unit in found if unit.valid_on(last)]
        return max(valid or found, key=lambda unit: unit.valid_from, default=None)


def _units(codes: set[str]) -> Iterator[Unit]:
    return (unit for unit in Unit.objects.all().iterator(chunk_size=2000) if unit.code in codes)


def _standing(
    rows: Sequence[PastRow], criteria_set: CriteriaSet
) -> dict[tuple[UUID, str, int], PastResult]:
    years = {row.year for row in rows}
    found = PastResult.objects.filter(is_current=True, set_id=criteria_set.id, year__in=years)
    return {(each.unit_id, each.code, each.year): each for each in found}
