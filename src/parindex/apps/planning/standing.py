"""Where every task of a version stands on a day: what is done, late, due soon, not reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Q

from parindex.apps.planning.assignment import (
    counts_of_units,
    parties_with,
    same_units,
    units_meant,
)
from parindex.apps.planning.choices import PartyKind, ProgressState, Reporting
from parindex.apps.planning.contents import PartyData
from parindex.apps.planning.models import Progress, Report, Task, Version
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


@dataclass(frozen=True, slots=True)
class _Counted:
    states: dict[UUID, dict[str, int]]
    percents: dict[UUID, int]
    reported: dict[tuple[UUID, date | None], int]


def standings(version: Version, tasks: Sequence[Task], day: date) -> list[TaskStanding]:
    """Where each of the tasks of an issued version stands; four queries, however many units."""
    leads = [parties_with(task.said, PartyKind.LEAD) for task in tasks]
    counts = counts_of_units(leads, version)
    counted = _count(version, tasks, leads)
    began = version.heading.dated or version.heading.as_of
    return [
        _standing(task, count, counted, began, day)
        for task, count in zip(tasks, counts, strict=True)
    ]


def _count(
    version: Version, tasks: Sequence[Task], leads: Sequence[tuple[PartyData, ...]]
) -> _Counted:
    """What lead units have reported; reports of units that lead no longer do not count."""
    states: dict[UUID, dict[str, int]] = defaultdict(dict)
    percents: dict[UUID, int] = {}
    theirs = Progress.objects.filter(_theirs(tasks, leads, version, ""), plan=version.plan_id)
    grouped = theirs.values("identity", "state").annotate(
        units=Count("pk"), most=models.Max("percent")
    )
    for row in grouped.order_by("identity", "state"):
        states[row["identity"]][row["state"]] = row["units"]
        percents[row["identity"]] = row["most"]
    reports = Report.objects.filter(
        _theirs(tasks, leads, version, "progress__"),
        progress__plan=version.plan_id,
        period_last__isnull=False,
    ).exclude(progress__state=ProgressState.DONE)
    by_period = reports.values("progress__identity", "period_last").annotate(
        units=Count("progress", distinct=True)
    )
    reported = {
        (row["progress__identity"], row["period_last"]): row["units"]
        for row in by_period.order_by("progress__identity", "period_last")
    }
    return _Counted(states, percents, reported)


def _theirs(
    tasks: Sequence[Task], leads: Iterable[tuple[PartyData, ...]], version: Version, through: str
) -> Q:
    """Progress of those units alone that lead the task; tasks of the same units share a condition."""
    same: dict[frozenset[tuple[UUID | None, str]], list[Task]] = defaultdict(list)
    parties_of: dict[frozenset[tuple[UUID | None, str]], tuple[PartyData, ...]] = {}
    for task, parties in zip(tasks, leads, strict=True):
        key = same_units(parties)
        same[key].append(task)
        parties_of[key] = parties
    found = Q(**{f"{through}pk__in": ()})
    for key, theirs in same.items():
        meant = units_meant(parties_of[key], version, f"{through}unit__")
        found |= Q(**{f"{through}identity__in": [task.identity for task in theirs]}) & meant
    return found


def _standing(task: Task, leads: int, counted: _Counted, began: date, day: date) -> TaskStanding:
    states = counted.states.get(task.identity, {})
    owed = owed_by(Reporting(task.reporting), task.first, task.last, began, day)
    latest = owed[-1] if owed else None
    reported = counted.reported.get((task.identity, latest.last), 0) if latest else 0
    unreported = max(0, leads - states.get(ProgressState.DONE, 0) - reported) if latest else 0
    return TaskStanding(
        task=task,
        standing=_said(task, leads, states, unreported, day),
        leads=leads,
        states=states,
        percent=counted.percents.get(task.identity) if leads == 1 else None,
        owed=latest,
        unreported=unreported,
    )


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
