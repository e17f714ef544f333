"""What the happenings of organizations do to the tables."""

from __future__ import annotations

from dataclasses import asdict

from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles
from parindex.apps.organizations.happenings import (
    DeputyNamed,
    MembershipEnded,
    MembershipGranted,
    UnitData,
    UnitsRegistered,
)
from parindex.apps.organizations.models import Deputy, Membership, Unit


@handles(UnitsRegistered, writes=(Unit,))
def units_registered(event: Event, happened: UnitsRegistered) -> None:
    above = {data.parent for data in happened.units if data.parent is not None}
    paths = dict(Unit.objects.filter(pk__in=above).values_list("pk", "path"))
    rows = []
    for data in happened.units:
        over = paths[data.parent] if data.parent else "/"
        paths[data.id] = f"{over}{data.id.hex}/"
        rows.append(_unit(data, paths[data.id]))
    Unit.objects.bulk_create(rows, batch_size=500)


def _unit(data: UnitData, path: str) -> Unit:
    fields = asdict(data)
    return Unit(parent_id=fields.pop("parent"), path=path, **fields)


@handles(MembershipGranted, writes=(Membership,))
def membership_granted(event: Event, happened: MembershipGranted) -> None:
    Membership.objects.create(
        id=happened.id,
        account_id=happened.account,
        role=happened.role,
        unit_id=happened.unit,
        valid_from=happened.valid_from,
        valid_to=happened.valid_to,
    )


@handles(MembershipEnded, writes=(Membership,))
def membership_ended(event: Event, happened: MembershipEnded) -> None:
    Membership.objects.filter(pk=happened.id).update(valid_to=happened.valid_to)


@handles(DeputyNamed, writes=(Deputy,))
def deputy_named(event: Event, happened: DeputyNamed) -> None:
    Deputy.objects.create(
        id=happened.id,
        membership_id=happened.membership,
        account_id=happened.account,
        valid_from=happened.valid_from,
        valid_to=happened.valid_to,
    )
