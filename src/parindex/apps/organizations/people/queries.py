"""Reads for the pages on accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db.models import Prefetch, QuerySet

from parindex.apps.accounts.models import Account
from parindex.apps.accounts.queries import accounts_listed, has_second_factor
from parindex.apps.accounts.services import subject_of
from parindex.apps.events.models import Event
from parindex.apps.events.queries import history
from parindex.apps.organizations.handover import OpenWork, open_work
from parindex.apps.organizations.memberships import not_over
from parindex.apps.organizations.models import Deputy, Membership
from parindex.apps.organizations.queries import valid_on

_SHOWN_EVENTS = 50


def people_listed(day: date) -> QuerySet[Account]:
    """All accounts, each with `roles_today`, the roles it holds that day."""
    held = Membership.objects.filter(valid_on(day)).select_related("unit").order_by("role")
    return accounts_listed().prefetch_related(Prefetch("memberships", held, to_attr="roles_today"))


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the page of an account shows."""

    account: Account
    memberships: Sequence[Membership]
    deputies: Sequence[Deputy]
    deputising: Sequence[Deputy]
    work: Sequence[tuple[OpenWork, int]]
    sessions: int
    has_second_factor: bool
    history: Sequence[Event]


def person_page(account: Account, day: date) -> PersonPage:
    """The account with its roles, present and past, absences, sessions and history."""
    coming = Deputy.objects.filter(not_over(day)).select_related(
        "account", "membership__account", "membership__unit"
    )
    return PersonPage(
        account=account,
        memberships=list(account.memberships.select_related("unit").order_by("-valid_from")),
        deputies=list(coming.filter(membership__account=account).order_by("valid_from")),
        deputising=list(coming.filter(account=account).order_by("valid_from")),
        work=open_work(account),
        sessions=UserSession.objects.filter(user=account).count(),
        has_second_factor=has_second_factor(account),
        history=list(history(subject_of(account))[:_SHOWN_EVENTS]),
    )


def membership_by_key(key: UUID) -> Membership | None:
    return Membership.objects.select_related("account", "unit").filter(pk=key).first()


def deputy_by_key(key: UUID) -> Deputy | None:
    related = ("account", "membership__account", "membership__unit")
    return Deputy.objects.select_related(*related).filter(pk=key).first()


def own_memberships(account: Account, day: date) -> QuerySet[Membership]:
    """The roles that the account holds itself that day."""
    return account.memberships.filter(valid_on(day)).select_related("unit").order_by("role")
