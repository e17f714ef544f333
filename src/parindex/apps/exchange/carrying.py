"""Verbs on offers from the year before: take one, decline one, look at a declined one again."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet

from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.answering import Draft, save_all
from parindex.apps.assessments.itempage import form_of
from parindex.apps.assessments.models import Item
from parindex.apps.assessments.rules import WRITES
from parindex.apps.criteria.answering import InputForm
from parindex.apps.events.services import append, taking_turns
from parindex.apps.evidence.services import attach
from parindex.apps.exchange.content import writable
from parindex.apps.exchange.happenings import OfferDeclined, OfferReopened, OfferTaken
from parindex.apps.exchange.kinds import Kind
from parindex.apps.exchange.models import Decision
from parindex.apps.exchange.offers import Offer, offers_for
from parindex.engine.values.problems import BadInput


def take(item: Item, kind: Kind, source: str, seen: int, *, by: Actor) -> None:
    """Make a draft, or a use of the document, of what is offered.

    `Conflict` if the item is no longer the version seen; `BadInput` where nothing of the kind is
    offered any more, or a document proves nothing of the year.
    """
    offer = _offered(item, kind, source, by)
    if offer.doubt:
        raise BadInput.of(
            offer.words, offer.doubt, "Hãy nộp văn bản của năm nay, hoặc sửa thời gian chứng minh"
        )
    with transaction.atomic(), taking_turns(item.assessment.chain):
        _require_undecided(item, kind, source)
        if offer.use is not None:
            attach(offer.use.document, item.place, offer.asked, by=by.account)
        else:
            drafts = [_draft(item, offer, seen)]
            save_all(item.assessment, drafts, by=by, reason=f"Nhận từ {offer.origin}")
        taken = OfferTaken(uuid4(), item.pk, kind, source, offer.words)
        append(item.assessment.chain, taken, by=by.account)


def decline(item: Item, kind: Kind, source: str, *, by: Actor) -> None:
    """Set the offer aside; it stays to be looked at again."""
    offer = _offered(item, kind, source, by)
    declined = OfferDeclined(uuid4(), item.pk, kind, source, offer.words)
    with transaction.atomic(), taking_turns(item.assessment.chain):
        _require_undecided(item, kind, source)
        append(item.assessment.chain, declined, by=by.account)


def reopen(item: Item, kind: Kind, source: str, *, by: Actor) -> None:
    """Offer again what was declined."""
    _require_writable(item, by)
    with transaction.atomic(), taking_turns(item.assessment.chain):
        decision = _decisions(item, kind, source).filter(taken=False).first()
        if decision is None:
            raise BadInput.of(f"mục {item.code}", "đề nghị này chưa bị từ chối", "Hãy mở lại trang")
        append(item.assessment.chain, OfferReopened(decision.pk, item.pk), by=by.account)


def _offered(item: Item, kind: Kind, source: str, by: Actor) -> Offer:
    _require_writable(item, by)
    for each in offers_for(item.assessment, [item], by.visitor):
        for offer in each.waiting:
            if (offer.kind, offer.source) == (kind, source):
                return offer
    raise _no_longer_offered(item)


def _decisions(item: Item, kind: Kind, source: str) -> QuerySet[Decision]:
    return Decision.objects.filter(item=item, kind=kind, source=source)


def _require_undecided(item: Item, kind: Kind, source: str) -> None:
    """Asked while nobody else writes: of two who decide at once the second is told so."""
    if _decisions(item, kind, source).exists():
        raise _no_longer_offered(item)


def _no_longer_offered(item: Item) -> BadInput:
    return BadInput.of(
        f"mục {item.code}", "nội dung này không còn được đề nghị", "Hãy mở lại trang để xem"
    )


def _require_writable(item: Item, by: Actor) -> None:
    by.require(WRITES, item)
    if not writable(by.visitor, item):
        raise BadInput.of(
            f"mục {item.code}", "đã trình hoặc đã chốt nên không sửa được", "Hãy đề nghị trả lại"
        )


def _draft(item: Item, offer: Offer, seen: int) -> Draft:
    """What stands in the item, with the offered part in the place of its own."""
    now = form_of(item)
    figures = offer.kind is Kind.FIGURES
    typed = offer.typed if figures else {k: str(v) for k, v in now.initial.items()}
    form = InputForm(now.criteria_set, now.component, typed)
    form.is_valid()
    return Draft(item, seen, form, item.explanation if figures else offer.words)
