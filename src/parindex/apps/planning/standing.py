"""Where tasks of issued versions stand on a day: what is done, late, due soon, not reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from parindex.apps.organizations.groups import condition
from parindex.apps.organizations.models import Unit
from parindex.apps.planning.assignment import counts_of_units
from parindex.apps.planning.choices import PartyKind, ProgressState, Reporting
from parindex.apps.planning.contents import PartyData
from parindex.apps.planning.models import Party, Progress, Report, Task
from parindex.apps.planning.periods import owed_by
from parindex.engine.values.periods import Period

SOON = timedelta(days=14)
"""How long before its deadline a task counts as due soon."""


class Standing(models.TextChoices):
    """The one thing to say first of a task."""

    LATE = "late", "Quá hạn"
    UNREPORTED = "unreported", "Chậm báo cáo"
    SOON = "soon", "Sắp đến hạn"
    BLOCKED = "blocked", "Có vướng mắc"
    UNDER_WAY = "under_way", "Đang thực hiện"
    NOT_STARTED = "not_started", "Chưa có báo cáo"
    DONE = "done", "Hoàn thành"

    @property
    def tone(self) -> str:
        """How the mark of it is coloured."""
        return _TONES.get(self, "")


_TONES = {
    Standing.LATE: "bad",
    Standing.UNREPORTED: "warn",
    Standing.SOON: "warn",
    Standing.BLOCKED: "warn",
    Standing.DONE: "good",
}


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """Where a task stands.

    `leads` counts its lead units, `states` those of them in each state, `owed` is the latest period
    on which a report is owed and `unreported` how many units have given none on it. `percent` is told
    only where one unit leads: the declared figures of several are not added up.
    """

    task: Task
    standing: Standing
    leads: int
    states: dict[str, int]
    percent: int | None
    owed: Period | None
    unreported: int

    @property
    def done(self) -> int:
        return self.states.get(ProgressState.DONE, 0)

    @property
    def words(self) -> str:
        """How far it is, in a few words."""
        if self.percent is not None:
            return f"{self.percent} %"
        if self.leads == 1:
            return "chưa báo cáo"
        return f"{self.done}/{self.leads} đơn vị hoàn thành"


TaskKey = tuple[UUID, UUID]
"""A plan's key, and the identity of a task in it."""


@dataclass(frozen=True, slots=True)
class _Counted:
    states: dict[TaskKey, dict[str, int]]
    percents: dict[TaskKey, int]
    reported: dict[tuple[TaskKey, date | None], int]


def standings(
    tasks: Sequence[Task], leads: Sequence[tuple[PartyData, ...]], day: date
) -> list[TaskStanding]:
    """Where each of the tasks of issued versions stands, led by these parties.

    Three queries, however many units.
    """
    counts = counts_of_units(
        [(task.plan_version, parties) for task, parties in zip(tasks, leads, strict=True)]
    )
    counted = _count(tasks, leads, day)
    return [_standing(task, count, counted, day) for task, count in zip(tasks, counts, strict=True)]


def _count(tasks: Sequence[Task], leads: Sequence[tuple[PartyData, ...]], day: date) -> _Counted:
    """What lead units have reported; reports of units that lead no longer do not count."""
    states: dict[TaskKey, dict[str, int]] = defaultdict(dict)
    percents: dict[TaskKey, int] = {}
    theirs = Progress.objects.filter(_theirs(tasks, leads, ""))
    grouped = theirs.order_by().values("plan", "identity", "state")
    told = grouped.annotate(units=Count("pk"), most=models.Max("percent"))
    for plan, identity, state, units, most in told.values_list(
        "plan", "identity", "state", "units", "most"
    ):
        states[plan, identity][state] = units
        percents[plan, identity] = most
    owed = {period.last for task in tasks if (period := latest_owed(task, day))}
    reports = Report.objects.filter(
        _theirs(tasks, leads, "progress__"), period_last__in=owed
    ).exclude(progress__state=ProgressState.DONE)
    of = ("progress__plan", "progress__identity", "period_last")
    by_period = reports.order_by().values(*of).annotate(units=Count("progress", distinct=True))
    reported = {
        ((plan, identity), last): units
        for plan, identity, last, units in by_period.values_list(*of, "units")
    }
    return _Counted(states, percents, reported)


def _theirs(tasks: Sequence[Task], leads: Sequence[tuple[PartyData, ...]], through: str) -> Q:
    """Progress of those units alone that lead the task.

    Units that a plan names are found by its parties; tasks of the same group share a condition, so
    that these are few, however many tasks and plans there are.
    """
    of_group: dict[tuple[UUID, str], list[Task]] = defaultdict(list)
    for task, parties in zip(tasks, leads, strict=True):
        for group in {party.group for party in parties if party.group}:
            of_group[task.plan_version_id, group].append(task)
    found = Q(pk__in=())
    for (_, group), theirs in of_group.items():
        version = theirs[0].plan_version
        # The units are found once and not judged again for every row.
        units = Unit.objects.filter(condition(group, version.plan.unit, version.heading.as_of))
        found |= _progress_of(theirs, through) & Q(**{f"{through}unit__in": units.values("pk")})
    named = Party.objects.filter(
        task__in=[task.pk for task in tasks],
        task__identity=OuterRef(f"{through}identity"),
        kind=PartyKind.LEAD,
        unit=OuterRef(f"{through}unit"),
    )
    return _progress_of(tasks, through) & (found | Q(Exists(named)))


def _progress_of(tasks: Sequence[Task], through: str) -> Q:
    plans = {task.plan_version.plan_id for task in tasks}
    identities = [task.identity for task in tasks]
    return Q(**{f"{through}plan__in": plans, f"{through}identity__in": identities})


def _standing(task: Task, leads: int, counted: _Counted, day: date) -> TaskStanding:
    key = (task.plan_version.plan_id, task.identity)
    states = counted.states.get(key, {})
    latest = latest_owed(task, day)
    reported = counted.reported.get((key, latest.last), 0) if latest else 0
    unreported = max(0, leads - states.get(ProgressState.DONE, 0) - reported) if latest else 0
    return TaskStanding(
        task=task,
        standing=_said(task, leads, states, unreported, day),
        leads=leads,
        states=states,
        percent=counted.percents.get(key) if leads == 1 else None,
        owed=latest,
        unreported=unreported,
    )


def latest_owed(task: Task, day: date) -> Period | None:
    """The latest period that has ended and on which the lead units owe a report."""
    head = task.plan_version.heading
    began = head.dated or head.as_of
    owed = owed_by(Reporting(task.reporting), task.first, task.last, began, day)
    return owed[-1] if owed else None


def _said(task: Task, leads: int, states: dict[str, int], unreported: int, day: date) -> Standing:
    """The first of these that holds."""
    left = None if task.last is None else task.last - day
    begun = any(state != ProgressState.NOT_STARTED for state in states)
    holding = (
        (Standing.DONE, leads > 0 and states.get(ProgressState.DONE, 0) >= leads),
        (Standing.LATE, left is not None and left < timedelta(0)),
        (Standing.UNREPORTED, unreported > 0),
        (Standing.SOON, left is not None and left <= SOON),
        (Standing.BLOCKED, bool(states.get(ProgressState.BLOCKED))),
        (Standing.UNDER_WAY, begun),
    )
    return next((standing for standing, holds in holding if holds), Standing.NOT_STARTED)


def summary(found: Iterable[TaskStanding]) -> dict[str, Any]:
    """How many tasks stand how, for the head of the plan's page."""
    counts: dict[str, int] = defaultdict(int)
    for each in found:
        counts[each.standing] += 1
    return {standing.value: counts[standing] for standing in Standing}
