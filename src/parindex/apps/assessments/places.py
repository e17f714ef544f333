"""Items as places of evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from parindex.apps.access.roles import Visitor
from parindex.apps.assessments.models import Item
from parindex.apps.assessments.queries import component_of, items_for_pages
from parindex.apps.assessments.rules import CONTRIBUTES, READS_ITEM, RETURNS, WRITES
from parindex.apps.assessments.states import EDITABLE, ItemState
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.places import Act, Asked, Place
from parindex.apps.pages.addresses import address

PREFIX = "assessment"


@dataclass(frozen=True, slots=True)
class ItemPlace(Place):
    """A place that knows its item."""

    item: Item | None = None


class ItemPlaces:
    """What evidence may know about items."""

    def find(self, keys: Collection[str]) -> Mapping[str, Place]:
        return {item.place: place_of(item) for item in items_for_pages().filter(place__in=keys)}

    def may(self, visitor: Visitor, act: Act, place: Place) -> bool:
        if not isinstance(place, ItemPlace) or place.item is None:
            return False
        rules = {Act.READ: READS_ITEM, Act.ATTACH: WRITES | CONTRIBUTES, Act.JUDGE: RETURNS}
        return rules[act].admits(visitor, place.item)


def address_of(item: Item) -> str:
    """The item's page."""
    assessment = item.assessment
    return address(
        "assessments:item",
        assessment.round.code,
        assessment.unit.code,
        item.criteria.set_id,
        item.code,
    )


def place_of(item: Item) -> ItemPlace:
    """The item as a place of evidence."""
    component, assessment = component_of(item), item.assessment
    return ItemPlace(
        key=item.place,
        title=f"{item.code} {component.title}",
        context=f"{assessment.round}, {assessment.unit}",
        address=address_of(item),
        unit=item.unit,
        chain=assessment.chain,
        asked=tuple(Asked(each.kind, each.mandatory) for each in component.evidence),
        holdings=frozenset(Holding),
        is_open=assessment.is_open and ItemState((item.parent or item).state) in EDITABLE,
        item=item,
    )
