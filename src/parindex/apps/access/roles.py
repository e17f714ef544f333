"""The roles of the plan, and what a visitor holds today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db import models


class Role(models.TextChoices):
    """What a person does for a unit; `label` is its Vietnamese name."""

    SPECIALIST = "specialist", "Chuyên viên"
    UNIT_HEAD = "unit_head", "Lãnh đạo đơn vị"
    COORDINATOR = "coordinator", "Cán bộ điều phối"
    LEADER = "leader", "Lãnh đạo cơ quan"
    APPRAISER = "appraiser", "Cán bộ thẩm định"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"
    VIEWER = "viewer", "Theo dõi, kiểm tra"


class Placed(Protocol):
    """What stands in the tree of units: `path` is `/root/…/own/`, so a part of the tree is a prefix."""

    path: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A role held today: in the unit at `path` ("/" for everywhere), and for whom, if as deputy.

    `unit_name` is the unit in words.
    """

    role: Role
    unit: UUID | None
    path: str
    unit_name: str = ""
    deputy_for: str | None = None

    def covers(self, unit: Placed) -> bool:
        """Whether the role counts for that unit: a specialist's own unit, others' whole branch."""
        if self.role is Role.SPECIALIST:
            return unit.path == self.path
        return unit.path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the account's key and name, what it holds on `day`. `account` is None for nobody known."""

    account: int | None
    name: str
    day: date
    standings: tuple[Standing, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.account is not None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(standing.role for standing in self.standings)

    @property
    def units(self) -> frozenset[UUID]:
        """The units in which the visitor holds any role themselves."""
        return frozenset(each.unit for each in self.standings if each.unit is not None)

    def paths(self, *roles: Role) -> frozenset[str]:
        """The branches in which one of the roles is held, "/" for all: for filters of queries."""
        return frozenset(each.path for each in self.standings if each.role in roles)

    def holds(self, *roles: Role, over: Placed | None = None) -> bool:
        """Whether one of the roles is held, and covers the unit `over` where one is given."""
        held = (each for each in self.standings if each.role in roles)
        return any(over is None or each.covers(over) for each in held)
