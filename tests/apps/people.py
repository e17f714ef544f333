"""Stock units and people: one for each role, in the own unit, in another, and outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import uuid4

from django.utils import timezone

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.services import open_account
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.services import Reading, publish, read_library
from parindex.apps.facts.models import FactBatch, FactRow
from parindex.apps.organizations.happenings import UnitData
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.memberships import grant, name_deputy
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.services import register_units
from parindex.engine.values.facts import Fact, Level
from parindex.engine.values.periods import year_of
from tests.apps.remembering import Remembered

BEGIN = date(2020, 1, 1)
DAY_OFF = date(2099, 1, 5)
PASSWORD = "mat-khau-thu-839"  # noqa: S105 - of people who live as long as a test


@dataclass(frozen=True)
class World:
    """Two offices with two rooms each, and the people: roles in the first room and office.

    `own` holds one person for each role; `neighbour` is a specialist of the office's other room, whom
    the head of the first room deputises on `DAY_OFF`, `other_head` the head of that room, `outsider`
    a specialist of the other office; `idle` has an account and no role. `criteria` is the set of the example plan, published with the set that it
    takes a score of; `batch` are some facts of 2023.
    """

    province: Unit
    office: Unit
    room: Unit
    other_room: Unit
    other_office: Unit
    outside_room: Unit
    own: dict[Role, Account]
    neighbour: Account
    other_head: Account
    outsider: Account
    idle: Account
    criteria: PublishedSet
    batch: FactBatch


def _make_world() -> World:
    """The stock units and people, made through the services."""
    province = _data("T", "Tỉnh Thử", UnitLevel.PROVINCE)
    office = _data("VP", "Văn phòng Thử", UnitLevel.DEPARTMENT, province)
    room = _data("VP1", "Phòng Đầu tiên", UnitLevel.DIVISION, office)
    other_room = _data("VP2", "Phòng Thứ hai", UnitLevel.DIVISION, office)
    other_office = _data("SNV", "Sở Khác", UnitLevel.DEPARTMENT, province)
    outside_room = _data("SNV1", "Phòng ngoài", UnitLevel.DIVISION, other_office)
    data = (province, office, room, other_room, other_office, outside_room)
    register_units(data, by="kiểm thử")
    units = [Unit.objects.get(pk=each.id) for each in data]
    places = {
        Role.SPECIALIST: units[2],
        Role.UNIT_HEAD: units[2],
        Role.COORDINATOR: units[1],
        Role.LEADER: units[1],
        Role.APPRAISER: None,
        Role.ADMINISTRATOR: None,
        Role.VIEWER: None,
    }
    own = {role: person(role.value, role, unit) for role, unit in places.items()}
    neighbour = person("neighbour", Role.SPECIALIST, units[3])
    other_head = person("other_head", Role.UNIT_HEAD, units[3])
    outsider = person("outsider", Role.SPECIALIST, units[5])
    absent = neighbour.memberships.get()
    name_deputy(absent, own[Role.UNIT_HEAD], DAY_OFF, DAY_OFF, by="kiểm thử")
    idle = open_account("idle", "Người Chưa có vai trò", PASSWORD, by="kiểm thử")
    *_, criteria = (publish(_read(name), by="kiểm thử") for name in SETS)
    return World(*units, own, neighbour, other_head, outsider, idle, criteria, _batch())


def _batch() -> FactBatch:
    """Facts as if they had been counted: 97 of 100 dossiers of the province on time."""
    now = timezone.now()
    batch = FactBatch.objects.create(year=2023, began_at=now, ended_at=now, by="kiểm thử", rows=1)
    fact = Fact("dossiers_on_time_par", Level.PROVINCE, None, year_of(2023), 97, 100)
    FactRow.of(batch, fact).save()
    return batch


make_world = Remembered(_make_world)

SETS = ("qd-766-2022", "kh-839-2023")


@cache
def _read(name: str) -> Reading:
    return read_library(name)


def person(username: str, role: Role, unit: Unit | None) -> Account:
    """An account with one role since `BEGIN`."""
    account = open_account(username, f"Người {username}", PASSWORD, by="kiểm thử")
    grant(account, role, unit, by="kiểm thử", since=BEGIN)
    return account


def _data(code: str, name: str, level: UnitLevel, parent: UnitData | None = None) -> UnitData:
    return UnitData(uuid4(), code, name, level, BEGIN, parent=parent.id if parent else None)
