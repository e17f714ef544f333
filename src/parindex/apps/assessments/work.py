"""What waits in rounds for the visitor: items to write, approve or help with, assessments to pass on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from parindex.apps.access.roles import Role, Standing, Visitor
from parindex.apps.assessments.eyes import own_assessments, own_work
from parindex.apps.assessments.models import Assessment, Contributor, Item
from parindex.apps.assessments.overview import lines_of
from parindex.apps.assessments.places import address_of
from parindex.apps.assessments.queries import assessments_for_pages, items_for_lists, read_shared
from parindex.apps.assessments.states import EDITABLE, AssessmentState, ItemState
from parindex.apps.assessments.tables import address_of_assessment
from parindex.apps.criteria.queries import set_of
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.waiting import MOST, Work


def my_work(visitor: Visitor) -> list[Work]:
    """The items and assessments that wait for the visitor."""
    asked = [
        _Asked(item, what, due)
        for find in (_to_write, _to_approve, _to_contribute)
        for what, due, items in find(visitor)
        for item in items
    ]
    return [*_of_items(asked), *_to_check(visitor), *_to_sign(visitor)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """An item, what is to be done with it, and the round's deadline for that."""

    item: Item
    what: str
    due: str


_Found = Iterator[tuple[str, str, QuerySet[Item]]]
"""What is to be done by which deadline with which items."""


def _under(standings: Sequence[Standing]) -> Q:
    """Items whose unit the standings cover: found by the unit's key, which is indexed."""
    found = Q(pk__in=())
    for each in standings:
        if each.role is Role.SPECIALIST:
            found |= Q(unit=each.unit)
        else:
            found |= Q(unit__in=Unit.objects.filter(path__startswith=each.path).values("pk"))
    return found


def over_unit(standings: Sequence[Standing]) -> Q:
    """Assessments of units in the branches of the standings: found by the unit's path.

    There are few of them beside items; joined to their units they are found in half the time.
    """
    found = Q(pk__in=())
    for each in standings:
        found |= Q(unit__path__startswith=each.path)
    return found


def held(visitor: Visitor, *roles: Role) -> list[Standing]:
    return [each for each in visitor.standings if each.role in roles]


def _items(condition: Q, due: str) -> QuerySet[Item]:
    found = items_for_lists().filter(
        condition, parent=None, assessment__state=AssessmentState.COLLECTING
    )
    # What these items share is read for all of them together.
    return found.prefetch_related(None).order_by(F(f"assessment__round__{due}"), "order")[:MOST]


def _of_items(asked: Sequence[_Asked]) -> Iterator[Work]:
    """The items as work, read together."""
    read_shared([each.item for each in asked])
    by_set: dict[str, dict[UUID, _Asked]] = {}
    for each in asked:
        by_set.setdefault(each.item.criteria.content_hash, {})[each.item.pk] = each
    for group in by_set.values():
        items = [each.item for each in group.values()]
        for line in lines_of(items, set_of(items[0].criteria)):
            item, round_, told = line.item, line.item.assessment.round, group[line.item.pk]
            yield Work(
                due=getattr(round_, told.due),
                order=item.order,
                what="Sửa lại" if item.state == ItemState.RETURNED else told.what,
                title=f"{item.code} {line.component.title}",
                context=f"{round_}, {item.assessment.unit}",
                lacks=line.lacks,
                address=address_of(item),
                returned_for=item.returned_for,
            )


def _to_write(visitor: Visitor) -> _Found:
    mine = held(visitor, Role.SPECIALIST)
    if mine:
        yield (
            "Tự đánh giá",
            "self_due",
            _items(_under(mine) & Q(state__in=EDITABLE), "self_due"),
        )


def _to_approve(visitor: Visitor) -> _Found:
    mine = held(visitor, Role.UNIT_HEAD)
    if mine:
        waiting = _under(mine) & Q(state=ItemState.SUBMITTED)
        yield "Duyệt", "unit_due", _items(waiting & ~own_work(visitor.account), "unit_due")


def _to_contribute(visitor: Visitor) -> _Found:
    units = [each.unit for each in held(visitor, Role.SPECIALIST, Role.UNIT_HEAD) if each.unit]
    if units:
        open_ = Contributor.objects.filter(unit__in=units, text="").values("item")
        yield "Phối hợp", "self_due", _items(Q(pk__in=open_) & Q(state__in=EDITABLE), "self_due")


def _assessments(visitor: Visitor, role: Role, state: AssessmentState) -> QuerySet[Assessment]:
    mine = held(visitor, role)
    if not mine:
        return Assessment.objects.none()
    return assessments_for_pages().filter(over_unit(mine), state=state)


def _to_check(visitor: Visitor) -> Iterator[Work]:
    waiting = _assessments(visitor, Role.COORDINATOR, AssessmentState.COLLECTING)
    for each in waiting.filter(standing__approved=F("standing__items"))[:MOST]:
        yield _whole(each, "Kiểm tra đủ", each.round.check_due)


def _to_sign(visitor: Visitor) -> Iterator[Work]:
    waiting = _assessments(visitor, Role.LEADER, AssessmentState.CHECKED)
    for each in waiting.exclude(own_assessments(visitor.account))[:MOST]:
        yield _whole(each, "Phê duyệt", each.round.leader_due)


def _whole(assessment: Assessment, what: str, due: date) -> Work:
    return Work(
        what=what,
        title=str(assessment.unit.name),
        context=str(assessment.round),
        address=address_of_assessment(assessment),
        due=due,
    )
