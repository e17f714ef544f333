"""What every verb on a plan does: check who acts, append, and see that a draft is still one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parindex.apps.access.rules import Rule
from parindex.apps.accounts.models import Account
from parindex.apps.events.queries import length
from parindex.apps.events.services import ChainMoved, append
from parindex.apps.planning.choices import VersionState
from parindex.apps.planning.models import Version
from parindex.apps.planning.rules import permits
from parindex.engine.values.problems import BadInput


def subject_of(plan: UUID) -> str:
    """The subject of everything that happens to a plan."""
    return f"plan:{plan}"


def length_of(plan: UUID) -> int:
    """How many things have happened to the plan: what a page shows, so that nobody acts on less."""
    return length(subject_of(plan))


TURNED = "thời hạn đứng trước ngày bắt đầu", "Hãy kiểm tra lại hai ngày"
"""What is said of a task whose time ends before it begins, and what to do."""


def require(rule: Rule, by: Account | str, thing: object) -> None:
    """`PermissionDenied` unless the rule admits who acts."""
    if not permits(rule, by, thing):
        raise PermissionDenied(rule.words)


def append_seen(
    plan: UUID, happened: Any, *, by: Account | str, reason: str = "", seen: int
) -> None:
    """Append if nothing happened to the plan since it had `seen` events, else `BadInput`."""
    try:
        append(subject_of(plan), happened, by=by, reason=reason, after=seen)
    except ChainMoved as moved:
        raise BadInput.of(
            "kế hoạch",
            "có người vừa thay đổi trong lúc anh/chị đang xem",
            "Hãy xem lại bản mới nhất ở trên rồi làm lại",
        ) from moved


def append_to_draft(
    version: Version, happened: Any, *, by: Account | str, reason: str = ""
) -> None:
    """Append what corrects a draft; `BadInput` if it was issued or dropped meanwhile.

    `Conflict` of the handler is raised once more as it is: the caller says what differs.
    """
    require_draft(version)
    with transaction.atomic():
        append(subject_of(version.plan_id), happened, by=by, reason=reason)
        require_draft(version)


def require_draft(version: Version) -> None:
    """`BadInput` unless the version is a draft still; sure only while the plan's chain is held."""
    if not Version.objects.filter(pk=version.pk, state=VersionState.DRAFT).exists():
        raise BadInput.of(
            "dự thảo",
            "đã được ban hành hoặc đã bỏ, không sửa được nữa",
            "Hãy mở trang kế hoạch và bắt đầu một bản sửa đổi, bổ sung nếu cần",
        )
