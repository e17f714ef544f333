"""What the own units owe to plans, as the home page says it; counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.accounts.models import Account
from parindex.apps.organizations.queries import visitor_of
from parindex.apps.planning.choices import ProgressState
from parindex.apps.planning.models import Version
from parindex.apps.planning.owed import owed_to_plans
from parindex.apps.planning.services.reporting import Said, report_progress
from tests.apps.downloads import rows_of
from tests.apps.people import World
from tests.apps.planning.making import issued, task_of


@pytest.fixture
def version(world: World, tmp_path: Path) -> Version:
    return issued(world, tmp_path)


def _counts(account: Account, day: date) -> list[tuple[int, int, int]]:
    visitor: Visitor = replace(visitor_of(account, day), day=day)
    return [(each.late, each.unreported, each.soon) for each in owed_to_plans(visitor)]


def test_nothing_is_owed_before_the_first_quarter_ends(world: World, version: Version) -> None:
    assert _counts(world.own[Role.SPECIALIST], date(2023, 3, 31)) == []


def test_the_first_room_leads_both_tasks_the_second_one(world: World, version: Version) -> None:
    # 1 January 2024: both tasks are past their last days, 31 and 14 December.
    day = date(2024, 1, 1)
    assert _counts(world.own[Role.SPECIALIST], day) == [(2, 0, 0)]
    assert _counts(world.own[Role.UNIT_HEAD], day) == [(2, 0, 0)]
    assert _counts(world.neighbour, day) == [(1, 0, 0)]
    for account in (world.outsider, world.own[Role.COORDINATOR], world.own[Role.VIEWER]):
        assert _counts(account, day) == []


def test_a_quarter_is_owed_until_it_is_reported_on(world: World, version: Version) -> None:
    specialist, day = world.own[Role.SPECIALIST], date(2023, 4, 1)
    assert _counts(specialist, day) == [(0, 1, 0)]
    said = Said(ProgressState.UNDER_WAY, 25, "Quý I", day, date(2023, 3, 31))
    report_progress(task_of(version, "1"), world.room, said, by=specialist)
    assert _counts(specialist, day) == []


def test_what_one_unit_has_done_the_other_still_owes(world: World, version: Version) -> None:
    done = Said(ProgressState.DONE, 100, "Xong", date(2023, 3, 1))
    report_progress(task_of(version, "2"), world.room, done, by=world.own[Role.SPECIALIST])
    day = date(2023, 12, 10)
    # The third quarter of task 1; task 2 is done in the first room and due soon in the second.
    assert _counts(world.own[Role.SPECIALIST], day) == [(0, 1, 0)]
    assert _counts(world.neighbour, day) == [(0, 0, 1)]


def test_the_home_page_leads_to_what_is_owed(world: World, version: Version, client_of) -> None:
    client: Client = client_of(world.own[Role.SPECIALIST])
    page = client.get("/").content.decode()
    assert "Nhiệm vụ của đơn vị theo Kế hoạch 12/KH-VP: " in page
    assert f"/ke-hoach/{version.plan_id}/?pham-vi=toi#nhiem-vu" in page


def test_however_many_tasks_it_takes_few_questions(
    world: World, version: Version, django_assert_max_num_queries
) -> None:
    visitor = visitor_of(world.own[Role.SPECIALIST], date(2024, 1, 1))
    with django_assert_max_num_queries(7):
        assert owed_to_plans(visitor)


def test_tasks_counted_by_lead_are_a_workbook_too(
    world: World, version: Version, client_of
) -> None:
    client: Client = client_of(world.own[Role.SPECIALIST])
    address = f"/ke-hoach/{version.plan_id}/"
    rows = rows_of(client.get(address, {"xuat": "theo-don-vi"}))
    head = next(place for place, row in enumerate(rows) if row[0] == "Chủ trì")
    assert rows[head][:4] == ("Chủ trì", "Nhiệm vụ", "Hoàn thành", "Quá hạn")
    # Two tasks, each with its own wording of who leads.
    assert [row[1:3] for row in rows[head + 1 :]] == [(1, 0), (1, 0)]
    assert 'href="?chu-tri=' in client.get(address).content.decode()
