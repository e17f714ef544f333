"""What last year offers for this year's items; nothing of it counts before somebody takes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse

from parindex.apps.access.roles import Visitor
from parindex.apps.assessments.itempage import form_of
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.queries import component_of, items_for_pages
from parindex.apps.criteria.answering import InputForm
from parindex.apps.criteria.sheets import in_words
from parindex.apps.evidence.kinds import State
from parindex.apps.evidence.models import Document, Use
from parindex.apps.evidence.permits import readable
from parindex.apps.evidence.queries import uses_at
from parindex.apps.exchange.content import Content, content_of, same, writable
from parindex.apps.exchange.kinds import Kind
from parindex.apps.exchange.lastyear import Origin, origins_of
from parindex.apps.exchange.models import Decision


@dataclass(frozen=True, slots=True)
class Offer:
    """Something of last year: in words, from where, beside what stands now.

    `doubt` says why it cannot be taken as it is, `note` what to mind. `decision` is what was decided.
    """

    item: Item
    kind: Kind
    source: str
    words: str
    origin: str
    now: str = ""
    note: str = ""
    doubt: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    use: Use | None = None
    asked: str = ""
    decision: Decision | None = None
    simulated: bool = False

    @property
    def is_open(self) -> bool:
        return self.decision is None

    @property
    def which(self) -> str:
        """What a button says of the offer: kind, source, the version of the item that is shown."""
        return f"{self.kind.value} {self.source} {self.item.version}"


@dataclass(frozen=True)
class ItemOffers:
    """The offers for an item."""

    item: Item
    title: str
    offers: tuple[Offer, ...]

    @property
    def waiting(self) -> list[Offer]:
        return [each for each in self.offers if each.is_open]

    @property
    def declined(self) -> list[Offer]:
        return [each for each in self.offers if each.decision and not each.decision.taken]

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where buttons lead, for all offers of the item: `take`, `decline`, `reopen`."""
        place, item = self.item.assessment, self.item
        parts = (place.round.code, place.unit.code, item.criteria.set_id, item.code)
        return {
            act: reverse(f"exchange:{act}", args=parts) for act in ("take", "decline", "reopen")
        }


def offers_of(assessment: Assessment, visitor: Visitor) -> list[ItemOffers]:
    """The offers for the items of the assessment that the visitor writes, in their order."""
    items = items_for_pages().filter(assessment=assessment).order_by("order")
    return offers_for(assessment, [each for each in items if writable(visitor, each)], visitor)


def beside_item(request: Any, item: Item) -> dict[str, Any] | None:
    """For the page of an item: what last year offers for it to whoever writes it."""
    if not writable(request.visitor, item):
        return None
    for each in offers_for(item.assessment, [item], request.visitor):
        return {"each": each, "assessment": item.assessment, "back": ""}
    return None


def offers_for(assessment: Assessment, items: Sequence[Item], visitor: Visitor) -> list[ItemOffers]:
    """The offers for these items of the assessment; those without any are left out."""
    if not items:
        return []
    origins = origins_of(assessment, items)
    documents = _documents(items, origins, visitor)
    decided = {
        (each.item_id, each.kind, each.source): each
        for each in Decision.objects.filter(item__in=[item.pk for item in items])
    }
    found = []
    for item in items:
        form = form_of(item)
        offers = [*_of_content(form, item, origins[item.pk]), *documents.get(item.pk, ())]
        told = (replace(o, decision=decided.get((item.pk, o.kind, o.source))) for o in offers)
        kept = tuple(o for o in told if o.decision is None or not o.decision.taken)
        if kept:
            found.append(ItemOffers(item, form.component.title, kept))
    return found


def _of_content(form: InputForm, item: Item, origin: Origin) -> Iterator[Offer]:
    """Figures and explanation: those of the round held here, else those imported."""
    now = content_of(form, item)
    told = [each for each in (_of_item(form, origin), _of_import(form, origin)) if each]
    figures = next((each for each in told if each.content.typed), None)
    if figures is not None and figures.content.typed != now.typed:
        bound = _bound(form, figures.content)
        # What the component as it is now does not take is not offered.
        if bound.is_valid():
            yield Offer(
                item,
                Kind.FIGURES,
                figures.source,
                _words(bound),
                figures.origin,
                now=_words(_bound(form, now)) if now.typed else "",
                note=_measured(form),
                typed=dict(figures.content.typed),
                simulated=figures.simulated,
            )
    said = next((each for each in told if each.content.explanation), None)
    if said is not None and said.content.explanation != now.explanation:
        yield Offer(
            item,
            Kind.EXPLANATION,
            said.source,
            said.content.explanation,
            said.origin,
            now=now.explanation,
            simulated=said.simulated,
        )


@dataclass(frozen=True, slots=True)
class _Told:
    source: str
    origin: str
    content: Content
    simulated: bool = False


def _of_item(form: InputForm, origin: Origin) -> _Told | None:
    if origin.item is None:
        return None
    explanation = origin.item.explanation if origin.is_own else ""
    content = Content(same(form, origin.item.typed), explanation)
    return _Told(f"item:{origin.item.pk}", "lần tự đánh giá năm trước", content)


def _of_import(form: InputForm, origin: Origin) -> _Told | None:
    past = origin.past
    if past is None:
        return None
    words = f"nhập từ tệp «{past.batch.source}» ngày {past.batch.at:%d/%m/%Y}"
    content = Content(same(form, past.typed), past.explanation)
    return _Told(f"past:{past.pk}", words, content, past.batch.simulated)


def _bound(form: InputForm, content: Content) -> InputForm:
    """The form as it is now with the figures in it."""
    return InputForm(form.criteria_set, form.component, dict(content.typed))


def _words(bound: InputForm) -> str:
    """`Số hồ sơ đúng hạn: 36; Số hồ sơ: 40`, or the answer where there is one."""
    if bound.is_valid() and bound.answered is not None:
        return in_words(bound)
    typed = bound.typed()
    return "; ".join(f"{bound.fields[name].label}: {text}" for name, text in typed.items())


def _measured(form: InputForm) -> str:
    if form.component.measure is None:
        return ""
    return "mục này đo từ hồ sơ: nhận số năm trước sẽ thay số đo của năm nay"


def _documents(items: Sequence[Item], origins: Any, visitor: Visitor) -> dict[Any, list[Offer]]:
    """Item → the documents that served where it stood, as far as the visitor reads them."""
    before = {item.pk: origins[item.pk].item for item in items if origins[item.pk].item}
    if not before:
        return {}
    uses = uses_at({each.place for each in before.values()})
    if not uses:
        return {}
    keys = {use.document_id for some in uses.values() for use in some}
    known = set(readable(visitor).filter(pk__in=keys).values_list("pk", flat=True))
    present = Use.objects.filter(place__in=[item.place for item in items], document__in=keys)
    there = set(present.values_list("place", "document"))
    return {
        item.pk: [
            _of_use(item, use)
            for use in uses.get(before[item.pk].place, ())
            if use.document_id in known and (item.place, use.document_id) not in there
        ]
        for item in items
        if item.pk in before
    }


def _of_use(item: Item, use: Use) -> Offer:
    asked = {each.kind for each in component_of(item).evidence}
    document, year = use.document, item.assessment.round.year
    return Offer(
        item,
        Kind.DOCUMENT,
        f"document:{use.document_id}",
        str(document),
        "minh chứng năm trước",
        note="; ".join(_notes(use, document)),
        doubt=outside(document, year),
        use=use,
        asked=use.kind if use.kind in asked else "",
        simulated=document.simulated,
    )


def _notes(use: Use, document: Document) -> Iterator[str]:
    if use.state == State.REFUSED:
        yield f"năm trước không được chấp nhận: {use.reason}"
    if document.proves_from is None and document.proves_to is None:
        yield "văn bản chưa ghi thời gian chứng minh"


def outside(document: Document, year: int) -> str:
    """Why the document proves nothing of the year; nothing where its period touches it."""
    first, last = document.proves_from, document.proves_to
    ends_before = last is not None and last < date(year, 1, 1)
    begins_after = first is not None and first > date(year, 12, 31)
    if not (ends_before or begins_after):
        return ""
    told = [f"từ {first:%d/%m/%Y}" if first else "", f"đến {last:%d/%m/%Y}" if last else ""]
    return f"chứng minh {' '.join(filter(None, told))}, không thuộc năm {year}"
