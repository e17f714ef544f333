"""What the happenings of organizations do to the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta
from uuid import UUID, uuid5

from parindex.apps.events.hashing import canonical
from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles, only_recorded
from parindex.apps.organizations import happenings as told
from parindex.apps.organizations.models import Deputy, Membership, Succession, Unit, UnitMention

ROOT = "/"
"""The path above all units."""

_DAY = timedelta(days=1)


@handles(told.UnitsRegistered, writes=(Unit, UnitMention))
def units_registered(event: Event, happened: told.UnitsRegistered) -> None:
    _register(happened.units)
    _mention(event)


@handles(told.UnitsImported, writes=(Unit, Succession, UnitMention))
def units_imported(event: Event, happened: told.UnitsImported) -> None:
    _register(happened.registered)
    for edit in happened.changed:
        _change(edit)
    for each in happened.successions:
        _follow(each.predecessor, each.successor, each.on)
    _mention(event)


@handles(told.UnitChanged, writes=(Unit, UnitMention))
def unit_changed(event: Event, happened: told.UnitChanged) -> None:
    _change(happened.edit)
    _mention(event)


@handles(told.UnitsMerged, writes=(Unit, Succession, UnitMention))
def units_merged(event: Event, happened: told.UnitsMerged) -> None:
    _register(happened.registered)
    for predecessor in happened.predecessors:
        _end(predecessor, happened.on - _DAY)
        _follow(predecessor, happened.successor, happened.on)
    _mention(event)


@handles(told.UnitSplit, writes=(Unit, Succession, UnitMention))
def unit_split(event: Event, happened: told.UnitSplit) -> None:
    _register(happened.registered)
    _end(happened.predecessor, happened.on - _DAY)
    for each in happened.registered:
        _follow(happened.predecessor, each.id, happened.on)
    _mention(event)


@handles(told.UnitEnded, writes=(Unit, UnitMention))
def unit_ended(event: Event, happened: told.UnitEnded) -> None:
    _end(happened.id, happened.valid_to)
    _mention(event)


@handles(told.MembershipGranted, writes=(Membership,))
def membership_granted(event: Event, happened: told.MembershipGranted) -> None:
    Membership.objects.create(
        id=happened.id,
        account_id=happened.account,
        role=happened.role,
        unit_id=happened.unit,
        valid_from=happened.valid_from,
        valid_to=happened.valid_to,
    )


@handles(told.MembershipEnded, writes=(Membership,))
def membership_ended(event: Event, happened: told.MembershipEnded) -> None:
    Membership.objects.filter(pk=happened.id).update(valid_to=happened.valid_to)


@handles(told.DeputyNamed, writes=(Deputy,))
def deputy_named(event: Event, happened: told.DeputyNamed) -> None:
    Deputy.objects.create(
        id=happened.id,
        membership_id=happened.membership,
        account_id=happened.account,
        valid_from=happened.valid_from,
        valid_to=happened.valid_to,
    )


@handles(told.DeputyRecalled, writes=(Deputy,))
def deputy_recalled(event: Event, happened: told.DeputyRecalled) -> None:
    Deputy.objects.filter(pk=happened.id).update(valid_to=happened.valid_to)


only_recorded(told.WorkHandedOver)


_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _mention(event: Event) -> None:
    """Note which units the event names, so that a unit's page finds its history at once."""
    named = {UUID(key) for key in _KEY.findall(canonical(event.payload))}
    UnitMention.objects.bulk_create(
        (UnitMention(id=uuid5(key, str(event.seq)), unit_id=key, seq=event.seq) for key in named),
        batch_size=500,
    )


def _register(units: Iterable[told.UnitData]) -> None:
    listed = tuple(units)
    above = {data.parent for data in listed if data.parent is not None}
    paths = dict(Unit.objects.filter(pk__in=above).values_list("pk", "path"))
    rows = []
    for data in listed:
        over = paths[data.parent] if data.parent else ROOT
        paths[data.id] = own_path(over, data.id)
        fields = asdict(data)
        rows.append(Unit(parent_id=fields.pop("parent"), path=paths[data.id], **fields))
    Unit.objects.bulk_create(rows, batch_size=500)


def own_path(over: str, key: UUID) -> str:
    """The path of a unit below the path of the one above it."""
    return f"{over}{key.hex}/"


def _change(edit: told.UnitEdit) -> None:
    unit = Unit.objects.select_related("parent").get(pk=edit.id)
    before = unit.path
    parent = Unit.objects.get(pk=edit.parent) if edit.parent else None
    path = own_path(parent.path if parent else ROOT, unit.pk)
    unit.change(
        edit.seen,
        name=edit.name,
        short_name=edit.short_name,
        group=edit.group,
        parent=parent,
        valid_from=edit.valid_from,
        valid_to=edit.valid_to,
        path=path,
    )
    if path != before:
        _move_branch(before, path)


def _move_branch(before: str, after: str) -> None:
    moved = list(Unit.objects.filter(path__startswith=before))
    for unit in moved:
        unit.path = after + unit.path.removeprefix(before)
    Unit.objects.bulk_update(moved, ["path"], batch_size=500)


def _end(key: UUID, last: date) -> None:
    unit = Unit.objects.get(pk=key)
    unit.change(unit.version, valid_to=last)


def _follow(predecessor: UUID, successor: UUID, on: date) -> None:
    key = uuid5(predecessor, str(successor))
    fields = {"predecessor_id": predecessor, "successor_id": successor, "on": on}
    Succession.objects.update_or_create(id=key, defaults=fields)
