"""My work: what waits for the visitor, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse

from parindex.apps.access.roles import Role, Standing, Visitor
from parindex.apps.assessments.eyes import own_assessments, own_work
from parindex.apps.assessments.models import Assessment, Contributor, Item
from parindex.apps.assessments.overview import lines_of
from parindex.apps.assessments.places import address_of
from parindex.apps.assessments.queries import assessments_for_pages, items_for_lists
from parindex.apps.assessments.states import EDITABLE, AssessmentState, ItemState
from parindex.apps.assessments.tables import address_of_assessment
from parindex.apps.criteria.queries import set_of
from parindex.apps.organizations.models import Unit
from parindex.engine.values.numbers import vietnamese

MOST = 200
"""Lines that one list holds; what is less urgent comes when these are done."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do: what, for which round, by when, what it lacks, where."""

    due: date
    order: int
    what: str
    title: str
    context: str
    lacks: tuple[str, ...]
    address: str
    returned_for: str = ""

    def days_left(self, today: date) -> int:
        return (self.due - today).days


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A piece of work as the list shows it on a day."""

    work: Work
    left: int

    @property
    def is_late(self) -> bool:
        return self.left < 0

    @property
    def days_late(self) -> int:
        return -self.left

    @property
    def is_near(self) -> bool:
        return 0 <= self.left <= 3


def my_work(visitor: Visitor) -> list[WorkLine]:
    """Everything that waits for the visitor, by due day, what was returned first."""
    found = [*_to_write(visitor), *_to_approve(visitor), *_to_contribute(visitor)]
    found += [*_to_check(visitor), *_to_sign(visitor)]
    found.sort(key=lambda each: (each.due, not each.returned_for, each.order, each.title))
    return [WorkLine(each, each.days_left(visitor.day)) for each in found[:MOST]]


@dataclass(frozen=True, slots=True)
class Urge:
    """What others have still to do in a round for whom the visitor answers."""

    words: str
    due: date
    address: str


def to_urge(visitor: Visitor) -> list[Urge]:
    """Whom the visitor has to urge: a head the own unit's specialists, a coordinator the units."""
    found = [*_unsubmitted(visitor), *_incomplete(visitor)]
    return sorted(found, key=lambda each: (each.due, each.words))


def _unsubmitted(visitor: Visitor) -> Iterator[Urge]:
    """Items that the units headed by the visitor have not submitted to them."""
    units = [each.unit for each in _held(visitor, Role.UNIT_HEAD) if each.unit]
    if not units:
        return
    told = (
        "assessment__round__code",
        "assessment__unit__code",
        "assessment__round__title",
        "assessment__round__self_due",
    )
    items = Item.objects.filter(
        unit__in=units,
        parent=None,
        state__in=EDITABLE,
        assessment__state=AssessmentState.COLLECTING,
        assessment__round__ready=True,
    )
    counts = items.order_by().values(*told)
    for *at, title, due, count in counts.values_list(*told, Count("pk")):
        words = f"{title}: {vietnamese(count)} mục của đơn vị chưa trình"
        yield Urge(words, due, reverse("assessments:assessment", args=at))


def _incomplete(visitor: Visitor) -> Iterator[Urge]:
    """Units whose items are not all approved yet, in rounds that the visitor coordinates."""
    mine = _held(visitor, Role.COORDINATOR)
    if not mine:
        return
    left = F("standing__items") - F("standing__approved")
    waiting = Assessment.objects.filter(
        _under(mine), round__ready=True, state=AssessmentState.COLLECTING, standing__isnull=False
    ).annotate(left=left)
    told = ("round__code", "round__title", "round__self_due")
    counts = waiting.filter(left__gt=0).order_by().values(*told)
    for code, title, due, units, items in counts.values_list(*told, Count("pk"), Sum("left")):
        words = f"{title}: {vietnamese(units)} đơn vị còn {vietnamese(items)} mục chưa duyệt"
        address = reverse("assessments:round", args=[code])
        yield Urge(words, due, f"{address}?buoc={AssessmentState.COLLECTING}")


def _under(standings: list[Standing]) -> Q:
    """Rows whose unit the standings cover: found by the unit's key, which is indexed."""
    found = Q(pk__in=())
    for each in standings:
        if each.role is Role.SPECIALIST:
            found |= Q(unit=each.unit)
        else:
            found |= Q(unit__in=Unit.objects.filter(path__startswith=each.path).values("pk"))
    return found


def _held(visitor: Visitor, *roles: Role) -> list[Standing]:
    return [each for each in visitor.standings if each.role in roles]


def _items(condition: Q, due: str) -> QuerySet[Item]:
    found = items_for_lists().filter(
        condition, parent=None, assessment__state=AssessmentState.COLLECTING
    )
    return found.order_by(F(f"assessment__round__{due}"), "order")[:MOST]


def _lines(items: QuerySet[Item], due: str, what: str) -> Iterator[Work]:
    by_set: dict[str, list[Item]] = {}
    for item in items:
        by_set.setdefault(item.criteria.content_hash, []).append(item)
    for group in by_set.values():
        for line in lines_of(group, set_of(group[0].criteria)):
            item, round_ = line.item, line.item.assessment.round
            yield Work(
                due=getattr(round_, due),
                order=item.order,
                what="Sửa lại" if item.state == ItemState.RETURNED else what,
                title=f"{item.code} {line.component.title}",
                context=f"{round_}, {item.assessment.unit}",
                lacks=line.lacks,
                address=address_of(item),
                returned_for=item.returned_for,
            )


def _to_write(visitor: Visitor) -> Iterator[Work]:
    mine = _held(visitor, Role.SPECIALIST)
    if mine:
        items = _items(_under(mine) & Q(state__in=EDITABLE), "self_due")
        yield from _lines(items, "self_due", "Tự đánh giá")


def _to_approve(visitor: Visitor) -> Iterator[Work]:
    mine = _held(visitor, Role.UNIT_HEAD)
    if mine:
        waiting = _under(mine) & Q(state=ItemState.SUBMITTED)
        items = _items(waiting & ~own_work(visitor.account), "unit_due")
        yield from _lines(items, "unit_due", "Duyệt")


def _to_contribute(visitor: Visitor) -> Iterator[Work]:
    units = [each.unit for each in _held(visitor, Role.SPECIALIST, Role.UNIT_HEAD) if each.unit]
    if units:
        open_ = Contributor.objects.filter(unit__in=units, text="").values("item")
        items = _items(Q(pk__in=open_) & Q(state__in=EDITABLE), "self_due")
        yield from _lines(items, "self_due", "Phối hợp")


def _assessments(visitor: Visitor, role: Role, state: AssessmentState) -> QuerySet[Assessment]:
    mine = _held(visitor, role)
    if not mine:
        return Assessment.objects.none()
    return assessments_for_pages().filter(_under(mine), state=state)


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
        due,
        0,
        what,
        str(assessment.unit.name),
        str(assessment.round),
        (),
        address_of_assessment(assessment),
    )
