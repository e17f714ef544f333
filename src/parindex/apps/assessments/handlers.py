"""What the happenings of rounds do to the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

from parindex.apps.assessments import happenings as told
from parindex.apps.assessments.models import (
    Assessment,
    Comment,
    Contributor,
    FrozenRun,
    Item,
    Round,
    Writer,
)
from parindex.apps.assessments.outdated import bests_of
from parindex.apps.assessments.points import sort_key
from parindex.apps.assessments.states import AssessmentState, ItemState
from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles, only_recorded
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.bulk import insert_many

_AT_ONCE = 900


def item_key(assessment: UUID, set_id: str, code: str) -> UUID:
    """The key of an item: it follows from the assessment and the component."""
    return uuid5(assessment, f"{set_id}/{code}")


@handles(told.RoundOpened, writes=(Round,))
def round_opened(event: Event, happened: told.RoundOpened) -> None:
    Round.every.create(
        id=happened.id,
        code=happened.code,
        title=happened.title,
        criteria_id=happened.criteria,
        linked=[str(key) for key in happened.linked],
        year=happened.year,
        owner_id=happened.owner,
        own_records=happened.own_records,
        facts_id=happened.facts,
        opened_at=event.at,
        opened_by_name=event.actor_name,
        **asdict(happened.phases),
    )


@handles(told.UnitsEntered, writes=(Assessment, Item, Contributor))
def units_entered(event: Event, happened: told.UnitsEntered) -> None:
    """What the units are asked for was said when the round was opened."""
    first = Event.objects.filter(subject=event.subject).order_by("seq")[0]
    opened: told.RoundOpened = first.happened
    Assessment.objects.bulk_create(
        (
            Assessment(id=each.id, round_id=happened.round, unit_id=each.unit)
            for each in happened.entrants
        ),
        batch_size=_AT_ONCE,
    )
    keys = [each.unit for each in happened.entrants]
    codes = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "code"))
    insert_many(Item, _ITEM, _items(opened, happened.entrants, codes))
    Contributor.objects.bulk_create(_contributors(opened, happened.entrants), batch_size=_AT_ONCE)


@handles(told.RoundReady, writes=(Round,))
def round_ready(event: Event, happened: told.RoundReady) -> None:
    Round.every.filter(pk=happened.round).update(ready=True)


_ITEM = ("id", "assessment", "criteria", "code", "order", "parent", "place", "unit")


def _items(
    happened: told.RoundOpened, entrants: Iterable[told.Entrant], codes: dict[UUID, str]
) -> Iterator[tuple[object, ...]]:
    """Every item as a row of `_ITEM`."""
    own = next(each.set_id for each in happened.items if each.criteria == happened.criteria)
    for entrant in entrants:
        place = f"assessment/{happened.code}/{codes[entrant.unit]}"
        for order, planned in _asked(happened, entrant):
            yield (
                item_key(entrant.id, planned.set_id, planned.code),
                entrant.id,
                planned.criteria,
                planned.code,
                order,
                item_key(entrant.id, own, planned.parent) if planned.parent else None,
                f"{place}/{planned.set_id}/{planned.code}",
                planned.unit or entrant.unit,
            )


def _asked(happened: told.RoundOpened, entrant: told.Entrant) -> Iterator[tuple[int, told.Planned]]:
    """What the unit is asked for, with its place in the order."""
    for order, planned in enumerate(happened.items):
        if not planned.groups or entrant.group in planned.groups:
            yield order, planned


def _contributors(
    happened: told.RoundOpened, entrants: Iterable[told.Entrant]
) -> Iterator[Contributor]:
    for entrant in entrants:
        for _, planned in _asked(happened, entrant):
            if planned.contributors:
                item = item_key(entrant.id, planned.set_id, planned.code)
                yield from (_contributor(item, unit) for unit in planned.contributors)


def _contributor(item: UUID, unit: UUID) -> Contributor:
    return Contributor(id=uuid5(item, unit.hex), item_id=item, unit_id=unit)


@handles(told.FactsTaken, writes=(Round,))
def facts_taken(event: Event, happened: told.FactsTaken) -> None:
    Round.objects.filter(pk=happened.round).update(facts_id=happened.batch)


@handles(told.ResultsPublished, writes=(Round,))
def results_published(event: Event, happened: told.ResultsPublished) -> None:
    Round.objects.filter(pk=happened.round).update(
        published_at=event.at, published_by_name=event.actor_name
    )


@handles(told.Assigned, writes=(Item, Contributor))
def assigned(event: Event, happened: told.Assigned) -> None:
    """Those who helped before and wrote something stay."""
    items = happened.items
    Item.objects.filter(pk__in=items).update(unit_id=happened.unit)
    Item.objects.filter(parent__in=items).update(unit_id=happened.unit)
    Contributor.objects.filter(item__in=items, text="").delete()
    kept = set(Contributor.objects.filter(item__in=items).values_list("item", "unit"))
    Contributor.objects.bulk_create(
        _contributor(item, unit)
        for item in items
        for unit in happened.contributors
        if (item, unit) not in kept
    )


@handles(told.AnswerSaved, writes=(Item, Writer))
def answer_saved(event: Event, happened: told.AnswerSaved) -> None:
    item = Item.objects.get(pk=happened.item)
    returned = item.state == ItemState.RETURNED
    item.change(
        happened.seen,
        typed=happened.typed,
        raw=happened.raw,
        explanation=happened.explanation,
        state=ItemState.RETURNED if returned else ItemState.DRAFT,
        author_id=event.actor_id,
        changed_at=event.at,
    )
    _had_a_hand(event, item.pk)


def _had_a_hand(event: Event, item: UUID) -> None:
    if event.actor_id is not None:
        key = uuid5(item, str(event.actor_id))
        Writer.objects.get_or_create(id=key, item_id=item, account_id=event.actor_id)


def _move(key: UUID, seen: int, state: ItemState, **fields: Any) -> None:
    Item.objects.get(pk=key).change(seen, state=state, **fields)


@handles(told.Submitted, writes=(Item, Writer))
def submitted(event: Event, happened: told.Submitted) -> None:
    _move(
        happened.item,
        happened.seen,
        ItemState.SUBMITTED,
        submitted_by_id=event.actor_id,
        approved_by_id=None,
        returned_for="",
        changed_at=event.at,
    )
    _had_a_hand(event, happened.item)


@handles(told.Returned, writes=(Item,))
def returned(event: Event, happened: told.Returned) -> None:
    _move(
        happened.item,
        happened.seen,
        ItemState.RETURNED,
        approved_by_id=None,
        returned_for=event.reason,
        changed_at=event.at,
    )


@handles(told.Approved, writes=(Item,))
def approved(event: Event, happened: told.Approved) -> None:
    _move(
        happened.item,
        happened.seen,
        ItemState.APPROVED,
        approved_by_id=event.actor_id,
        changed_at=event.at,
    )


@handles(told.Contributed, writes=(Contributor,))
def contributed(event: Event, happened: told.Contributed) -> None:
    Contributor.objects.filter(item=happened.item, unit=happened.unit).update(
        text=happened.text, by=event.actor_name, at=event.at
    )


@handles(told.Commented, writes=(Comment,))
def commented(event: Event, happened: told.Commented) -> None:
    Comment.objects.create(
        id=happened.id,
        item_id=happened.item,
        text=happened.text,
        by=event.actor_name,
        at=event.at,
    )


def _turn(key: UUID, seen: int, state: AssessmentState, checked_by: int | None) -> None:
    Assessment.objects.get(pk=key).change(seen, state=state, checked_by_id=checked_by)


@handles(told.Checked, writes=(Assessment,))
def checked(event: Event, happened: told.Checked) -> None:
    _turn(happened.assessment, happened.seen, AssessmentState.CHECKED, event.actor_id)


@handles(told.SentBack, writes=(Assessment,))
def sent_back(event: Event, happened: told.SentBack) -> None:
    _turn(happened.assessment, happened.seen, AssessmentState.COLLECTING, None)


@handles(told.Frozen, writes=(Assessment, FrozenRun))
def frozen(event: Event, happened: told.Frozen) -> None:
    assessment = Assessment.objects.get(pk=happened.assessment)
    assessment.change(happened.seen, state=AssessmentState.FROZEN)
    fields = asdict(happened)
    del fields["seen"]
    FrozenRun.objects.create(
        assessment_id=fields.pop("assessment"),
        files=[dict(each) for each in fields.pop("files")],
        compared=[dict(each) for each in fields.pop("compared")],
        against=bests_of(happened.compared),
        total_key=sort_key(Fraction(happened.total)),
        frozen_at=event.at,
        frozen_by_name=event.actor_name,
        **fields,
    )


@handles(told.Reopened, writes=(Assessment, FrozenRun))
def reopened(event: Event, happened: told.Reopened) -> None:
    _turn(happened.assessment, happened.seen, AssessmentState.COLLECTING, None)
    FrozenRun.objects.filter(assessment=happened.assessment).update(superseded=True)


@handles(told.Filed, writes=(FrozenRun,))
def filed(event: Event, happened: told.Filed) -> None:
    FrozenRun.objects.filter(pk=happened.run).update(
        number=happened.number, issued_on=happened.issued_on, signed=asdict(happened.signed)
    )


only_recorded(told.HandedOver)
