"""What the home page tells: who the visitor is here, how the directory stands, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements.queries import unanswered, waiting_for
from parindex.apps.assessments.work import WorkLine, my_work, to_urge
from parindex.apps.feedback.queries import waiting_for as waiting_for_opinion
from parindex.apps.organizations.models import Membership
from parindex.apps.organizations.queries import units_on, valid_on
from parindex.apps.planning.owed import owed_to_plans
from parindex.engine.values.numbers import vietnamese


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next, with the page where it is done."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """Counts of today, the next steps of this visitor, and what waits for them."""

    units: int
    accounts: int
    without_role: int
    in_ended_units: int
    steps: tuple[Step, ...]
    work: tuple[WorkLine, ...]


def home_page(visitor: Visitor) -> HomePage:
    """What is true today."""
    units = units_on(visitor.day).count()
    active = Account.objects.filter(is_active=True)
    held = Membership.objects.filter(valid_on(visitor.day))
    without = active.exclude(pk__in=held.values("account")).count()
    ended = held.filter(unit__valid_to__lt=visitor.day).count()
    steps = [
        *_owed(visitor),
        *_owed_to_plans(visitor),
        *_to_urge(visitor),
        *_invited(visitor),
        *_administration(visitor, units, without, ended),
        *_directory(units),
    ]
    work = tuple(my_work(visitor))
    return HomePage(units, active.count(), without, ended, tuple(steps), work)


def _owed(visitor: Visitor) -> list[Step]:
    """What the visitor, as head of a unit, has still to confirm."""
    waiting = waiting_for(visitor).count()
    if not waiting:
        return []
    words = f"Xác nhận đã quán triệt: {waiting} văn bản đang chờ anh/chị"
    return [Step(words, reverse("acknowledgements:notices"))]


def _owed_to_plans(visitor: Visitor) -> list[Step]:
    """What the visitor's units owe to the plans whose tasks they lead."""
    steps = []
    for each in owed_to_plans(visitor):
        counts = (
            (each.late, "quá hạn"),
            (each.unreported, "chậm báo cáo"),
            (each.soon, "sắp đến hạn"),
        )
        told = ", ".join(f"{count} {words}" for count, words in counts if count)
        address = f"{reverse('planning:plan', args=[each.plan.pk])}?pham-vi=toi#nhiem-vu"
        steps.append(Step(f"Nhiệm vụ của đơn vị theo Kế hoạch {each.plan.number}: {told}", address))
    return steps


def _to_urge(visitor: Visitor) -> list[Step]:
    """Whose work the visitor answers for, and how much of it is still to come."""
    steps = [
        Step(f"Đôn đốc {each.words}, hạn {each.due:%d/%m/%Y}", each.address)
        for each in to_urge(visitor)
    ]
    for asked in unanswered(visitor):
        words = f"Đôn đốc quán triệt {asked.title}: {vietnamese(asked.units)} đơn vị chưa xác nhận"
        steps.append(Step(words, reverse("acknowledgements:notice", args=[asked.notice])))
    return steps


def _invited(visitor: Visitor) -> list[Step]:
    """What other offices have asked the visitor's units about."""
    return [
        Step(
            f"Góp ý về {each.consultation.assessment.unit.name}: {each.consultation.title}, "
            f"hạn {each.consultation.closes:%d/%m/%Y}",
            reverse("feedback:answer", args=[each.pk]),
        )
        for each in waiting_for_opinion(visitor)
    ]


def _administration(visitor: Visitor, units: int, without: int, ended: int) -> Iterator[Step]:
    """What only the administrator can put right."""
    if not visitor.holds(Role.ADMINISTRATOR):
        return
    people = reverse("people:people")
    if not units:
        yield Step(
            "Nạp danh mục đơn vị để giao vai trò cho từng người", reverse("organizations:import")
        )
    if without:
        words = f"Giao vai trò: {without} tài khoản chưa có vai trò nào còn hiệu lực"
        yield Step(words, f"{people}?vai-tro=khong")
    if ended:
        yield Step(f"Chuyển {ended} vai trò đang ở đơn vị đã hết hiệu lực", people)


def _directory(units: int) -> Iterator[Step]:
    if units:
        yield Step("Tra cứu danh mục đơn vị đang có hiệu lực", reverse("organizations:units"))
