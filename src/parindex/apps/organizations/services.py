"""Verbs on units and memberships: the only place that changes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.services import subject_of
from parindex.apps.events.services import append
from parindex.apps.organizations.happenings import (
    DeputyNamed,
    MembershipEnded,
    MembershipGranted,
    UnitData,
    UnitsRegistered,
)
from parindex.apps.organizations.models import Deputy, Membership, Unit

DIRECTORY = "units"
"""The subject of everything that happens to units: one chain for the whole directory."""


def register_units(units: Sequence[UnitData], *, by: Account | str, source: str = "") -> None:
    """Add units to the directory, those above before those below; `source` names their file."""
    append(DIRECTORY, UnitsRegistered(tuple(units), source), by=by)


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
    """Give the account a role in a unit (None: everywhere) from a day on, or until a last day."""
    granted = MembershipGranted(uuid4(), account.pk, role, _key(unit), since, until)
    append(subject_of(account), granted, by=by, reason=reason)
    return Membership.objects.get(pk=granted.id)


def end_membership(
    membership: Membership, last: date, *, by: Account | str, reason: str = ""
) -> None:
    """End a role with that last day."""
    ended = MembershipEnded(membership.pk, last)
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
    """Let somebody act in the role from the first to the last day of an absence."""
    named = DeputyNamed(uuid4(), membership.pk, deputy.pk, first, last)
    append(subject_of(membership.account), named, by=by, reason=reason)
    return Deputy.objects.get(pk=named.id)


def _key(unit: Unit | None) -> UUID | None:
    return None if unit is None else unit.pk
