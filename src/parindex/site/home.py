"""What the home page tells: who the visitor is here, how the directory stands, what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements.queries import waiting_for
from parindex.apps.assessments.work import WorkLine, my_work
from parindex.apps.organizations.models import Membership
from parindex.apps.organizations.queries import units_on, valid_on


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
    steps: tuple[Step, ...]
    work: tuple[WorkLine, ...]


def home_page(visitor: Visitor) -> HomePage:
    """What is true today."""
    units = units_on(visitor.day).count()
    active = Account.objects.filter(is_active=True)
    holding = Membership.objects.filter(valid_on(visitor.day)).values("account")
    without = active.exclude(pk__in=holding).count()
    steps = tuple(_steps(visitor, units))
    return HomePage(units, active.count(), without, steps, tuple(my_work(visitor)))


def _steps(visitor: Visitor, units: int) -> list[Step]:
    return [*_owed(visitor), *_directory(visitor, units)]


def _owed(visitor: Visitor) -> list[Step]:
    """What the visitor, as head of a unit, has still to confirm."""
    waiting = waiting_for(visitor).count()
    if not waiting:
        return []
    words = f"Xác nhận đã quán triệt: {waiting} văn bản đang chờ anh/chị"
    return [Step(words, reverse("acknowledgements:notices"))]


def _directory(visitor: Visitor, units: int) -> list[Step]:
    directory = reverse("organizations:units")
    if visitor.holds(Role.ADMINISTRATOR) and not units:
        return [Step("Nạp danh mục đơn vị để giao vai trò cho từng người", directory)]
    return [Step("Tra cứu danh mục đơn vị đang có hiệu lực", directory)]
