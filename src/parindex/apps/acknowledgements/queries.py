"""Reads: which documents wait for whom, and who has confirmed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.acknowledgements.inheriting import paths_acted_for, standings_acted_for
from parindex.apps.acknowledgements.models import Confirmation, Notice
from parindex.apps.acknowledgements.rules import HEADS, in_reach, sees_all
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import EVERYWHERE, units_on

_CONFIRMED = Q(confirmations__confirmed_at__isnull=False)


def notices_for(visitor: Visitor) -> QuerySet[Notice]:
    """The notices that the visitor may know, with `asked` and `confirmed` counted over all units."""
    counted = Notice.objects.select_related("owner").annotate(
        asked=Count("confirmations"), confirmed=Count("confirmations", filter=_CONFIRMED)
    )
    if visitor.holds(Role.APPRAISER, Role.ADMINISTRATOR, Role.VIEWER):
        return counted
    own = Q(pk__in=())
    for path in visitor.paths(Role.COORDINATOR, Role.LEADER):
        own |= Q(owner__path__startswith=path)
    theirs = Confirmation.objects.filter(
        in_reach(standings_acted_for(visitor), "unit__path"), notice=OuterRef("pk")
    )
    return counted.filter(own | Exists(theirs))


def notice_of(key: UUID) -> Notice | None:
    """The notice with that key."""
    return Notice.objects.select_related("owner").filter(pk=key).first()


def confirmation_of(key: UUID) -> Confirmation | None:
    """The answer with that key."""
    return Confirmation.objects.select_related("notice__owner", "unit").filter(pk=key).first()


def answers_shown(visitor: Visitor, notice: Notice) -> QuerySet[Confirmation]:
    """The answers to a notice that the visitor may see."""
    rows = notice.confirmations.select_related("unit", "notice")
    return (
        rows
        if sees_all(visitor, notice)
        else rows.filter(in_reach(standings_acted_for(visitor), "unit__path"))
    )


def waiting_for(visitor: Visitor) -> QuerySet[Confirmation]:
    """The answers that the visitor, as head of the unit, still owes."""
    paths = paths_acted_for(visitor, *HEADS)
    return Confirmation.objects.filter(
        unit__path__in=paths, confirmed_at__isnull=True, notice__is_current=True
    ).select_related("notice", "unit")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A notice in force, how many units have not confirmed it, and the names of the first."""

    notice: UUID
    title: str
    due: date | None
    units: int
    first: tuple[str, ...]


def unanswered(visitor: Visitor, named: int) -> list[Unanswered]:
    """What the offices that the visitor coordinates have asked and not all units have answered."""
    own = Q(pk__in=())
    for path in visitor.paths(Role.COORDINATOR):
        own |= Q(notice__owner__path__startswith=path)
    waiting = Confirmation.objects.filter(own, confirmed_at=None, notice__is_current=True)
    ranked = waiting.annotate(
        place=Window(RowNumber(), "notice", order_by=("unit__name_sort", "pk")),
        units=Window(Count("pk"), "notice"),
    )
    told = ("notice", "notice__title", "notice__due", "units", "unit__name")
    rows = ranked.filter(place__lte=named).order_by("notice__asked_at", "notice", "place")
    found: dict[tuple[UUID, str, date | None, int], list[str]] = defaultdict(list)
    for notice, title, due, units, name in rows.values_list(*told):
        found[notice, title, due, units].append(name)
    return [Unanswered(*notice, tuple(first)) for notice, first in found.items()]


def current_notice(thing: str) -> Notice | None:
    """The notice in force on a document, with `asked` and `confirmed` counted."""
    counted = Notice.objects.annotate(
        asked=Count("confirmations"), confirmed=Count("confirmations", filter=_CONFIRMED)
    )
    return counted.filter(thing=thing, is_current=True).first()


def offices_of(visitor: Visitor) -> QuerySet[Unit]:
    """The offices that the visitor co-ordinates, in whose name they issue and ask: those of the role."""
    paths = visitor.paths(Role.COORDINATOR)
    units = units_on(visitor.day).order_by("name_sort")
    if EVERYWHERE in paths:
        return units.exclude(level=UnitLevel.DIVISION)
    return units.filter(path__in=paths)
