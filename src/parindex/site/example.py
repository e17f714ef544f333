"""The example plan's office and province in the directory, and one account for each role."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.queries import account_named
from parindex.apps.accounts.services import open_account
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.fromplan import responsible_by_plan
from parindex.apps.assessments.happenings import Phases
from parindex.apps.assessments.models import Item
from parindex.apps.assessments.opening import RoundPlan, open_round, refresh_round
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.services import publish, read_library
from parindex.apps.events.services import SYSTEM
from parindex.apps.facts.services import count, store_is_there
from parindex.apps.organizations.happenings import UnitData
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.memberships import grant
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today
from parindex.apps.organizations.services import register_units
from parindex.apps.planning.criteria import current_sets
from parindex.apps.planning.links import link_rows, suggested_links
from parindex.apps.planning.queries import tasks_in
from parindex.apps.planning.services.common import length_of
from parindex.apps.planning.services.drafting import choose_links, load_plan
from parindex.apps.planning.services.issuing import issue
from parindex.engine.values.facts import Level
from parindex.services.example import example_units
from parindex.site.example_evidence import attach_evidence, load_evidence
from parindex.site.example_feedback import ANSWERING, ask_others
from parindex.site.example_past import load_past

_EXAMPLE = Path(__file__).parents[3] / "examples" / "ke-hoach-839"
OFFICE_UNITS = _EXAMPLE / "don-vi.csv"
PLAN = _EXAMPLE / "ke-hoach-839-KH-VP-2023.txt"
_OFFICE, _ROOM = "H00.VP", "H00.VP.01"
_LEVELS = {Level.DISTRICT: UnitLevel.DISTRICT, Level.COMMUNE: UnitLevel.COMMUNE}

YEAR = 2023
SETS = ("qd-766-2022", "kh-839-2023")
"""The set whose score another takes comes first."""


@dataclass(frozen=True, slots=True)
class ExampleAccount:
    """An account of the example: its name says its role; `unit` is a code, None for everywhere.

    Each room that the plan names has a specialist and a head, so that a round can be walked to its end;
    a department has somebody who answers what others ask of it.
    """

    username: str
    role: Role
    unit: str | None


ACCOUNTS = (
    ExampleAccount("chuyenvien", Role.SPECIALIST, _ROOM),
    ExampleAccount("lanhdaophong", Role.UNIT_HEAD, _ROOM),
    ExampleAccount("chuyenvien-th", Role.SPECIALIST, "H00.VP.02"),
    ExampleAccount("lanhdaophong-th", Role.UNIT_HEAD, "H00.VP.02"),
    ExampleAccount("chuyenvien-tt", Role.SPECIALIST, "H00.VP.04"),
    ExampleAccount("lanhdaophong-tt", Role.UNIT_HEAD, "H00.VP.04"),
    ExampleAccount("chuyenvien-so", Role.SPECIALIST, ANSWERING),
    ExampleAccount("dieuphoi", Role.COORDINATOR, _OFFICE),
    ExampleAccount("lanhdao", Role.LEADER, _OFFICE),
    ExampleAccount("thamdinh", Role.APPRAISER, None),
    ExampleAccount("quantri", Role.ADMINISTRATOR, None),
    ExampleAccount("theodoi", Role.VIEWER, None),
)


def load_example(password: str) -> list[Account]:
    """The made-up province with the plan's office, and the accounts, all with that password."""
    units = register_example_units()
    for name in SETS:
        publish(read_library(name), by=SYSTEM)
    _issue_plan(units[_OFFICE])
    load_evidence(units, PLAN)
    made = open_example_accounts(password, units)
    load_past(units[_OFFICE])
    _open_round(units[_OFFICE])
    return made


def register_example_units() -> dict[str, Unit]:
    """The made-up province with the plan's office, by code."""
    register_units(list(_units()), by=SYSTEM, source="Ví dụ Kế hoạch 839 (dữ liệu mô phỏng)")
    return {unit.code: unit for unit in Unit.objects.all()}


def open_example_accounts(password: str, units: Mapping[str, Unit]) -> list[Account]:
    """`ACCOUNTS` in units of these codes, all with that password."""
    made = []
    for each in ACCOUNTS:
        unit = units[each.unit] if each.unit else None
        place = f", {unit}" if unit else ""
        name = f"{each.role.label}{place} (dùng thử)"
        account = open_account(each.username, name, password, by=SYSTEM)
        grant(account, each.role, unit, by=SYSTEM, since=today())
        made.append(account)
    return made


def _open_round(office: Unit) -> None:
    """The year's facts, where the demo left its records, and the round of the plan's self-assessment."""
    if store_is_there():
        count(YEAR, by=SYSTEM)
    day = today()
    phases = Phases(*(day + timedelta(days=days) for days in (7, 10, 12, 14)))
    criteria = PublishedSet.objects.get(set_id=SETS[-1])
    plan = RoundPlan(
        code=SETS[-1],
        title="Tự đánh giá năm 2023 theo Kế hoạch 839/KH-VP (dùng thử)",
        criteria=criteria,
        year=YEAR,
        owner=office,
        units=[office],
        phases=phases,
        own_records=False,
        responsible=responsible_by_plan(criteria.set_id, office),
    )
    coordinator = next(each for each in ACCOUNTS if each.role is Role.COORDINATOR)
    by = Actor.of(account_named(coordinator.username))
    opened = open_round(plan, by=by)
    refresh_round(opened)
    items = Item.objects.filter(assessment__round=opened)
    attach_evidence(list(items.values_list("place", flat=True)))
    respondent = next(each for each in ACCOUNTS if each.unit == ANSWERING)
    ask_others(opened, by, respondent.username)


def _issue_plan(office: Unit) -> None:
    """The plan as it was read, linked to the criteria that its wording suggests, and issued."""
    plan = load_plan(PLAN, office, by=SYSTEM, simulated=True)
    version = plan.versions.select_related("plan__unit").get()
    rows = link_rows(tasks_in(version), current_sets()["kh-839-2023"])
    choose_links(version, suggested_links(rows, "kh-839-2023"), by=SYSTEM)
    issue(version, by=SYSTEM, seen=length_of(plan.pk))


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
