"""Between the engine's plan and ours: a reading becomes a draft, a version becomes a plan again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from parindex.apps.events.hashing import canonical
from parindex.apps.files.shelves import Kept
from parindex.apps.planning.choices import Reporting
from parindex.apps.planning.contents import (
    FRAME,
    HEAD,
    TASK,
    CitationData,
    FrameData,
    HeadData,
    LineData,
    SourceData,
    TargetData,
    TaskData,
    as_json,
)
from parindex.apps.planning.parties import Directory, parties_of
from parindex.engine.plans import model as engine
from parindex.engine.plans.citations import read_citations
from parindex.engine.plans.matching import same_tasks
from parindex.engine.reference.documents import known_documents
from parindex.engine.values.numbers import decimal_text, exact


def head_of(plan: engine.Plan, today: date) -> HeadData:
    """What the document says of itself; groups are those of its own day, or of today without one."""
    return HeadData(
        number=plan.number or "",
        symbol=plan.symbol or "",
        place=plan.place or "",
        dated=plan.date,
        issuer=plan.issuer or "",
        title=plan.title or "",
        as_of=plan.date or today,
    )


def frame_of(plan: engine.Plan) -> FrameData:
    """What stands around the tasks."""
    signer = plan.signer
    return FrameData(
        bases=plan.bases,
        objectives=plan.objectives,
        requirements=plan.requirements,
        duties=plan.duties,
        recipients=plan.recipients,
        authority=(signer.authority if signer else None) or "",
        office=(signer.office if signer else None) or "",
        signer=(signer.name if signer else None) or "",
    )


def source_of(plan: engine.Plan, file: Kept) -> SourceData:
    """The file as it is kept, and its reading, every piece of it."""
    return SourceData(
        name=file.name,
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        lines=tuple(LineData(each.line, each.text, each.part) for each in plan.readings),
        citations=tuple(
            CitationData(each.text, each.number, each.date, each.register_date, each.ok, each.line)
            for each in plan.citations
        ),
    )


def tasks_of(plan: engine.Plan, directory: Directory) -> tuple[TaskData, ...]:
    """The tasks read, each with a key of its own and its units found in the directory."""
    return tuple(_task(each, directory) for each in plan.tasks)


def _task(task: engine.Task, directory: Directory) -> TaskData:
    period = task.period
    rhythm = period.rhythm if period else None
    return TaskData(
        id=uuid4(),
        ref=task.ref,
        title=task.title,
        items=task.items,
        group=task.group,
        targets=tuple(_target(each) for each in task.targets),
        lead=task.lead,
        coordinating=task.coordinating,
        parties=parties_of(task.lead, task.coordinating, directory),
        first=period.first if period else None,
        last=period.last if period else None,
        rhythm=rhythm.value if rhythm else "",
        reporting=Reporting.of(rhythm),
        period=period.text if period else "",
        line=task.line,
    )


def as_the_same(before: Sequence[TaskData], after: Sequence[TaskData]) -> tuple[TaskData, ...]:
    """The tasks of a new wording, each that was there before with what people had settled for it."""
    same = same_tasks([engine_task(each) for each in before], [engine_task(each) for each in after])
    return tuple(
        replace(
            task,
            id=before[same[place]].id,
            links=before[same[place]].links,
            reporting=_reporting(before[same[place]], task),
        )
        if place in same
        else task
        for place, task in enumerate(after)
    )


def _reporting(before: TaskData, after: TaskData) -> Reporting:
    """What people chose stays, unless the text now gives another rhythm."""
    return before.reporting if before.rhythm == after.rhythm else after.reporting


def _target(target: engine.Target) -> TargetData:
    return TargetData(
        text=target.text,
        scope=target.scope,
        comparator=target.comparator.value,
        value=decimal_text(target.value),
        upper=None if target.upper is None else decimal_text(target.upper),
        unit=target.unit,
        exception=target.exception,
    )


def engine_plan(head: HeadData, frame: FrameData, tasks: Iterable[TaskData]) -> engine.Plan:
    """The plan as the engine knows plans, with every correction; for documents and reports."""
    return engine.Plan(
        number=head.number or None,
        symbol=head.symbol or None,
        place=head.place or None,
        date=head.dated,
        issuer=head.issuer or None,
        title=head.title or None,
        bases=frame.bases,
        objectives=frame.objectives,
        requirements=frame.requirements,
        tasks=tuple(engine_task(each) for each in tasks),
        duties=frame.duties,
        recipients=frame.recipients,
        signer=engine.Signer(frame.authority or None, frame.office or None, frame.signer or None),
        citations=(),
        readings=(),
    )


def engine_task(task: TaskData) -> engine.Task:
    """The task as the engine knows tasks."""
    rhythm = engine.Rhythm(task.rhythm) if task.rhythm else None
    return engine.Task(
        ref=task.ref,
        title=task.title,
        items=task.items,
        targets=tuple(engine_target(each) for each in task.targets),
        lead=task.lead,
        coordinating=task.coordinating,
        period=engine.TaskPeriod(task.first, task.last, rhythm, task.period),
        group=task.group,
        line=task.line,
    )


def engine_target(target: TargetData) -> engine.Target:
    """The target as the engine knows targets."""
    return engine.Target(
        scope=target.scope,
        comparator=engine.Comparator(target.comparator),
        value=exact(target.value),
        upper=None if target.upper is None else exact(target.upper),
        unit=target.unit,
        exception=target.exception,
        text=target.text,
    )


def citations_in(plan: engine.Plan) -> tuple[engine.Citation, ...]:
    """What the plan cites as it is worded now, held against the register of known documents."""
    texts = (
        *plan.bases,
        *plan.objectives,
        *plan.requirements,
        *(text for task in plan.tasks for text in (task.title, *task.items)),
        *plan.duties,
    )
    return read_citations(((0, text) for text in texts), known_documents(), plan.place)


def content_hash(
    head: HeadData, frame: FrameData, tasks: Sequence[TaskData], concerned: Sequence[UUID]
) -> str:
    """SHA-256 over all that a version says and whom it concerns, as 64 hexadecimal digits."""
    said = {
        "head": as_json(HEAD, head),
        "frame": as_json(FRAME, frame),
        "tasks": [as_json(TASK, each) for each in tasks],
        "concerned": sorted(map(str, concerned)),
    }
    return hashlib.sha256(canonical(said).encode()).hexdigest()
