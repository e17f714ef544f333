"""What the visitor's own units owe to plans today: tasks past their deadline, reports not given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from uuid import UUID

from django.db.models import Count, Q

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.acknowledgements.inheriting import paths_acted_for
from parindex.apps.organizations.models import Unit
from parindex.apps.planning.assignment import leads_of, same_units, units_meant
from parindex.apps.planning.choices import ProgressState
from parindex.apps.planning.models import Plan, Report, Task
from parindex.apps.planning.queries import tasks_in_force
from parindex.apps.planning.standing import SOON, Standing, latest_owed


@dataclass(frozen=True, slots=True)
class Owed:
    """A task that the unit leads and is late with, owes a report on, or has to finish soon.

    `due` is the day of the deadline, or the last of the period that was not reported on.
    """

    task: Task
    unit: Unit
    standing: Standing
    due: date


@dataclass(frozen=True, slots=True)
class _Told:
    """What the own units have reported: by task and unit, the state and the periods reported on."""

    states: dict[tuple[UUID, UUID, UUID], str]
    periods: set[tuple[UUID, UUID, UUID, date]]


def owed_to_plans(visitor: Visitor) -> list[Owed]:
    """What is owed, task by task; a handful of queries, however many plans and units."""
    paths = paths_acted_for(visitor, Role.SPECIALIST, Role.UNIT_HEAD)
    own = list(Unit.objects.filter(path__in=paths)) if paths else []
    tasks = _tasks_of(own) if own else []
    if not tasks:
        return []
    leading = _leading(tasks, own)
    told = _told(own)
    found = (
        _owed(task, unit, told, visitor.day) for task in tasks for unit in leading.get(task.pk, ())
    )
    return [each for each in found if each is not None]


def _tasks_of(own: Sequence[Unit]) -> list[Task]:
    """The tasks of the versions in force that concern one of the units."""
    concerned = Plan.objects.filter(concerned__unit__in=[unit.pk for unit in own])
    return list(tasks_in_force(concerned))


def _leading(tasks: Sequence[Task], own: Sequence[Unit]) -> dict[UUID, list[Unit]]:
    """By the key of a task those of the units that lead it; two queries.

    Tasks of a version that have the same leads share a question.
    """
    alike: dict[tuple[UUID, frozenset[tuple[UUID | None, str]]], list[Task]] = defaultdict(list)
    meant: list[Q] = []
    for task, leads in zip(tasks, leads_of(tasks), strict=True):
        same = alike[task.plan_version_id, same_units(leads)]
        if not same:
            meant.append(units_meant(leads, task.plan_version))
        same.append(task)
    asked = {
        f"n{place}": (same, unit, Q(pk=unit.pk) & leads)
        for place, ((same, leads), unit) in enumerate(
            product(zip(alike.values(), meant, strict=True), own)
        )
    }
    counts = {name: Count("pk", filter=leads) for name, (_, _, leads) in asked.items()}
    found = Unit.objects.filter(pk__in=[unit.pk for unit in own]).aggregate(**counts)
    leading: dict[UUID, list[Unit]] = defaultdict(list)
    for name, (same, unit, _) in asked.items():
        for task in same if found[name] else ():
            leading[task.pk].append(unit)
    return leading


def _told(own: Sequence[Unit]) -> _Told:
    keys = [unit.pk for unit in own]
    # Whatever is known of a unit's progress was reported by it.
    rows = Report.objects.filter(progress__unit__in=keys).values_list(
        "progress__plan", "progress__identity", "progress__unit", "progress__state", "period_last"
    )
    told = _Told({}, set())
    for plan, task, unit, state, last in rows:
        told.states[plan, task, unit] = state
        if last:
            told.periods.add((plan, task, unit, last))
    return told


def _owed(task: Task, unit: Unit, told: _Told, day: date) -> Owed | None:
    """What is owed first for one unit of a task: the task itself, a report, the task before long."""
    plan = task.plan_version.plan_id
    if told.states.get((plan, task.identity, unit.pk)) == ProgressState.DONE:
        return None
    if task.last is not None and task.last < day:
        return Owed(task, unit, Standing.LATE, task.last)
    period = latest_owed(task, day)
    if period and (plan, task.identity, unit.pk, period.last) not in told.periods:
        return Owed(task, unit, Standing.UNREPORTED, period.last)
    if task.last is not None and task.last - day <= SOON:
        return Owed(task, unit, Standing.SOON, task.last)
    return None
