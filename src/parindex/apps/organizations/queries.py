"""Reads: units on a day, the tree, one unit's page, and who may do what today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from parindex.apps.access.roles import Role, Standing, Visitor
from parindex.apps.access.rules import Rule
from parindex.apps.accounts.models import Account
from parindex.apps.events.models import Event
from parindex.apps.events.queries import history
from parindex.apps.organizations.models import Deputy, Membership, Succession, Unit
from parindex.apps.pages.folded import matching

EVERYWHERE = "/"
"""The branch that holds all units."""

DIRECTORY = "units"
"""The subject of everything that happens to units: one chain for the whole directory."""

_SUGGESTED = 12
_SHOWN_EVENTS = 30


def today() -> date:
    """Today in Vietnam."""
    return timezone.localdate()


def valid_on(day: date) -> Q:
    """Rows with `valid_from` and `valid_to` that hold on the day."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def units_on(day: date) -> QuerySet[Unit]:
    return Unit.objects.filter(valid_on(day))


def units_listed() -> QuerySet[Unit]:
    """All units with the one above each, for a list."""
    return Unit.objects.select_related("parent")


def unit_by_code(code: str) -> Unit | None:
    """The latest unit of that code."""
    return Unit.objects.filter(code=code).select_related("parent").order_by("-valid_from").first()


def suggested_units(typed: str, day: date) -> QuerySet[Unit]:
    """A few units of the day that match what somebody types; none for nothing typed."""
    if not typed.strip():
        return Unit.objects.none()
    return units_on(day).filter(matching("search", typed)).order_by("name_sort")[:_SUGGESTED]


@dataclass(slots=True)
class Node:
    """A unit in the tree, how deep it stands, and whether what is below it is shown."""

    unit: Unit
    below: int
    is_open: bool
    children: list[Node]


def tree(day: date, opened: str) -> list[Node]:
    """The units of the day from the top, opened along the way to the unit with the code `opened`."""
    units = list(units_on(day).select_related("parent").order_by("name_sort"))
    children: dict[UUID | None, list[Unit]] = defaultdict(list)
    keys = {unit.pk for unit in units}
    for unit in units:
        # A unit whose upper one is gone today stands at the top rather than nowhere.
        children[unit.parent_id if unit.parent_id in keys else None].append(unit)
    meant = next((unit for unit in units if unit.code == opened), None)
    tops = children[None]
    way = meant.path if meant else (tops[0].path if len(tops) == 1 and not opened else "")

    def nodes(above: UUID | None) -> list[Node]:
        return [
            Node(unit, len(children[unit.pk]), is_open, nodes(unit.pk) if is_open else [])
            for unit in children[above]
            for is_open in [bool(children[unit.pk]) and way.startswith(unit.path)]
        ]

    return nodes(None)


@dataclass(frozen=True, slots=True)
class UnitPage:
    """All that the page of a unit shows."""

    unit: Unit
    above: Sequence[Unit]
    children: Sequence[Unit]
    members: Sequence[Membership]
    predecessors: Sequence[Succession]
    successors: Sequence[Succession]
    same_code: Sequence[Unit]
    history: Sequence[Event]
    is_valid: bool


def unit_page(unit: Unit, day: date) -> UnitPage:
    """The unit with everything around it on that day."""
    keys = [UUID(hex=key) for key in unit.path.split("/") if key]
    above = {each.pk: each for each in Unit.objects.filter(pk__in=keys[:-1])}
    members = unit.memberships.filter(valid_on(day)).select_related("account")
    others = Unit.objects.filter(code=unit.code).exclude(pk=unit.pk)
    return UnitPage(
        unit=unit,
        above=[above[key] for key in keys[:-1] if key in above],
        children=list(unit.children.filter(valid_on(day)).order_by("name_sort")),
        members=list(members.order_by("role", "account__name_sort")),
        predecessors=list(unit.follows.select_related("predecessor").order_by("-on")),
        successors=list(unit.followed_by.select_related("successor").order_by("on")),
        same_code=list(others.order_by("-valid_from")),
        history=_history(unit),
        is_valid=unit.valid_on(day),
    )


def _history(unit: Unit) -> list[Event]:
    """The latest events of the directory that name the unit; without what else they say."""
    seqs = unit.mentions.order_by("-seq").values_list("seq", flat=True)[:_SHOWN_EVENTS]
    return list(history(DIRECTORY).filter(seq__in=list(seqs)).defer("payload"))


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


def require(account: Account, rule: Rule, thing: Any = None) -> None:
    """`PermissionDenied` with the rule's words unless the rule admits the account today."""
    if not rule.admits(visitor_of(account, today()), thing):
        raise PermissionDenied(rule.words)


def _holds(membership: Membership, day: date) -> bool:
    last = membership.valid_to
    return membership.valid_from <= day and (last is None or day <= last)


def _standing(membership: Membership, deputy_for: str | None = None) -> Standing:
    unit = membership.unit
    path = unit.path if unit else EVERYWHERE
    name = str(unit) if unit else "mọi đơn vị"
    return Standing(Role(membership.role), membership.unit_id, path, name, deputy_for)
