"""Verbs on roles: who does what for which unit, for how long, and who stands in."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db.models import F, Q, QuerySet

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.services import subject_of
from parindex.apps.events.services import append
from parindex.apps.organizations import happenings as told
from parindex.apps.organizations.handover import OpenWork
from parindex.apps.organizations.models import Deputy, Membership, Unit
from parindex.apps.organizations.queries import today
from parindex.engine.values.problems import BadInput

IN_A_UNIT = (Role.SPECIALIST, Role.UNIT_HEAD, Role.COORDINATOR, Role.LEADER)
"""Roles that mean nothing without a unit."""


def grant(
    account: Account,
    role: Role,
    unit: Unit | None,
    *,
    by: Account | str,
    since: date,
    until: date | None = None,
    reason: str = "",
) -> Membership:
    """Give the account a role in a unit (None: everywhere) from a day on, or until a last day.

    `BadInput` if the role needs a unit or holds everywhere, the days are turned round, or the role is held already.
    """
    if unit is None and role in IN_A_UNIT:
        raise BadInput.of("unit", f"vai trò «{role.label}» cần một đơn vị", "Hãy chọn đơn vị")
    if unit is not None and role not in IN_A_UNIT:
        # Their rules ask for the role alone: it holds everywhere, and must not look narrower.
        raise BadInput.of(
            "unit", f"vai trò «{role.label}» có hiệu lực ở mọi đơn vị", "Hãy bỏ trống đơn vị"
        )
    _check_days(since, until)
    held = Membership.objects.filter(account=account, role=role, unit=unit)
    if held.filter(_overlapping(since, until)).exists():
        raise BadInput.of(
            "role",
            "tài khoản đã có vai trò này ở đơn vị này trong khoảng thời gian đó",
            "Hãy chọn vai trò, đơn vị hoặc ngày khác",
        )
    granted = told.MembershipGranted(uuid4(), account.pk, role, _key(unit), since, until)
    append(subject_of(account), granted, by=by, reason=reason)
    return Membership.objects.get(pk=granted.id)


def end_membership(
    membership: Membership, last: date, *, by: Account | str, reason: str = ""
) -> None:
    """End a role with that last day; `BadInput` if it ends earlier already."""
    _check_days(membership.valid_from, last)
    _check_not_longer(membership.valid_to, last)
    ended = told.MembershipEnded(membership.pk, last)
    append(subject_of(membership.account), ended, by=by, reason=reason)


def name_deputy(
    membership: Membership,
    deputy: Account,
    first: date,
    last: date,
    *,
    by: Account | str,
    reason: str = "",
) -> Deputy:
    """Let somebody act in the role from the first to the last day of an absence.

    `BadInput` if it is the same account, one that is closed, or the days do not fit the role's.
    """
    if deputy.pk == membership.account_id:
        raise BadInput.of("account", "không thể tự thay cho chính mình", "Hãy chọn người khác")
    if not deputy.is_active:
        raise BadInput.of("account", "tài khoản này đã khóa", "Hãy chọn người khác")
    _check_days(first, last)
    if first < membership.valid_from or (membership.valid_to and last > membership.valid_to):
        raise BadInput.of(
            "valid_to", "ngày ủy quyền nằm ngoài thời hạn của vai trò", "Hãy kiểm tra hai ngày"
        )
    named = told.DeputyNamed(uuid4(), membership.pk, deputy.pk, first, last)
    append(subject_of(membership.account), named, by=by, reason=reason)
    return Deputy.objects.get(pk=named.id)


def recall_deputy(deputy: Deputy, last: date, *, by: Account | str, reason: str = "") -> None:
    """End a deputy's days early, with that last day; the day before it began takes it all away.

    `BadInput` if they end earlier already.
    """
    _check_not_longer(deputy.valid_to, last)
    recalled = told.DeputyRecalled(deputy.pk, last)
    append(subject_of(deputy.membership.account), recalled, by=by, reason=reason)


def _check_days(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise BadInput.of(
            "valid_to", "ngày cuối cùng đứng trước ngày bắt đầu", "Hãy kiểm tra hai ngày"
        )


def _check_not_longer(until: date | None, last: date) -> None:
    """What is ended must not become longer by it: for that the role is given, the deputy named anew."""
    if until is not None and last > until:
        raise BadInput.of(
            "valid_to",
            f"đã có ngày cuối cùng là {until:%d/%m/%Y}, trước ngày vừa ghi",
            "Hãy ghi ngày không muộn hơn; muốn kéo dài thì giao vai trò hoặc ủy quyền mới",
        )


def _overlapping(first: date, last: date | None) -> Q:
    ends = Q(valid_to=None) | Q(valid_to__gte=first)
    return ends & Q(valid_from__lte=last) if last else ends


def _key(unit: Unit | None) -> UUID | None:
    return None if unit is None else unit.pk


def not_over(day: date) -> Q:
    """Deputies of that day or later; one recalled before it began never was."""
    return Q(valid_to__gte=day) & Q(valid_to__gte=F("valid_from"))


def _deputising(account: Account) -> QuerySet[Deputy]:
    """What the account stands in for, today or later."""
    deputies = Deputy.objects.filter(account=account).filter(not_over(today()))
    return deputies.select_related("membership__account")


def _move_deputising(giver: Account, taker: Account, by: Account) -> int:
    """The taker stands in from today, or from the first day where that is later."""
    moved = list(_deputising(giver))
    for deputy in moved:
        first = max(deputy.valid_from, today())
        recall_deputy(deputy, first - timedelta(days=1), by=by)
        name_deputy(deputy.membership, taker, first, deputy.valid_to, by=by)
    return len(moved)


DEPUTISING = OpenWork(
    "deputising",
    "lượt nhận ủy quyền",
    lambda account: _deputising(account).count(),
    _move_deputising,
)
