"""Where tasks stand, counted by hand; who reports; what a report may say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.organizations.services import merge_units
from parindex.apps.planning.assignment import leads_said
from parindex.apps.planning.choices import ProgressState, Reporting
from parindex.apps.planning.models import Progress, Report, Version
from parindex.apps.planning.periods import open_on, owed_by, periods_of
from parindex.apps.planning.queries import tasks_in
from parindex.apps.planning.services.reporting import Said, report_progress
from parindex.apps.planning.standing import Standing, TaskStanding, standings
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput
from tests.apps.people import World
from tests.apps.planning.making import issued, task_of

Clients = Callable[[Account | None], Client]
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("reporting", "count", "second"),
    [
        (Reporting.MONTHLY, 12, Period(date(2023, 2, 1), date(2023, 2, 28))),
        (Reporting.QUARTERLY, 4, Period(date(2023, 4, 1), date(2023, 6, 30))),
        (Reporting.HALF_YEARLY, 2, Period(date(2023, 7, 1), date(2023, 12, 31))),
    ],
)
def test_periods(reporting: Reporting, count: int, second: Period) -> None:
    found = periods_of(reporting, *YEAR)
    assert (len(found), found[1]) == (count, second)


def test_periods_are_cut_to_the_task() -> None:
    found = periods_of(Reporting.QUARTERLY, date(2023, 2, 15), date(2023, 8, 10))
    assert [(each.first, each.last) for each in found] == [
        (date(2023, 2, 15), date(2023, 3, 31)),
        (date(2023, 4, 1), date(2023, 6, 30)),
        (date(2023, 7, 1), date(2023, 8, 10)),
    ]


def test_a_period_is_owed_from_the_day_after_its_end() -> None:
    began = date(2023, 1, 5)
    assert owed_by(Reporting.QUARTERLY, *YEAR, began, date(2023, 3, 31)) == []
    assert len(owed_by(Reporting.QUARTERLY, *YEAR, began, date(2023, 4, 1))) == 1
    assert owed_by(Reporting.AT_END, None, None, began, date(2030, 1, 1)) == []


def test_a_report_may_be_for_what_has_ended_or_goes_on_today() -> None:
    found = open_on(Reporting.QUARTERLY, *YEAR, date(2023, 1, 5), date(2023, 5, 20))
    assert [each.last for each in found] == [date(2023, 6, 30), date(2023, 3, 31)]


@pytest.fixture
def version(world: World, tmp_path: Path) -> Version:
    return issued(world, tmp_path)


def _stands(version: Version, day: date) -> dict[str, TaskStanding]:
    tasks = tasks_in(version)
    found = standings(tasks, leads_said(tasks), day)
    return {each.task.ref: each for each in found}


def _report(world: World, version: Version, ref: str, said: Said, unit=None) -> None:
    unit = unit or world.room
    head = world.own[Role.UNIT_HEAD] if unit == world.room else world.neighbour
    report_progress(task_of(version, ref), unit, said, by=head)


DONE = Said(ProgressState.DONE, 100, "Đã xong", date(2023, 3, 1))
HALF = Said(ProgressState.UNDER_WAY, 50, "Đang làm", date(2023, 3, 1))


def test_before_anything_is_reported(version: Version) -> None:
    found = _stands(version, date(2023, 3, 31))
    assert found["1"].standing is Standing.NOT_STARTED
    assert (found["2"].leads, found["2"].words) == (2, "0/2 đơn vị hoàn thành")


def test_a_quarter_that_nobody_reported_on(world: World, version: Version) -> None:
    day = date(2023, 4, 1)
    assert _stands(version, day)["1"].standing is Standing.UNREPORTED
    first_quarter = Said(ProgressState.UNDER_WAY, 25, "Quý I", day, date(2023, 3, 31))
    _report(world, version, "1", first_quarter)
    found = _stands(version, day)["1"]
    assert (found.standing, found.percent, found.unreported) == (Standing.UNDER_WAY, 25, 0)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2023, 11, 29), Standing.NOT_STARTED),
        (date(2023, 11, 30), Standing.SOON),
        (date(2023, 12, 14), Standing.SOON),
        (date(2023, 12, 15), Standing.LATE),
    ],
)
def test_the_deadline_of_before_15_december(
    version: Version, day: date, standing: Standing
) -> None:
    # «trước ngày 15/12/2023»: the last day is the 14th, and 14 days before it are 30 November.
    assert _stands(version, day)["2"].standing is standing


def test_a_task_of_two_units_is_done_when_both_are(world: World, version: Version) -> None:
    late = date(2024, 1, 1)
    _report(world, version, "2", DONE)
    _report(world, version, "2", HALF, world.other_room)
    found = _stands(version, late)["2"]
    assert (found.standing, found.words) == (Standing.LATE, "1/2 đơn vị hoàn thành")
    _report(world, version, "2", DONE, world.other_room)
    assert _stands(version, late)["2"].standing is Standing.DONE


def test_what_is_blocked_shows(world: World, version: Version) -> None:
    said = Said(ProgressState.BLOCKED, 10, "Chờ phần mềm", date(2023, 3, 1))
    _report(world, version, "1", said)
    assert _stands(version, date(2023, 3, 2))["1"].standing is Standing.BLOCKED


def test_every_report_is_kept_and_the_latest_counts(world: World, version: Version) -> None:
    _report(world, version, "1", HALF)
    _report(world, version, "1", DONE)
    assert Progress.objects.get().percent == 100
    assert sorted(Report.objects.values_list("percent", flat=True)) == [50, 100]


def test_only_people_of_the_lead_unit_report(world: World, version: Version) -> None:
    task = task_of(version, "1")
    refused = [world.own[role] for role in Role if role not in (Role.SPECIALIST, Role.UNIT_HEAD)]
    for account in (*refused, world.neighbour, world.outsider):
        with pytest.raises(PermissionDenied):
            report_progress(task, world.room, HALF, by=account)
    with pytest.raises(PermissionDenied):
        report_progress(task, world.other_room, HALF, by=world.neighbour)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said(ProgressState.DONE, 90, "Gần xong", date(2023, 3, 1)), "percent"),
        (Said(ProgressState.UNDER_WAY, 100, "Xong", date(2023, 3, 1)), "percent"),
        (Said(ProgressState.NOT_STARTED, 5, "Chưa", date(2023, 3, 1)), "percent"),
        (Said(ProgressState.UNDER_WAY, 5, "Mai sau", date(2999, 1, 1)), "on"),
        (Said(ProgressState.UNDER_WAY, 5, "  ", date(2023, 3, 1)), "words"),
    ],
)
def test_a_report_that_contradicts_itself(
    world: World, version: Version, said: Said, field: str
) -> None:
    with pytest.raises(BadInput) as caught:
        _report(world, version, "1", said)
    assert {each.where for each in caught.value.problems} == {field}
    assert not Progress.objects.exists()


def test_a_report_is_made_on_the_page_of_the_task(
    world: World, version: Version, client_of: Clients
) -> None:
    task = task_of(version, "1")
    address = reverse("planning:report", args=[version.plan_id, task.identity])
    client = client_of(world.own[Role.SPECIALIST])
    sent = {
        "unit": str(world.room.pk),
        "period": "2023-03-31",
        "state": "under_way",
        "percent": "25",
        "words": "Đã công khai 120 thủ tục",
        "on": "2023-03-31",
    }
    wrong = client.post(address, {**sent, "percent": "100"})
    assert "chỉ nhiệm vụ đã hoàn thành mới đạt 100 %" in wrong.content.decode()
    page = client.post(address, sent, follow=True).content.decode()
    assert "Đã công khai 120 thủ tục" in page
    assert Report.objects.get().period_last == date(2023, 3, 31)


def test_the_plan_says_who_is_late_and_can_be_taken_as_a_workbook(
    world: World, version: Version, client_of: Clients
) -> None:
    address = reverse("planning:plan", args=[version.plan_id])
    client = client_of(world.own[Role.VIEWER])
    assert "Của đơn vị tôi" in client.get(address).content.decode()
    late = client.get(address, {"tinh-trang": "done"}).content.decode()
    assert "Không có dòng nào khớp" in late
    answer = client.get(address, {"xuat": "xlsx"})
    assert answer["Content-Disposition"] == 'attachment; filename="nhiem-vu-cua-ke-hoach.xlsx"'


def test_the_unit_that_follows_reports_for_the_ended_one(world: World, version: Version) -> None:
    specialist = world.own[Role.SPECIALIST]
    with pytest.raises(PermissionDenied):
        report_progress(task_of(version, "2"), world.other_room, HALF, by=specialist)
    merge_units(
        [world.other_room], world.room, date(2023, 7, 1), by="kiểm thử", reason="Sắp xếp lại"
    )
    report_progress(task_of(version, "2"), world.other_room, HALF, by=specialist)
    assert Progress.objects.get().unit == world.other_room
