"""Reads: units on a day, and who may do what today."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from parindex.apps.access.roles import Role, Standing, Visitor
from parindex.apps.accounts.models import Account
from parindex.apps.organizations.models import Deputy, Membership, Unit

EVERYWHERE = "/"
"""The branch that holds all units."""


def valid_on(day: date) -> Q:
    """Rows with `valid_from` and `valid_to` that hold on the day."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def units_on(day: date) -> QuerySet[Unit]:
    return Unit.objects.filter(valid_on(day))


def unit_by_code(code: str) -> Unit | None:
    """The latest unit of that code."""
    return Unit.objects.filter(code=code).order_by("-valid_from").first()


def today() -> date:
    """Today in Vietnam."""
    return timezone.localdate()


def visitor_of(account: Account, day: date) -> Visitor:
    """The account with the roles it holds that day, its own and those it deputises in."""
    own = Membership.objects.filter(valid_on(day), account=account).select_related("unit")
    deputising = Deputy.objects.filter(valid_on(day), account=account).select_related(
        "membership__unit", "membership__account"
    )
    standings = [_standing(membership) for membership in own]
    standings += [
        _standing(deputy.membership, str(deputy.membership.account))
        for deputy in deputising
        if _holds(deputy.membership, day)
    ]
    return Visitor(account.pk, str(account), day, tuple(standings))


def _holds(membership: Membership, day: date) -> bool:
    last = membership.valid_to
    return membership.valid_from <= day and (last is None or day <= last)


def _standing(membership: Membership, deputy_for: str | None = None) -> Standing:
    unit = membership.unit
    path = unit.path if unit else EVERYWHERE
    return Standing(Role(membership.role), membership.unit_id, path, deputy_for)
