"""The example plan's office and province in the directory, and one account for each role."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.services import open_account
from parindex.apps.criteria.services import publish, read_library
from parindex.apps.events.services import SYSTEM
from parindex.apps.organizations.happenings import UnitData
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.memberships import grant
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today
from parindex.apps.organizations.services import register_units
from parindex.engine.values.facts import Level
from parindex.services.example import example_units

OFFICE_UNITS = Path(__file__).parents[3] / "examples" / "ke-hoach-839" / "don-vi.csv"
_OFFICE, _ROOM = "H00.VP", "H00.VP.01"
_LEVELS = {Level.DISTRICT: UnitLevel.DISTRICT, Level.COMMUNE: UnitLevel.COMMUNE}

SETS = ("qd-766-2022", "kh-839-2023")
"""The set whose score another takes comes first."""


@dataclass(frozen=True, slots=True)
class ExampleAccount:
    """An account of the example: its name says its role; `unit` is a code, None for everywhere."""

    username: str
    role: Role
    unit: str | None


ACCOUNTS = (
    ExampleAccount("chuyenvien", Role.SPECIALIST, _ROOM),
    ExampleAccount("lanhdaophong", Role.UNIT_HEAD, _ROOM),
    ExampleAccount("dieuphoi", Role.COORDINATOR, _OFFICE),
    ExampleAccount("lanhdao", Role.LEADER, _OFFICE),
    ExampleAccount("thamdinh", Role.APPRAISER, None),
    ExampleAccount("quantri", Role.ADMINISTRATOR, None),
    ExampleAccount("theodoi", Role.VIEWER, None),
)


def load_example(password: str) -> list[Account]:
    """The made-up province with the plan's office, and the accounts, all with that password."""
    register_units(list(_units()), by=SYSTEM, source="Ví dụ Kế hoạch 839 (dữ liệu mô phỏng)")
    for name in SETS:
        publish(read_library(name), by=SYSTEM)
    units = {unit.code: unit for unit in Unit.objects.all()}
    made = []
    for each in ACCOUNTS:
        name = f"{each.role.label} (dùng thử)"
        account = open_account(each.username, name, password, by=SYSTEM)
        unit = units[each.unit] if each.unit else None
        grant(account, each.role, unit, by=SYSTEM, since=today())
        made.append(account)
    return made


def _units() -> Iterator[UnitData]:
    keys: dict[str, UUID] = {}
    for unit in example_units():
        keys[unit.code] = uuid4()
        yield UnitData(
            keys[unit.code],
            unit.code,
            unit.name,
            _LEVELS.get(unit.level, UnitLevel.DEPARTMENT if unit.parent else UnitLevel.PROVINCE),
            unit.valid_from,
            parent=keys[unit.parent] if unit.parent else None,
            group=unit.group or "",
            valid_to=unit.valid_to,
            simulated=True,
        )
    with OFFICE_UNITS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            keys[row["code"]] = uuid4()
            yield UnitData(
                keys[row["code"]],
                row["code"],
                row["name"],
                UnitLevel(row["level"]),
                date.fromisoformat(row["valid_from"]),
                short_name=row["short_name"],
                parent=keys[row["parent_code"]],
                group=row["unit_group"],
                simulated=True,
            )
