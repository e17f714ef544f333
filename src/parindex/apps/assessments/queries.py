"""Reads of rounds, assessments and items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from parindex.apps.assessments.models import Assessment, FrozenRun, Item, Round
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import published_sets, set_of
from parindex.apps.evidence.models import Use
from parindex.apps.evidence.queries import Amount, amount_of
from parindex.engine.criteria.model import Component, CriteriaSet


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("criteria", "owner", "facts").defer("criteria__text")


def round_with(round_: str) -> Round | None:
    return rounds().filter(code=round_).first()


def assessments_for_pages() -> QuerySet[Assessment]:
    """Assessments of rounds that are open, with what their pages and rules look at."""
    related = ("unit", "round__criteria", "round__owner", "round__facts", "standing")
    found = Assessment.objects.filter(round__ready=True).select_related(*related)
    return found.defer("round__criteria__text")


def assessments_of(round_: Round) -> QuerySet[Assessment]:
    """The assessments of that round, with no more than a line of a list says of them."""
    unsaid = (f"standing__{each}" for each in ("sums", "quantities", "basis", "possible"))
    return round_.assessments.select_related("unit", "standing").defer(*unsaid)


def assessment_at(round_: str, unit: str) -> Assessment | None:
    return assessments_for_pages().filter(round__code=round_, unit__code=unit).first()


def items_for_pages() -> QuerySet[Item]:
    """Items of rounds that are open, with what pages and rules look at, and who contributes."""
    related = (
        "unit",
        "criteria",
        "standing",
        "assessment__unit",
        "assessment__standing",
        "assessment__round__criteria",
        "assessment__round__owner",
        "assessment__round__facts",
    )
    return (
        Item.objects.filter(assessment__round__ready=True)
        .select_related(*related)
        .defer(
            "criteria__text",
            "assessment__round__criteria__text",
            "assessment__standing__sums",
            "assessment__standing__quantities",
        )
        # What few items have is asked for by itself, and only where some has it.
        .prefetch_related("contributors__unit", "parent", "author", "submitted_by", "approved_by")
    )


def items_for_lists() -> QuerySet[Item]:
    """Items of rounds that are open, with no more than a line of a list says of them."""
    unsaid = ("typed", "raw", *(f"standing__{each}" for each in ("value", "measured", "note")))
    return (
        Item.objects.filter(assessment__round__ready=True)
        .select_related("standing")
        .defer(*unsaid)
        .prefetch_related("unit", *_shared())
    )


def items_to_write(assessment: Assessment) -> list[Item]:
    """The items of an assessment in their order, with what is written in them and who may write.

    All of them have the assessment given; their few sets and units are read once.
    """
    items = list(
        Item.objects.filter(assessment=assessment)
        .prefetch_related("unit", Prefetch("criteria", published_sets()))
        .order_by("order")
    )
    by_key = {item.pk: item for item in items}
    for item in items:
        item.assessment = assessment
        item.parent = by_key[item.parent_id] if item.parent_id else None
    return items


def read_shared(items: Sequence[Item]) -> None:
    """Read the set and the assessment of items that were read without what lines of lists share."""
    prefetch_related_objects(items, *_shared())


def _shared() -> tuple[Prefetch[Any], ...]:
    """Many lines share few sets and assessments: each of these is read once, not in every row."""
    assessments = Assessment.objects.select_related("unit", "round")
    return (Prefetch("criteria", published_sets()), Prefetch("assessment", assessments))


def item_at(round_: str, unit: str, set_id: str, code: str) -> Item | None:
    found = items_for_pages().filter(
        assessment__round__code=round_,
        assessment__unit__code=unit,
        criteria__set_id=set_id,
        code=code,
    )
    return found.first()


def component_of(item: Item) -> Component:
    """What the item asks."""
    return set_of(item.criteria).by_code[item.code]


def linked_sets_of(round_: Round) -> dict[str, CriteriaSet]:
    """The sets that the round's set takes scores of, as they were pinned, by id."""
    if not round_.linked:
        return {}
    found: QuerySet[PublishedSet] = published_sets().filter(pk__in=round_.linked)
    return {each.set_id: set_of(each) for each in found}


def run_with(key: UUID) -> FrozenRun | None:
    found = FrozenRun.objects.select_related(
        "assessment__unit", "assessment__round__owner", "assessment__round__criteria"
    )
    return found.defer("assessment__round__criteria__text").filter(pk=key).first()


def report_of(key: UUID, sha256: str) -> tuple[FrozenRun, dict[str, Any]] | None:
    """A frozen run and one of its files, by the hash of its content."""
    run = run_with(key)
    kept = [*run.files, *([run.signed] if run.signed else [])] if run else []
    found = next((each for each in kept if each["sha256"] == sha256), None)
    return (run, found) if run and found else None


def evidence_of(round_: Round) -> Amount:
    """How much evidence all units of the round have."""
    here = Item.objects.filter(assessment__round=round_, place=OuterRef("place"))
    return amount_of(
        Use.objects.filter(Exists(here), place__startswith=f"assessment/{round_.code}/")
    )
