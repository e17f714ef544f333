"""Load a plan, correct its draft, begin an amendment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.events.services import append
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today, visitor_of
from parindex.apps.planning import originals, reading
from parindex.apps.planning.conflicts import FRAME_LABELS, HEAD_LABELS, TASK_LABELS, told
from parindex.apps.planning.contents import FrameData, HeadData, LinkData, TaskData
from parindex.apps.planning.handlers import STEP
from parindex.apps.planning.happenings import (
    AmendmentBegun,
    AmendmentRead,
    DraftDropped,
    HeadCorrected,
    PlanLoaded,
    TaskAdded,
    TaskCorrected,
    TaskRemoved,
)
from parindex.apps.planning.models import Plan, Task, Version
from parindex.apps.planning.parties import directory_of
from parindex.apps.planning.rules import DRAFTS
from parindex.apps.planning.services.common import (
    TURNED,
    append_seen,
    append_to_draft,
    require,
    subject_of,
)
from parindex.engine.plans import model as engine
from parindex.engine.plans.read import read_plan
from parindex.engine.values.problems import BadInput, Problem

_PART = re.compile(r"\d+|[^\W\d_]+")


def load_plan(file: Path, office: Unit, *, by: Account | str, simulated: bool = False) -> Plan:
    """Read a kế hoạch (.docx, .txt) of an office into a first draft.

    The file is kept as it came. Names are looked up in the directory of the plan's own day.
    `BadInput` where the file cannot be read, or holds no task.
    """
    if isinstance(by, Account) and not visitor_of(by, today()).holds(Role.COORDINATOR, over=office):
        raise BadInput.of("unit", "anh/chị không điều phối cơ quan này", "Hãy chọn cơ quan khác")
    plan = _read(file)
    head = reading.head_of(plan, today())
    loaded = PlanLoaded(
        id=uuid4(),
        version=uuid4(),
        unit=office.pk,
        head=head,
        frame=reading.frame_of(plan),
        tasks=reading.tasks_of(plan, directory_of(office, head.as_of)),
        source=reading.source_of(plan, originals.keep(file)),
        simulated=simulated,
    )
    append(subject_of(loaded.id), loaded, by=by)
    return Plan.objects.select_related("unit").get(pk=loaded.id)


def _read(file: Path) -> engine.Plan:
    plan = read_plan(file)
    if not plan.tasks:
        raise BadInput.of(
            file.name,
            "không tìm thấy nhiệm vụ nào trong văn bản",
            "Hãy kiểm tra xem có đúng tệp kế hoạch không; mỗi nhiệm vụ cần có số mục hoặc đơn vị thực hiện",
        )
    return plan


def correct_head(
    version: Version, seen: int, head: HeadData, frame: FrameData, *, by: Account | str
) -> None:
    """Correct what stands around the tasks; `Conflict` if somebody else did since `seen`."""
    require(DRAFTS, by, version)
    with told(_said_around, (head, frame), HEAD_LABELS, FRAME_LABELS):
        append_to_draft(version, HeadCorrected(version.pk, seen, head, frame), by=by)


def correct_task(version: Version, seen: int, task: TaskData, *, by: Account | str) -> None:
    """Correct a task of a draft; `Conflict` if somebody else did since `seen`."""
    require(DRAFTS, by, version)
    check_task(version, task)
    _correct(version, seen, task, by)


def _correct(version: Version, seen: int, task: TaskData, by: Account | str) -> None:
    with told(_said_of_task, (task,), TASK_LABELS):
        append_to_draft(version, TaskCorrected(version.pk, seen, task), by=by)


def choose_links(
    version: Version, chosen: Iterable[tuple[Task, int, tuple[LinkData, ...]]], *, by: Account | str
) -> int:
    """Link tasks, each seen at its version, to components; says how many tasks changed.

    All or nothing: a `Conflict` on one task leaves the others as they were. What else is amiss with a
    task does not stand in the way here, but in that of issuing (`issuing.obstacles`).
    """
    require(DRAFTS, by, version)
    changed = 0
    with transaction.atomic():
        for task, seen, links in chosen:
            if set(links) != set(task.said.links):
                _correct(version, seen, replace(task.said, links=links), by)
                changed += 1
    return changed


def add_task(version: Version, task: TaskData, *, by: Account | str) -> None:
    """Add a task to a draft, in the order of the numbers."""
    require(DRAFTS, by, version)
    with transaction.atomic():
        append_to_draft(version, TaskAdded(version.pk, _position(version, task.ref), task), by=by)
        # While the plan's chain is held, nobody else adds the same number.
        check_task(version, task)


def remove_task(task: Task, seen: int, *, by: Account | str, reason: str = "") -> None:
    """Take a task out of a draft; what was reported on it stays in the history."""
    version = task.plan_version
    require(DRAFTS, by, version)
    removed = TaskRemoved(version.pk, seen, task.identity, task.ref)
    append_to_draft(version, removed, by=by, reason=reason)


def begin_amendment(plan: Plan, *, by: Account | str, reason: str, seen: int) -> Version:
    """Open a draft with the content of the version in force; `reason` says what it is for."""
    issued = _to_amend(plan, by)
    begun = AmendmentBegun(uuid4(), issued.pk, plan.issued + 1)
    append_seen(plan.pk, begun, by=by, reason=reason, seen=seen)
    return Version.objects.select_related("plan__unit").get(pk=begun.version)


def read_amendment(plan: Plan, file: Path, *, by: Account | str, reason: str, seen: int) -> Version:
    """Open a draft with what the amended plan's file says.

    A task that is one of those in force keeps its identity, and with it its progress, its components
    and its reporting rhythm; the others are new. The file is kept as it came. `BadInput` where it holds
    no task.
    """
    issued = _to_amend(plan, by)
    read = _read(file)
    head = reading.head_of(read, today())
    tasks = reading.tasks_of(read, directory_of(plan.unit, head.as_of))
    before = [task.said for task in issued.tasks.order_by("position", "pk")]
    amended = AmendmentRead(
        version=uuid4(),
        plan=plan.pk,
        number=plan.issued + 1,
        head=head,
        frame=reading.frame_of(read),
        tasks=reading.as_the_same(before, tasks),
        source=reading.source_of(read, originals.keep(file)),
    )
    append_seen(plan.pk, amended, by=by, reason=reason, seen=seen)
    return Version.objects.select_related("plan__unit").get(pk=amended.version)


def _to_amend(plan: Plan, by: Account | str) -> Version:
    """The version in force, if `by` may amend it and nobody is doing so."""
    require(DRAFTS, by, plan)
    issued = plan.versions.filter(number=plan.issued).first()
    if issued is None or plan.versions.filter(number=plan.issued + 1).exists():
        raise BadInput.of(
            "kế hoạch", "đang có một dự thảo chưa ban hành", "Hãy sửa tiếp trên dự thảo đó"
        )
    return issued


def drop_draft(version: Version, *, by: Account | str, reason: str, seen: int) -> None:
    """Throw a draft away; a plan that was never issued goes with it, its history stays."""
    require(DRAFTS, by, version)
    if not version.is_draft:
        raise BadInput.of("kế hoạch", "bản đã ban hành không bỏ được", "Hãy mở bản sửa đổi")
    append_seen(version.plan_id, DraftDropped(version.pk), by=by, reason=reason, seen=seen)


def _said_around(version: Any) -> tuple[HeadData, FrameData]:
    return version.heading, version.around


def _said_of_task(task: Any) -> tuple[TaskData]:
    return (task.said,)


def check_task(version: Version, task: TaskData) -> None:
    """`BadInput` for a number that another task has, or a time that ends before it begins."""
    problems = []
    others = version.tasks.exclude(identity=task.id)
    if others.filter(ref=task.ref).exists():
        problems.append(
            Problem("ref", f"đã có nhiệm vụ mang số mục {task.ref}", "Hãy ghi số mục khác")
        )
    if task.is_turned:
        problems.append(Problem("last", *TURNED))
    if problems:
        raise BadInput(*problems)


def _position(version: Version, ref: str) -> int:
    """Between the last task with a smaller number and the next one."""
    rows = list(version.tasks.order_by("position", "pk").values_list("position", "ref"))
    before = [place for place, (_, other) in enumerate(rows) if _parts(other) <= _parts(ref)]
    if not before:
        return rows[0][0] // 2 if rows else STEP
    place = before[-1]
    here = rows[place][0]
    return (here + rows[place + 1][0]) // 2 if place + 1 < len(rows) else here + STEP


def _parts(ref: str) -> list[tuple[int, str]]:
    """`2.10b` as parts that sort the way people count."""
    return [
        (int(part), "") if part.isdigit() else (0, part.casefold()) for part in _PART.findall(ref)
    ]
