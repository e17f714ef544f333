"""Where this year's items stood in the year before: in a round held here, or in an imported file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When

from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.criteria.queries import published_sets, set_of
from parindex.apps.organizations.models import Succession
from parindex.apps.pastyears.models import PastResult
from parindex.apps.pastyears.queries import past_by_code


@dataclass(frozen=True, slots=True)
class Origin:
    """What an item was in the year before: an item of a round, and what was imported of it.

    `is_own` says whether the unit that answers now answered then, or does the work of the one that did.
    """

    item: Item | None = None
    past: PastResult | None = None
    is_own: bool = False


def origins_of(assessment: Assessment, items: Sequence[Item]) -> Mapping[Any, Origin]:
    """Item → where it stood, for items of the assessment."""
    earlier = _assessment_before(assessment)
    own_before = earlier.round.criteria.set_id if earlier else ""
    places = {item.pk: _places(item, own_before) for item in items}
    before: dict[tuple[str, str], Item] = {}
    if earlier is not None:
        codes = {code for some in places.values() for _, code in some}
        found = Item.objects.filter(assessment=earlier, code__in=codes)
        rows = found.prefetch_related(Prefetch("criteria", published_sets()))
        before = {(each.criteria.set_id, each.code): each for each in rows}
    past = _imported(assessment, items)
    followed = _followed({item.unit_id for item in items})
    origins = {}
    for item in items:
        stood = next((before[place] for place in places[item.pk] if place in before), None)
        is_own = stood is not None and stood.unit_id in {item.unit_id, *followed[item.unit_id]}
        origins[item.pk] = Origin(stood, past.get((item.criteria.set_id, item.code)), is_own)
    return origins


def _followed(units: set[UUID]) -> Mapping[UUID, set[UUID]]:
    """Unit → those whose work it does now."""
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    rows = Succession.objects.filter(successor__in=units)
    for after, before in rows.values_list("successor", "predecessor"):
        found[after].add(before)
    return found


def _places(item: Item, own_before: str) -> list[tuple[str, str]]:
    """Set and code under which the item may have stood.

    Where the round's own set names no set before it, the earlier round's own set is taken for that,
    with the same codes: a person looks at whatever is offered.
    """
    criteria_set = set_of(item.criteria)
    places = list(criteria_set.stood_as(item.code).items())
    if item.parent_id is None and not criteria_set.earlier:
        places.append((own_before, item.code))
    return places


def _assessment_before(assessment: Assessment) -> Assessment | None:
    """The unit's assessment of the year before: an approved one first, then the latest."""
    approved = Case(
        When(state=AssessmentState.FROZEN, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    found = Assessment.objects.filter(
        unit__code=assessment.unit.code, round__year=assessment.round.year - 1
    ).select_related("unit", "round__criteria")
    return found.defer("round__criteria__text").order_by(approved, "-round__opened_at").first()


def _imported(assessment: Assessment, items: Sequence[Item]) -> dict[tuple[str, str], PastResult]:
    """Set and code of an item → what was imported of it."""
    last = assessment.round.year - 1
    by_set: dict[str, list[Item]] = {}
    for item in items:
        by_set.setdefault(item.criteria.set_id, []).append(item)
    found: dict[tuple[str, str], PastResult] = {}
    for set_id, own in by_set.items():
        criteria_set, codes = set_of(own[0].criteria), [item.code for item in own]
        past = past_by_code(assessment.unit.code, criteria_set, codes, Q(year=last))
        found |= {(set_id, code): years[last] for code, years in past.items()}
    return found
