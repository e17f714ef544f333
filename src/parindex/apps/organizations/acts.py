"""A large list of units taken in, done by the worker."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from parindex.apps.access.rules import ADMINISTERS
from parindex.apps.jobs.registry import Last, Outcome, act
from parindex.apps.jobs.working import Work
from parindex.apps.organizations.importing.planning import Plan, plan_import
from parindex.apps.organizations.importing.rows import UnitRow
from parindex.apps.organizations.queries import require
from parindex.apps.organizations.services import import_units
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.problems import BadInput


@dataclass(frozen=True, slots=True)
class ImportUnits:
    """The rows that were shown, and the length of the directory's chain then."""

    source: str
    seen: int
    rows: tuple[UnitRow, ...]


@act("organizations.import_units", ImportUnits)
def take_in(order: ImportUnits, work: Work) -> Last:
    """What the rows do is worked out; writing it is the last step."""
    require(work.by, ADMINISTERS)
    work.say("Đối chiếu với danh mục đơn vị")
    plan = plan_import(order.rows)
    if plan.problems:
        raise BadInput(*plan.problems)

    def last() -> Outcome:
        import_units(plan, order.source, order.seen, by=work.by)
        return Outcome(told_of(plan, order.source), reverse("organizations:units"))

    return last


def told_of(plan: Plan, source: str) -> str:
    """What was taken in, in words."""
    new, changed = vietnamese(len(plan.registered)), vietnamese(len(plan.changed))
    told = f"{new} đơn vị mới, {changed} đơn vị thay đổi"
    return f"Đã nạp «{source}»: {told}."
