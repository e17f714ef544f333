"""What the visitor's own units owe to plans today: tasks past their deadline, reports not given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from uuid import UUID

from django.db.models import Count, F, Q

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.acknowledgements.inheriting import paths_acted_for
from parindex.apps.organizations.models import Unit
from parindex.apps.planning.assignment import parties_with, same_units, units_meant
from parindex.apps.planning.choices import PartyKind, ProgressState, Reporting, VersionState
from parindex.apps.planning.models import Plan, Progress, Report, Task, Version
from parindex.apps.planning.periods import owed_by
from parindex.apps.planning.standing import SOON


@dataclass(frozen=True, slots=True)
class Owed:
    """How many tasks of a plan, led by the visitor's units, are late, unreported or due soon."""

    plan: Plan
    late: int
    unreported: int
    soon: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What the own units have reported: by task and unit, the state and the periods reported on."""

    states: dict[tuple[UUID, UUID, UUID], str]
    periods: set[tuple[UUID, UUID, UUID, date]]


def owed_to_plans(visitor: Visitor) -> list[Owed]:
    """What is owed, plan by plan; a handful of queries, however many plans and units."""
    paths = paths_acted_for(visitor, Role.SPECIALIST, Role.UNIT_HEAD)
    own = list(Unit.objects.filter(path__in=paths)) if paths else []
    tasks = _tasks_of(own)
    if not tasks:
        return []
    leading = _leading(tasks, own)
    told = _told(own)
    by_plan: dict[Plan, list[str]] = defaultdict(list)
    for task in tasks:
        for unit in leading.get(task.pk, ()):
            by_plan[task.plan_version.plan].append(_state(task, unit, told, visitor.day))
    counted = (
        Owed(plan, states.count("late"), states.count("unreported"), states.count("soon"))
        for plan, states in by_plan.items()
    )
    return [each for each in counted if each.late or each.unreported or each.soon]


def _tasks_of(own: Sequence[Unit]) -> list[Task]:
    """The tasks of the versions in force that concern one of the units."""
    in_force = Version.objects.filter(
        state=VersionState.ISSUED,
        number=F("plan__issued"),
        plan__concerned__unit__in=[unit.pk for unit in own],
    )
    tasks = Task.objects.filter(plan_version__in=in_force)
    return list(tasks.select_related("plan_version__plan__unit").order_by("position", "pk"))


def _leading(tasks: Sequence[Task], own: Sequence[Unit]) -> dict[UUID, list[Unit]]:
    """By the key of a task those of the units that lead it; one query.

    Tasks of a version that have the same leads share a question.
    """
    alike: dict[tuple[UUID, frozenset[tuple[UUID | None, str]]], list[Task]] = defaultdict(list)
    for task in tasks:
        leads = parties_with(task.said, PartyKind.LEAD)
        alike[task.plan_version_id, same_units(leads)].append(task)
    asked = {
        f"n{place}": (same, unit) for place, (same, unit) in enumerate(product(alike.values(), own))
    }
    counts = {
        name: Count("pk", filter=Q(pk=unit.pk) & _leads(same[0]))
        for name, (same, unit) in asked.items()
    }
    found = Unit.objects.filter(pk__in=[unit.pk for unit in own]).aggregate(**counts)
    leading: dict[UUID, list[Unit]] = defaultdict(list)
    for name, (same, unit) in asked.items():
        for task in same if found[name] else ():
            leading[task.pk].append(unit)
    return leading


def _leads(task: Task) -> Q:
    return units_meant(parties_with(task.said, PartyKind.LEAD), task.plan_version)


def _told(own: Sequence[Unit]) -> _Told:
    keys = [unit.pk for unit in own]
    states = Progress.objects.filter(unit__in=keys).values_list("plan", "identity", "unit", "state")
    reports = Report.objects.filter(progress__unit__in=keys, period_last__isnull=False)
    periods = reports.values_list(
        "progress__plan", "progress__identity", "progress__unit", "period_last"
    )
    return _Told(
        {(plan, task, unit): state for plan, task, unit, state in states},
        {(plan, task, unit, last) for plan, task, unit, last in periods if last},
    )


def _state(task: Task, unit: Unit, told: _Told, day: date) -> str:
    """`late`, `unreported`, `soon` or nothing to say, for one unit of a task."""
    plan = task.plan_version.plan_id
    if told.states.get((plan, task.identity, unit.pk)) == ProgressState.DONE:
        return ""
    if task.last is not None and task.last < day:
        return "late"
    head = task.plan_version.heading
    began = head.dated or head.as_of
    owed = owed_by(Reporting(task.reporting), task.first, task.last, began, day)
    if owed and (plan, task.identity, unit.pk, owed[-1].last) not in told.periods:
        return "unreported"
    return "soon" if task.last is not None and task.last - day <= SOON else ""
