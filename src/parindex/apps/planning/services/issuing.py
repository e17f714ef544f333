"""Issue a draft: checked, hashed, frozen, and every unit concerned asked to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements.services import ToRead, ask_to_read
from parindex.apps.organizations.models import Unit
from parindex.apps.planning.assignment import concerned_units, parties_with
from parindex.apps.planning.choices import PartyKind
from parindex.apps.planning.contents import TaskData
from parindex.apps.planning.happenings import PlanIssued
from parindex.apps.planning.models import Version
from parindex.apps.planning.reading import content_hash
from parindex.apps.planning.rules import ISSUES
from parindex.apps.planning.services.common import (
    TURNED,
    append_seen,
    require,
    require_draft,
    subject_of,
)
from parindex.engine.values.problems import BadInput, Problem


def issue(
    version: Version,
    *,
    by: Account | str,
    seen: int,
    reason: str = "",
    due: date | None = None,
) -> None:
    """Make the draft the version in force and ask every unit concerned to confirm by `due`.

    `seen` is the length of the plan's chain that was looked at. `BadInput` with everything that
    stands in the way.
    """
    require(ISSUES, by, version)
    require_draft(version)
    tasks = [task.said for task in version.tasks.order_by("position", "pk")]
    if problems := list(obstacles(version, tasks)):
        raise BadInput(*problems)
    concerned = tuple(concerned_units(version, tasks).order_by("path").values_list("pk", flat=True))
    hashed = content_hash(version.heading, version.around, tasks, concerned)
    issued = PlanIssued(version.pk, version.number, hashed, concerned, str(by))
    with transaction.atomic():
        append_seen(version.plan_id, issued, by=by, reason=reason, seen=seen)
        ask_to_read(
            ToRead(subject_of(version.plan_id), title_of(version), address_of(version)),
            concerned,
            owner=version.plan.unit,
            by=by,
            due=due,
        )


def title_of(version: Version) -> str:
    """How the units are told which document and which wording they are to read."""
    head = version.heading
    number = "/".join(filter(None, (head.number, head.symbol)))
    amended = f" (sửa đổi, bổ sung lần {version.number - 1})" if version.number > 1 else ""
    return f"Kế hoạch số {number}: {head.title}{amended}"


def address_of(version: Version) -> str:
    """The page on which the plan is read."""
    return reverse("planning:plan", args=[version.plan_id])


def obstacles(version: Version, tasks: list[TaskData]) -> Iterator[Problem]:
    """What must be put right before the draft can be issued."""
    head = version.heading
    for value, name in ((head.number, "số"), (head.symbol, "ký hiệu"), (head.title, "trích yếu")):
        if not value:
            yield Problem("phần đầu", f"chưa ghi {name} của kế hoạch", "Hãy sửa phần đầu kế hoạch")
    if head.dated is None:
        yield Problem("phần đầu", "chưa ghi ngày ban hành", "Hãy sửa phần đầu kế hoạch")
    if not tasks:
        yield Problem("nhiệm vụ", "dự thảo không còn nhiệm vụ nào", "Hãy thêm nhiệm vụ")
    gone = _units_gone(version, tasks)
    times = Counter(task.ref for task in tasks)
    for ref in (ref for ref, count in times.items() if count > 1):
        told = f"có {times[ref]} nhiệm vụ cùng mang số mục này"
        yield Problem(f"mục {ref}", told, "Hãy mở từng nhiệm vụ và ghi số mục khác nhau")
    for task in tasks:
        where = f"mục {task.ref}"
        if task.is_turned:
            yield Problem(where, *TURNED)
        if not parties_with(task, PartyKind.LEAD):
            yield Problem(where, "chưa rõ đơn vị chủ trì", "Hãy mở nhiệm vụ và ghi đơn vị chủ trì")
        for unit in {party.unit for party in task.parties if party.unit in gone}:
            told = f"{gone[unit]} không có hiệu lực vào ngày {head.as_of:%d/%m/%Y}"
            yield Problem(where, told, "Hãy ghi đơn vị khác, hoặc sửa ngày xác định các đơn vị")


def _units_gone(version: Version, tasks: list[TaskData]) -> dict[UUID | None, str]:
    """The names of the units named that are not valid on the version's day."""
    named = {party.unit for task in tasks for party in task.parties if party.unit}
    units = Unit.objects.filter(pk__in=named)
    return {unit.pk: unit.name for unit in units if not unit.valid_on(version.heading.as_of)}
