"""Which units a task's parties stand for, on the day of the version."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from parindex.apps.organizations.groups import condition
from parindex.apps.organizations.models import Unit
from parindex.apps.planning.choices import PartyKind
from parindex.apps.planning.contents import PartyData, TaskData
from parindex.apps.planning.models import Version


def units_meant(parties: Iterable[PartyData], version: Version, through: str = "") -> Q:
    """The units of these parties; on `Unit`, or on what refers to it by the field `through`."""
    office, day = version.plan.unit, version.heading.as_of
    listed = list(parties)
    named = {party.unit for party in listed if party.unit is not None}
    meant = Q(**{f"{through}pk__in": named})
    for key in sorted({party.group for party in listed if party.group}):
        meant |= condition(key, office, day, through)
    return meant


def parties_with(task: TaskData, kind: PartyKind) -> tuple[PartyData, ...]:
    """The task's parties of one kind."""
    return tuple(party for party in task.parties if party.kind == kind)


def lead_units(task: TaskData, version: Version) -> QuerySet[Unit]:
    """The units that lead the task and report on it."""
    return Unit.objects.filter(units_meant(parties_with(task, PartyKind.LEAD), version))


def concerned_units(version: Version, tasks: Iterable[TaskData]) -> QuerySet[Unit]:
    """Every unit to which the version gives something to do, and the office whose plan it is."""
    parties = {
        (party.unit, party.group): party for task in tasks for party in task.parties
    }.values()
    own = Q(pk=version.plan.unit_id)
    return Unit.objects.filter(own | units_meant(parties, version))


def counts_of_units(
    groups_of_parties: Iterable[tuple[PartyData, ...]], version: Version
) -> list[int]:
    """How many units each group of parties stands for; one query, or none where only units are named."""
    listed = list(groups_of_parties)
    keys = [same_units(parties) for parties in listed]
    with_group = {
        key: parties
        for key, parties in zip(keys, listed, strict=True)
        if any(party.group for party in parties)
    }
    asked = {
        f"n{place}": Count("pk", filter=units_meant(parties, version))
        for place, parties in enumerate(with_group.values())
    }
    counted = Unit.objects.aggregate(**asked) if asked else {}
    found = {key: counted[f"n{place}"] for place, key in enumerate(with_group)}
    return [found[key] if key in found else len(key) for key in keys]


def same_units(parties: Iterable[PartyData]) -> frozenset[tuple[UUID | None, str]]:
    """Parties that stand for the same units have the same key."""
    return frozenset((party.unit, party.group) for party in parties)
