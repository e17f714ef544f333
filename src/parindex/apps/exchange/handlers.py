"""What the happenings of offers do to the table of decisions."""

from __future__ import annotations

from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles
from parindex.apps.exchange.happenings import OfferDeclined, OfferReopened, OfferTaken
from parindex.apps.exchange.models import Decision


@handles(OfferTaken, writes=(Decision,))
def offer_taken(event: Event, happened: OfferTaken) -> None:
    _decide(event, happened, taken=True)


@handles(OfferDeclined, writes=(Decision,))
def offer_declined(event: Event, happened: OfferDeclined) -> None:
    _decide(event, happened, taken=False)


@handles(OfferReopened, writes=(Decision,))
def offer_reopened(event: Event, happened: OfferReopened) -> None:
    Decision.objects.filter(pk=happened.id).delete()


def _decide(event: Event, happened: OfferTaken | OfferDeclined, *, taken: bool) -> None:
    Decision.objects.create(
        id=happened.id,
        item_id=happened.item,
        kind=happened.kind,
        source=happened.source,
        taken=taken,
        by_name=event.actor_name,
        at=event.at,
    )
