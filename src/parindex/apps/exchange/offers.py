"""What last year offers for this year's items; nothing of it counts before somebody takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from parindex.apps.access.roles import Visitor
from parindex.apps.assessments.itempage import form_of
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.places import address_of
from parindex.apps.assessments.queries import component_of, items_to_write
from parindex.apps.criteria.answering import InputForm
from parindex.apps.criteria.sheets import in_words
from parindex.apps.evidence.kinds import State
from parindex.apps.evidence.models import Document, Use
from parindex.apps.evidence.permits import readable
from parindex.apps.exchange.content import Content, clean_text, content_of, same, writable
from parindex.apps.exchange.kinds import Kind
from parindex.apps.exchange.lastyear import Origin, origins_of
from parindex.apps.exchange.models import Decision
from parindex.apps.pages.addresses import address


@dataclass(frozen=True)
class Offer:
    """Something of last year: in words, from where, beside what stands now.

    `text` is an explanation or the name of a document, `told` the form with the figures in it, of which
    the words are made when they are asked for; `standing` what they would take the place of. `doubt`
    says why it cannot be taken as it is, `note` what to mind. `decision` is what was decided.
    """

    item: Item
    kind: Kind
    source: str
    origin: str
    text: str = ""
    told: InputForm | None = None
    standing: Callable[[], str] = str
    note: str = ""
    doubt: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    use: Use | None = None
    asked: str = ""
    decision: Decision | None = None
    simulated: bool = False

    @cached_property
    def words(self) -> str:
        """What is offered."""
        return self.text if self.told is None else _words(self.told)

    @cached_property
    def now(self) -> str:
        """What stands there now; nothing where nothing does."""
        return self.standing()

    @property
    def is_open(self) -> bool:
        return self.decision is None

    @property
    def which(self) -> str:
        """What a button says of the offer: kind, source, the version of the item that is shown."""
        return f"{self.kind.value} {self.source} {self.item.version}"


Decided = Mapping[tuple[Kind, str], Decision]
"""What was decided on offers of an item, by kind and source."""


@dataclass(frozen=True)
class ItemOffers:
    """The offers for an item, worked out when they are asked for.

    What is offered of documents is at hand; figures are held against the component's form, which takes
    long for all items of an assessment.
    """

    item: Item
    origin: Origin
    documents: Sequence[Offer]
    decided: Decided

    @property
    def title(self) -> str:
        return component_of(self.item).title

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """All that is offered or was declined."""
        form = form_of(self.item)
        return self._kept([*_of_content(form, self.item, self.origin), *self.documents])

    def _kept(self, offers: Iterable[Offer]) -> tuple[Offer, ...]:
        told = (replace(o, decision=self.decided.get((o.kind, o.source))) for o in offers)
        return tuple(o for o in told if o.decision is None or not o.decision.taken)

    @property
    def waiting(self) -> list[Offer]:
        return [each for each in self.offers if each.is_open]

    @property
    def is_waiting(self) -> bool:
        """Whether anything is: a document or an explanation tells it without the figures."""
        at_hand = self._kept([*self.documents, *_of_explanation(self.item, self.origin)])
        return any(each.is_open for each in at_hand) or bool(self.waiting)

    @property
    def declined(self) -> list[Offer]:
        if all(each.taken for each in self.decided.values()):
            return []
        return [each for each in self.offers if each.decision and not each.decision.taken]

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where its page is, and where buttons lead, for all offers: `take`, `decline`, `reopen`."""
        place, item = self.item.assessment, self.item
        parts = (place.round.code, place.unit.code, item.criteria.set_id, item.code)
        acts = {act: address(f"exchange:{act}", *parts) for act in ("take", "decline", "reopen")}
        return {"item": address_of(item), **acts}


def offers_of(assessment: Assessment, visitor: Visitor) -> list[ItemOffers]:
    """The offers for the items of the assessment that the visitor writes, in their order.

    Items without any are among them: `is_waiting` and `declined` tell.
    """
    items = items_to_write(assessment)
    return offers_for(assessment, [each for each in items if writable(visitor, each)], visitor)


def beside_item(request: Any, item: Item) -> dict[str, Any] | None:
    """For the page of an item: what last year offers for it to whoever writes it."""
    if not writable(request.visitor, item):
        return None
    (each,) = offers_for(item.assessment, [item], request.visitor)
    return {"each": each, "assessment": item.assessment, "back": ""} if each.offers else None


def offers_for(assessment: Assessment, items: Sequence[Item], visitor: Visitor) -> list[ItemOffers]:
    """The offers for each of these items of the assessment."""
    if not items:
        return []
    origins = origins_of(assessment, items)
    documents = _documents(items, origins, visitor)
    decided: defaultdict[UUID, dict[tuple[Kind, str], Decision]] = defaultdict(dict)
    for each in Decision.objects.filter(item__in=[item.pk for item in items]):
        decided[each.item_id][Kind(each.kind), each.source] = each
    return [
        ItemOffers(item, origins[item.pk], documents.get(item.pk, ()), decided[item.pk])
        for item in items
    ]


def _of_content(form: InputForm, item: Item, origin: Origin) -> Iterator[Offer]:
    """Figures and explanation."""
    now = content_of(form, item)
    told = (_Told(each, Content(same(form, each.typed), "")) for each in _sources(origin))
    figures = next((each for each in told if each.content.typed), None)
    if figures is not None and figures.content.typed != now.typed:
        bound = _bound(form, figures.content)
        # What the component as it is now does not take is not offered.
        if bound.is_valid():
            yield Offer(
                item,
                Kind.FIGURES,
                figures.source.key,
                figures.source.words,
                told=bound,
                standing=lambda: _words(_bound(form, now)) if now.typed else "",
                note=_measured(form),
                typed=dict(figures.content.typed),
                simulated=figures.source.simulated,
            )
    yield from _of_explanation(item, origin)


def _of_explanation(item: Item, origin: Origin) -> Iterator[Offer]:
    now = clean_text(item.explanation)
    said = next((each for each in _sources(origin) if each.explanation), None)
    if said is not None and said.explanation != now:
        yield Offer(
            item,
            Kind.EXPLANATION,
            said.key,
            said.words,
            text=said.explanation,
            standing=lambda: now,
            simulated=said.simulated,
        )


@dataclass(frozen=True, slots=True)
class _Source:
    """What was declared of the item in the year before, under a key and in words where."""

    key: str
    words: str
    typed: Mapping[str, str]
    explanation: str
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A source, and its figures as the fields of the form as it is now would hold them."""

    source: _Source
    content: Content


def _sources(origin: Origin) -> Iterator[_Source]:
    """The round held here first, then what was imported."""
    if (item := origin.item) is not None:
        explanation = item.explanation if origin.is_own else ""
        yield _Source(f"item:{item.pk}", "lần tự đánh giá năm trước", item.typed, explanation)
    if (past := origin.past) is not None:
        words = f"nhập từ tệp «{past.batch.source}» ngày {past.batch.at:%d/%m/%Y}"
        simulated = past.batch.simulated
        yield _Source(f"past:{past.pk}", words, past.typed, past.explanation, simulated)


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
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    places = {each.place for each in before.values()}
    # One document often serves many items: each is read once.
    rows = Use.objects.filter(place__in=places).prefetch_related("document")
    for use in rows.order_by("attached_at", "pk"):
        uses[use.place].append(use)
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
        "minh chứng năm trước",
        text=str(document),
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
