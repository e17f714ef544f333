"""What waits for the visitor, and what others owe that they are to urge: two pages.

The home page shows the first and fetches the second when it stands: what others owe is found in
many more rows, and nobody's own work waits for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.access.rules import holds
from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements import work as acknowledgements
from parindex.apps.assessments import urging, work
from parindex.apps.feedback import work as feedback
from parindex.apps.organizations.models import Membership, Unit
from parindex.apps.organizations.queries import valid_on
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.waiting import (
    MOST,
    Urge,
    Work,
    urge_columns,
    urges_in_order,
    work_columns,
    work_in_order,
)
from parindex.apps.planning import work as planning

MINE: tuple[Callable[[Visitor], list[Work]], ...] = (
    work.my_work,
    planning.my_work,
    acknowledgements.my_work,
    feedback.my_work,
)
OTHERS: tuple[Callable[[Visitor], list[Urge]], ...] = (
    urging.to_urge,
    planning.to_urge,
    acknowledgements.to_urge,
    feedback.to_urge,
)
URGES = holds(Role.UNIT_HEAD, Role.COORDINATOR, Role.LEADER)
"""Whoever answers for what others do."""


@dataclass(frozen=True, slots=True)
class System:
    """What an administrator has to know of the directory: counts of today."""

    units: int
    accounts: int
    without_role: int
    in_ended_units: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The visitor's own work, the most urgent first, up to `MOST`.

    `urges` says whether they answer for others at all; `system` is for administrators alone.
    """

    visitor: Visitor
    work: list[Work]
    system: System | None

    @property
    def urges(self) -> bool:
        return URGES.admits(self.visitor)

    @property
    def is_cut(self) -> bool:
        """Whether more waits than the list of work holds."""
        return len(self.work) == MOST

    @property
    def columns(self) -> tuple[Column, ...]:
        return work_columns(self.visitor.day)


@dataclass(frozen=True, slots=True)
class UrgingPage:
    """What others owe that the visitor has to urge, the most urgent first, up to `MOST`."""

    visitor: Visitor
    urged: list[Urge]

    @property
    def columns(self) -> tuple[Column, ...]:
        return urge_columns(self.visitor.day)


def home_page(visitor: Visitor) -> HomePage:
    """What waits for them today."""
    system = _system(visitor) if visitor.holds(Role.ADMINISTRATOR) else None
    mine = [each for found in MINE for each in found(visitor)]
    if system is not None:
        mine += _administration(system)
    return HomePage(visitor, work_in_order(mine)[:MOST], system)


def urging_page(visitor: Visitor) -> UrgingPage:
    """What others owe today."""
    urged = [each for found in OTHERS for each in found(visitor)]
    return UrgingPage(visitor, urges_in_order(urged)[:MOST])


def _system(visitor: Visitor) -> System:
    """Two questions: whoever holds every role asks many for their own work already."""
    day = visitor.day
    held = Membership.objects.filter(valid_on(day))
    units = Unit.objects.aggregate(
        valid=Count("pk", filter=valid_on(day), distinct=True),
        in_ended=Count("memberships", filter=Q(valid_to__lt=day, memberships__in=held)),
    )
    accounts = Account.objects.filter(is_active=True).aggregate(
        active=Count("pk"), without_role=Count("pk", filter=~Q(pk__in=held.values("account")))
    )
    return System(units["valid"], accounts["active"], accounts["without_role"], units["in_ended"])


def _administration(system: System) -> Iterator[Work]:
    """What only the administrator can put right."""
    people = address("people:people")
    if not system.units:
        yield Work(
            "Quản trị",
            "Nạp danh mục đơn vị để giao vai trò cho từng người",
            "Đơn vị",
            address("organizations:import"),
        )
    if system.without_role:
        words = f"Giao vai trò: {system.without_role} tài khoản chưa có vai trò nào còn hiệu lực"
        yield Work("Quản trị", words, "Tài khoản", f"{people}?vai-tro=khong")
    if system.in_ended_units:
        words = f"Chuyển {system.in_ended_units} vai trò đang ở đơn vị đã hết hiệu lực"
        yield Work("Quản trị", words, "Tài khoản", people)
