"""Which units a task's parties stand for, on the day of the version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from parindex.apps.organizations.groups import condition
from parindex.apps.organizations.models import Unit
from parindex.apps.planning.choices import PartyKind
from parindex.apps.planning.contents import PartyData, TaskData
from parindex.apps.planning.models import Party, Task, Version


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


def leads_said(tasks: Iterable[Task]) -> list[tuple[PartyData, ...]]:
    """The parties that lead each of the tasks, which were read with all that they say."""
    return [parties_with(task.said, PartyKind.LEAD) for task in tasks]


def leads_of(tasks: Sequence[Task]) -> list[tuple[PartyData, ...]]:
    """The same for tasks that were read without it, whatever versions they are of; one query."""
    leads = Party.objects.filter(task__in=[task.pk for task in tasks], kind=PartyKind.LEAD)
    by_task: dict[UUID, list[PartyData]] = {task.pk: [] for task in tasks}
    for key, written, unit, group in leads.values_list("task", "written", "unit", "group"):
        by_task[key].append(PartyData(PartyKind.LEAD, written, unit, group))
    return [tuple(by_task[task.pk]) for task in tasks]


Leads = tuple[Version, tuple[PartyData, ...]]
"""Parties, and the version on whose day they mean their units."""


def counts_of_units(asked: Sequence[Leads]) -> list[int]:
    """How many units each of these stands for; one query, or none where only units are named."""
    keys = [(version.pk, same_units(parties)) for version, parties in asked]
    with_group = {
        key: units_meant(parties, version)
        for key, (version, parties) in zip(keys, asked, strict=True)
        if any(party.group for party in parties)
    }
    counts = {
        f"n{place}": Count("pk", filter=meant) for place, meant in enumerate(with_group.values())
    }
    counted = Unit.objects.aggregate(**counts) if counts else {}
    found = {key: counted[f"n{place}"] for place, key in enumerate(with_group)}
    return [found[key] if key in found else len(key[1]) for key in keys]


def same_units(parties: Iterable[PartyData]) -> frozenset[tuple[UUID | None, str]]:
    """Parties that stand for the same units have the same key."""
    return frozenset((party.unit, party.group) for party in parties)
