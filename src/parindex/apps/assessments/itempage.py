"""What the page of an item shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from parindex.apps.access.roles import Visitor
from parindex.apps.accounts.queries import name_now
from parindex.apps.assessments.eyes import is_own_work
from parindex.apps.assessments.judging import Material, material_of
from parindex.apps.assessments.kept import Kept, kept
from parindex.apps.assessments.models import Comment, Contributor, Item
from parindex.apps.assessments.overview import Line, lines_of
from parindex.apps.assessments.places import ItemPlace, place_of
from parindex.apps.assessments.queries import component_of, items_for_lists, items_for_pages
from parindex.apps.assessments.rules import HEADS, READS, READS_ITEM, RETURNS, WRITES
from parindex.apps.assessments.states import EDITABLE, ItemState
from parindex.apps.criteria.answering import InputForm, typed_of
from parindex.apps.criteria.queries import set_of
from parindex.apps.criteria.raw import Raw
from parindex.apps.events.models import Event
from parindex.apps.events.queries import history
from parindex.apps.facts.queries import facts_of
from parindex.engine.criteria.inputs import ScoreInput
from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.scoring.measured import facts_for
from parindex.engine.scoring.scorecard import ComponentScore
from parindex.engine.values.facts import Fact
from parindex.engine.values.problems import BadInput

_SHOWN_EVENTS = 30


@dataclass(frozen=True, slots=True)
class Measured:
    """What the records say: the figure in words, the facts it is added from, why there is none."""

    words: str | None
    note: str
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """The page of an item."""

    item: Item
    criteria_set: CriteriaSet
    component: Component
    rule: str
    score: Kept | None
    measured: Measured | None
    children: Sequence[Line]
    contributors: Sequence[Contributor]
    comments: Sequence[Comment]
    events: QuerySet[Event]
    may_write: bool
    may_approve: bool
    may_return: bool
    mine: frozenset[Any]
    neighbours: tuple[str, str]
    place: ItemPlace

    @property
    def differs(self) -> bool:
        """Whether a declared figure stands against the measured one."""
        return self.score is not None and self.score.differs


def item_page(item: Item, visitor: Visitor) -> ItemPage:
    """Everything the page shows beside its form."""
    score, component = kept(item), component_of(item)
    state = ItemState((item.parent or item).state)
    is_open, own_step = item.assessment.is_open, item.parent_id is None
    return ItemPage(
        item=item,
        criteria_set=set_of(item.criteria),
        component=component,
        rule=component.rule.in_words(component.context()),
        score=score,
        measured=_measured(item, component, score),
        children=_children(item, component),
        contributors=list(item.contributors.select_related("unit").annotate(who=name_now("by"))),
        comments=list(item.comments.order_by("at").annotate(who=name_now("by"))),
        events=events_of(item)[:_SHOWN_EVENTS],
        may_write=is_open and state in EDITABLE and WRITES.admits(visitor, item),
        may_approve=is_open
        and own_step
        and state is ItemState.SUBMITTED
        and HEADS.admits(visitor, item)
        and not is_own_work(item, visitor.account),
        may_return=is_open
        and own_step
        and state in {ItemState.SUBMITTED, ItemState.APPROVED}
        and RETURNS.admits(visitor, item),
        mine=visitor.units,
        neighbours=_neighbours(item, visitor),
        place=place_of(item),
    )


def _neighbours(item: Item, visitor: Visitor) -> tuple[str, str]:
    """The codes before and after among the items that the visitor reads; empty at the ends."""
    beside = {"assessment": item.assessment, "criteria": item.criteria}
    if READS.admits(visitor, item.assessment):
        read = list(Item.objects.filter(**beside).order_by("order").values_list("code", flat=True))
    else:
        found = items_for_pages().filter(**beside).order_by("order")
        read = [each.code for each in found if READS_ITEM.admits(visitor, each)]
    codes = ["", *read, ""]
    at = codes.index(item.code)
    return codes[at - 1], codes[at + 1]


def events_of(item: Item) -> QuerySet[Event]:
    """What happened to the item and its evidence, the latest first."""
    own = Q(payload__item=str(item.pk)) | Q(payload__place=item.place)
    return history(item.assessment.chain).filter(own)


def form_of(item: Item, data: Any = None) -> InputForm:
    """The item's form: bound to what was sent, or showing what was written last."""
    component = component_of(item)
    initial = item.typed or ({} if item.raw is None else typed_of(component, item.raw))
    return InputForm(set_of(item.criteria), component, data, initial=initial)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the answer in the form would be worth, or what is still to be filled in."""

    score: ComponentScore | None = None
    lacking: str = ""
    problems: tuple[str, ...] = ()


def preview(item: Item, form: InputForm) -> Preview:
    """Judge the item with the answer in the bound form in the place of what was saved.

    An empty form previews what the records alone say.
    """
    if not form.is_valid():
        return Preview(problems=tuple(str(each) for each in form.non_field_errors()))
    if form.answered is None and form.typed():
        return Preview(lacking=form.lacking)
    raw = None if form.answered is None else form.answered.raw
    try:
        score = _judged(material_of(item.assessment), item, raw)
    except BadInput as bad:
        return Preview(problems=tuple(f"{each.what}. {each.remedy}." for each in bad.problems))
    if score is None or score.value is None:
        return Preview(score=None, lacking=form.lacking)
    return Preview(score)


def _judged(material: Material, item: Item, raw: Raw | None) -> ComponentScore | None:
    return material.scores(material.run(instead={item.pk: raw})).get(item.pk)


def measured_facts(item: Item) -> list[Fact]:
    """The facts that the item's measure is added from, in their order."""
    component, round_ = component_of(item), item.assessment.round
    if component.measure is None or round_.facts_id is None:
        return []
    unit = item.assessment.unit.code if round_.own_records else None
    facts = facts_of(round_.facts_id, [component.measure.name], [unit or ""])
    return list(facts_for(component, facts, unit))


def _measured(item: Item, component: Component, score: Kept | None) -> Measured | None:
    if component.measure is None:
        return None
    if score is None:
        return Measured(None, "chưa đo từ hồ sơ", ())
    return Measured(score.measured, score.note, measured_facts(item))


def _children(item: Item, component: Component) -> list[Line]:
    """The items of the set that the component takes the score of."""
    if not isinstance(component.input, ScoreInput):
        return []
    found = list(items_for_lists().filter(parent=item).order_by("order"))
    return lines_of(found, set_of(found[0].criteria)) if found else []
