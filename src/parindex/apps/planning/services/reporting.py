"""Lead units report how far they have come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parindex.apps.accounts.models import Account
from parindex.apps.events.services import append
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today, visitor_of
from parindex.apps.planning.choices import ProgressState
from parindex.apps.planning.happenings import ProgressReported
from parindex.apps.planning.models import Task
from parindex.apps.planning.rules import REPORTS, may_report
from parindex.apps.planning.services.common import subject_of
from parindex.engine.values.problems import BadInput, Problem

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says of its progress: `percent` 0 to 100, as of the day `on`."""

    state: ProgressState
    percent: int
    words: str
    on: date
    period_last: date | None = None


def report_progress(task: Task, unit: Unit, said: Said, *, by: Account) -> None:
    """Report for a lead unit on a task of the version in force."""
    if not may_report(visitor_of(by, today()), task).filter(pk=unit.pk).exists():
        raise PermissionDenied(REPORTS.words)
    if problems := _problems(said):
        raise BadInput(*problems)
    version = task.plan_version
    reported = ProgressReported(
        id=uuid4(),
        plan=version.plan_id,
        task=task.identity,
        ref=task.ref,
        unit=unit.pk,
        state=said.state,
        percent=said.percent,
        words=said.words,
        on=said.on,
        period_last=said.period_last,
        name=str(by),
    )
    with transaction.atomic():
        append(subject_of(version.plan_id), reported, by=by)
        _require_in_force(task)


def _problems(said: Said) -> list[Problem]:
    problems = []
    if not 0 <= said.percent <= WHOLE:
        problems.append(Problem("percent", "tỷ lệ phải từ 0 đến 100", "Hãy ghi lại tỷ lệ"))
    if (said.state is ProgressState.DONE) != (said.percent == WHOLE):
        told = "chỉ nhiệm vụ đã hoàn thành mới đạt 100 %, và đã hoàn thành thì đạt 100 %"
        problems.append(Problem("percent", told, "Hãy sửa tỷ lệ hoặc tình trạng"))
    if said.state is ProgressState.NOT_STARTED and said.percent:
        told = "nhiệm vụ chưa thực hiện thì tỷ lệ là 0 %"
        problems.append(Problem("percent", told, "Hãy sửa tỷ lệ hoặc tình trạng"))
    if said.on > today():
        problems.append(Problem("on", "ngày tính đến nằm ở tương lai", "Hãy ghi ngày đã qua"))
    if not said.words.strip():
        problems.append(Problem("words", "chưa ghi kết quả thực hiện", "Hãy ghi vài dòng kết quả"))
    return problems


def _require_in_force(task: Task) -> None:
    version = task.plan_version
    version.plan.refresh_from_db(fields=["issued"])
    if version.number != version.plan.issued:
        raise BadInput.of(
            f"mục {task.ref}",
            "kế hoạch vừa được sửa đổi, bổ sung",
            "Hãy mở lại trang nhiệm vụ và báo cáo theo bản mới",
        )
