"""What the happenings do to the tables."""

from __future__ import annotations

from uuid import UUID, uuid5

from parindex.apps.acknowledgements.happenings import ReadingAsked, ReadingConfirmed
from parindex.apps.acknowledgements.models import Confirmation, Notice
from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles


@handles(ReadingAsked, writes=(Notice, Confirmation))
def reading_asked(event: Event, happened: ReadingAsked) -> None:
    Notice.objects.filter(thing=happened.thing, is_current=True).update(is_current=False)
    Notice.objects.create(
        id=happened.id,
        thing=happened.thing,
        title=happened.title,
        address=happened.address,
        owner_id=happened.owner,
        asked_at=event.at,
        asked_by=event.actor_name,
        due=happened.due,
    )
    rows = (
        Confirmation(id=key_of(happened.id, unit), notice_id=happened.id, unit_id=unit)
        for unit in happened.units
    )
    Confirmation.objects.bulk_create(rows, batch_size=500)


@handles(ReadingConfirmed, writes=(Confirmation,))
def reading_confirmed(event: Event, happened: ReadingConfirmed) -> None:
    waiting = Confirmation.objects.filter(
        pk=key_of(happened.id, happened.unit), confirmed_at__isnull=True
    )
    waiting.update(confirmed_at=event.at, confirmed_by=happened.name)


def key_of(notice: UUID, unit: UUID) -> UUID:
    """The key of a unit's answer to a notice."""
    return uuid5(notice, str(unit))
