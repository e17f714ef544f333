"""What units owe to plans, to themselves and to those who urge them; counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.accounts.models import Account
from parindex.apps.organizations.queries import visitor_of
from parindex.apps.planning.choices import ProgressState
from parindex.apps.planning.models import Version
from parindex.apps.planning.owed import owed_to_plans
from parindex.apps.planning.services.reporting import Said, report_progress
from parindex.apps.planning.standing import Standing
from parindex.apps.planning.work import my_work, to_urge
from tests.apps.downloads import rows_of
from tests.apps.people import World
from tests.apps.planning.making import issued, task_of


@pytest.fixture
def version(world: World, tmp_path: Path) -> Version:
    return issued(world, tmp_path)


def _on(account: Account, day: date) -> Visitor:
    return replace(visitor_of(account, day), day=day)


def _counts(account: Account, day: date) -> tuple[int, int, int] | None:
    """How many tasks are late, unreported and due soon for the account's units."""
    found = [each.standing for each in owed_to_plans(_on(account, day))]
    return tuple(map(found.count, (LATE, UNREPORTED, SOON))) if found else None


LATE, UNREPORTED, SOON = Standing.LATE, Standing.UNREPORTED, Standing.SOON


def test_nothing_is_owed_before_the_first_quarter_ends(world: World, version: Version) -> None:
    assert _counts(world.own[Role.SPECIALIST], date(2023, 3, 31)) is None


def test_the_first_room_leads_both_tasks_the_second_one(world: World, version: Version) -> None:
    # 1 January 2024: both tasks are past their last days, 31 and 14 December.
    day = date(2024, 1, 1)
    assert _counts(world.own[Role.SPECIALIST], day) == (2, 0, 0)
    assert _counts(world.own[Role.UNIT_HEAD], day) == (2, 0, 0)
    assert _counts(world.neighbour, day) == (1, 0, 0)
    for account in (world.outsider, world.own[Role.COORDINATOR], world.own[Role.VIEWER]):
        assert _counts(account, day) is None


def test_a_quarter_is_owed_until_it_is_reported_on(world: World, version: Version) -> None:
    specialist, day = world.own[Role.SPECIALIST], date(2023, 4, 1)
    assert _counts(specialist, day) == (0, 1, 0)
    said = Said(ProgressState.UNDER_WAY, 25, "Quý I", day, date(2023, 3, 31))
    report_progress(task_of(version, "1"), world.room, said, by=specialist)
    assert _counts(specialist, day) is None


def test_what_one_unit_has_done_the_other_still_owes(world: World, version: Version) -> None:
    done = Said(ProgressState.DONE, 100, "Xong", date(2023, 3, 1))
    report_progress(task_of(version, "2"), world.room, done, by=world.own[Role.SPECIALIST])
    day = date(2023, 12, 10)
    # The third quarter of task 1; task 2 is done in the first room and due soon in the second.
    assert _counts(world.own[Role.SPECIALIST], day) == (0, 1, 0)
    assert _counts(world.neighbour, day) == (0, 0, 1)


def test_own_work_leads_to_each_task(world: World, version: Version) -> None:
    first, second = my_work(_on(world.own[Role.SPECIALIST], date(2023, 12, 20)))
    # The third quarter of task 1 was not reported on; task 2 had to be done before 15 December.
    assert (first.title, first.due) == ("1. Công khai thủ tục hành chính", date(2023, 9, 30))
    assert first.lacks == ("báo cáo kỳ đến 30/09/2023",)
    assert (second.due, second.lacks) == (date(2023, 12, 14), ())
    assert second.context == "Kế hoạch 12/KH-VP, Phòng Đầu tiên"
    place = reverse("planning:task", args=[version.plan_id, task_of(version, "2").identity])
    assert second.address == place


def _urged(account: Account, day: date) -> list[tuple[str, str, date | None]]:
    return [(each.who, each.what, each.due) for each in to_urge(_on(account, day))]


def test_the_office_urges_the_leads_of_its_plan(world: World, version: Version) -> None:
    coordinator, leader = world.own[Role.COORDINATOR], world.own[Role.LEADER]
    assert _urged(coordinator, date(2023, 3, 31)) == []
    # Both rooms had to be done with task 2 before 15 December; task 1 goes on to the year's end, and
    # its third quarter was not reported on.
    expected = [
        ("Các phòng thuộc Văn phòng", "1 nhiệm vụ quá hạn", date(2023, 12, 14)),
        ("Phòng Đầu tiên", "1 nhiệm vụ chậm báo cáo", date(2023, 9, 30)),
    ]
    day = date(2023, 12, 16)
    assert _urged(coordinator, day) == _urged(leader, day) == expected
    for account in (world.own[Role.UNIT_HEAD], world.outsider, world.own[Role.VIEWER]):
        assert _urged(account, day) == []


def test_a_lead_is_urged_until_all_its_units_are_done(world: World, version: Version) -> None:
    done, day = Said(ProgressState.DONE, 100, "Xong", date(2023, 3, 1)), date(2023, 12, 1)
    report_progress(task_of(version, "1"), world.room, done, by=world.own[Role.SPECIALIST])
    soon = ("Các phòng thuộc Văn phòng", "1 nhiệm vụ sắp đến hạn", date(2023, 12, 14))
    report_progress(task_of(version, "2"), world.room, done, by=world.own[Role.SPECIALIST])
    assert _urged(world.own[Role.COORDINATOR], day) == [soon]
    report_progress(task_of(version, "2"), world.other_room, done, by=world.neighbour)
    assert _urged(world.own[Role.COORDINATOR], day) == []


def test_the_line_leads_to_the_tasks_of_that_lead(
    world: World, version: Version, client_of
) -> None:
    (line, *_) = to_urge(_on(world.own[Role.COORDINATOR], date(2023, 12, 16)))
    page = client_of(world.own[Role.COORDINATOR]).get(line.address).content.decode()
    table = page[page.index('<section class="table" id="nhiem-vu"') :]
    assert "Số hóa hồ sơ đạt tối thiểu 30%" in table
    assert "Công khai thủ tục hành chính" not in table


def test_however_many_tasks_it_takes_few_questions(
    world: World, version: Version, django_assert_max_num_queries
) -> None:
    day = date(2024, 1, 1)
    specialist, coordinator = (
        _on(world.own[role], day) for role in (Role.SPECIALIST, Role.COORDINATOR)
    )
    with django_assert_max_num_queries(8):
        assert owed_to_plans(specialist)
    with django_assert_max_num_queries(7):
        assert to_urge(coordinator)


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
