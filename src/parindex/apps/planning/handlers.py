"""What the happenings of plans do to the tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles
from parindex.apps.planning import happenings as told
from parindex.apps.planning.choices import VersionState
from parindex.apps.planning.contents import FRAME, HEAD, SOURCE, TASK, HeadData, TaskData, as_json
from parindex.apps.planning.models import (
    Concerned,
    Link,
    Party,
    Plan,
    Progress,
    Report,
    Task,
    Version,
)

STEP = 1024
"""Positions that lie between two tasks as they were read, for those that people add."""


@handles(told.PlanLoaded, writes=(Plan, Version, Task, Party, Link))
def plan_loaded(event: Event, happened: told.PlanLoaded) -> None:
    Plan.objects.create(
        id=happened.id,
        unit_id=happened.unit,
        simulated=happened.simulated,
        created_at=event.at,
        **_listed(happened.head),
    )
    Version.objects.create(
        id=happened.version,
        plan_id=happened.id,
        number=1,
        state=VersionState.DRAFT,
        head=as_json(HEAD, happened.head),
        frame=as_json(FRAME, happened.frame),
        source=as_json(SOURCE, happened.source),
    )
    _write_tasks(happened.version, happened.tasks)


@handles(told.HeadCorrected, writes=(Version, Plan))
def head_corrected(event: Event, happened: told.HeadCorrected) -> None:
    version = Version.objects.get(pk=happened.version)
    head, frame = as_json(HEAD, happened.head), as_json(FRAME, happened.frame)
    version.change(happened.seen, head=head, frame=frame)
    if version.number == 1:
        _list(version)


@handles(told.TaskCorrected, writes=(Task, Party, Link))
def task_corrected(event: Event, happened: told.TaskCorrected) -> None:
    task = Task.objects.get(pk=task_key(happened.version, happened.task.id))
    task.change(happened.seen, **_columns(happened.task))
    task.parties.all().delete()
    task.links.all().delete()
    _write_belongings([(task.pk, happened.task)])


@handles(told.TaskAdded, writes=(Task, Party, Link))
def task_added(event: Event, happened: told.TaskAdded) -> None:
    task = _row(happened.version, happened.position, happened.task)
    task.save(force_insert=True)
    _write_belongings([(task.pk, happened.task)])


@handles(told.TaskRemoved, writes=(Task, Party, Link))
def task_removed(event: Event, happened: told.TaskRemoved) -> None:
    task = Task.objects.get(pk=task_key(happened.version, happened.task))
    # Raises the version first: whoever removes has seen the task as it stands.
    task.change(happened.seen, ref=task.ref)
    task.delete()


@handles(told.PlanIssued, writes=(Version, Plan, Concerned))
def plan_issued(event: Event, happened: told.PlanIssued) -> None:
    version = Version.objects.get(pk=happened.version)
    version.change(
        version.version,
        state=VersionState.ISSUED,
        content_hash=happened.content_hash,
        issued_at=event.at,
        issued_by=happened.name,
        reason=event.reason,
    )
    _list(version)
    Plan.objects.filter(pk=version.plan_id).update(issued=happened.number)
    Concerned.objects.filter(plan_id=version.plan_id).delete()
    rows = (
        Concerned(id=uuid5(version.plan_id, str(unit)), plan_id=version.plan_id, unit_id=unit)
        for unit in happened.concerned
    )
    Concerned.objects.bulk_create(rows, batch_size=500)


@handles(told.AmendmentBegun, writes=(Version, Task, Party, Link))
def amendment_begun(event: Event, happened: told.AmendmentBegun) -> None:
    issued = Version.objects.get(pk=happened.of)
    Version.objects.create(
        id=happened.version,
        plan_id=issued.plan_id,
        number=happened.number,
        state=VersionState.DRAFT,
        head=issued.head,
        frame=issued.frame,
        source=issued.source,
        reason=event.reason,
    )
    _write_tasks(happened.version, [task.said for task in issued.tasks.order_by("position", "pk")])


@handles(told.AmendmentRead, writes=(Version, Task, Party, Link))
def amendment_read(event: Event, happened: told.AmendmentRead) -> None:
    Version.objects.create(
        id=happened.version,
        plan_id=happened.plan,
        number=happened.number,
        state=VersionState.DRAFT,
        head=as_json(HEAD, happened.head),
        frame=as_json(FRAME, happened.frame),
        source=as_json(SOURCE, happened.source),
        reason=event.reason,
    )
    _write_tasks(happened.version, happened.tasks)


@handles(told.DraftDropped, writes=(Version, Task, Party, Link, Plan))
def draft_dropped(event: Event, happened: told.DraftDropped) -> None:
    version = Version.objects.get(pk=happened.version)
    plan = version.plan
    version.delete()
    if version.number == 1:
        plan.delete()


@handles(told.ProgressReported, writes=(Progress, Report))
def progress_reported(event: Event, happened: told.ProgressReported) -> None:
    said: dict[str, Any] = {
        "state": happened.state,
        "percent": happened.percent,
        "words": happened.words,
        "on": happened.on,
        "reported_at": event.at,
        "reported_by": happened.name,
    }
    key = progress_key(happened.plan, happened.task, happened.unit)
    Progress.objects.update_or_create(
        id=key,
        defaults=said,
        create_defaults={
            **said,
            "plan_id": happened.plan,
            "identity": happened.task,
            "unit_id": happened.unit,
        },
    )
    Report.objects.create(id=happened.id, progress_id=key, period_last=happened.period_last, **said)


def task_key(version: UUID, identity: UUID) -> UUID:
    """The key of a task's row in a version."""
    return uuid5(version, str(identity))


def progress_key(plan: UUID, identity: UUID, unit: UUID) -> UUID:
    """The key of a unit's progress with a task."""
    return uuid5(plan, f"{identity} {unit}")


def _listed(head: HeadData) -> dict[str, Any]:
    number = "/".join(filter(None, (head.number, head.symbol)))
    return {"number": number, "title": head.title, "dated": head.dated}


def _list(version: Version) -> None:
    """The plan is listed under what this version says of itself."""
    plan = version.plan
    for name, value in _listed(version.heading).items():
        setattr(plan, name, value)
    plan.save()


def _columns(task: TaskData) -> dict[str, Any]:
    return {
        "ref": task.ref,
        "title": task.title,
        "first": task.first,
        "last": task.last,
        "reporting": task.reporting,
        "lead_words": "; ".join(task.lead),
        "content": as_json(TASK, task),
    }


def _row(version: UUID, position: int, task: TaskData) -> Task:
    return Task(
        id=task_key(version, task.id),
        plan_version_id=version,
        identity=task.id,
        position=position,
        **_columns(task),
    )


def _write_tasks(version: UUID, tasks: Iterable[TaskData]) -> None:
    rows = [(_row(version, place * STEP, task), task) for place, task in enumerate(tasks, 1)]
    Task.objects.bulk_create(row for row, _ in rows)
    _write_belongings([(row.pk, task) for row, task in rows])


def _write_belongings(tasks: Iterable[tuple[UUID, TaskData]]) -> None:
    listed = list(tasks)
    parties = (
        Party(
            id=uuid5(key, f"party {place}"),
            task_id=key,
            kind=party.kind,
            written=party.written,
            unit_id=party.unit,
            group=party.group,
        )
        for key, task in listed
        for place, party in enumerate(task.parties)
    )
    links = (
        Link(
            id=uuid5(key, f"{link.set_id} {link.code}"),
            task_id=key,
            set_id=link.set_id,
            code=link.code,
        )
        for key, task in listed
        for link in task.links
    )
    Party.objects.bulk_create(parties, batch_size=500)
    Link.objects.bulk_create(links, batch_size=500)
