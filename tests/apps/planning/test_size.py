"""A plan of 90 tasks for 3,000 units: no page asks the database more than 25 times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements.models import Notice
from parindex.apps.organizations.happenings import UnitData
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.services import register_units
from parindex.apps.planning.choices import ProgressState
from parindex.apps.planning.models import Version
from parindex.apps.planning.services.common import length_of
from parindex.apps.planning.services.issuing import issue
from parindex.apps.planning.services.reporting import Said, report_progress
from tests.apps.people import World
from tests.apps.planning.making import amending, load, task_of

Clients = Callable[[Account | None], Client]
MOST = 25
UNITS, TASKS = 3000, 90
HEAD = """\
Số: 9/KH-VP

Thử, ngày 05 tháng 01 năm 2023

KẾ HOẠCH

Lớn nhất

I. NỘI DUNG VÀ PHÂN CÔNG THỰC HIỆN
"""
LEADS = ("Phòng Đầu tiên", "Các sở, ngành, địa phương", "UBND cấp xã", "Các phòng thuộc Văn phòng")


def _text() -> str:
    tasks = (
        f"\n{number}. Công khai thủ tục hành chính đợt {number} đạt tối thiểu 30%\n\n"
        f"Đơn vị thực hiện: {LEADS[number % len(LEADS)]}.\n\n"
        f"Phối hợp thực hiện: {LEADS[(number + 1) % len(LEADS)]}.\n\n"
        "Thời gian thực hiện: Hàng tháng trong năm 2023.\n"
        for number in range(1, TASKS + 1)
    )
    return HEAD + "".join(tasks)


def _register_communes(world: World) -> None:
    communes = [
        UnitData(
            uuid4(),
            f"X{number:04}",
            f"Xã thử {number:04}",
            UnitLevel.COMMUNE,
            date(2020, 1, 1),
            parent=world.province.pk,
        )
        for number in range(UNITS)
    ]
    register_units(communes, by="kiểm thử")


@pytest.fixture
def large(world: World, tmp_path: Path) -> Version:
    """The large plan issued, with reports of two rooms."""
    _register_communes(world)
    draft = load(world, tmp_path, _text())
    issue(draft, by=world.own[Role.COORDINATOR], seen=length_of(draft.plan_id))
    said = Said(ProgressState.UNDER_WAY, 30, "Đang làm", date(2023, 2, 1), date(2023, 1, 31))
    for number in range(4, TASKS, 4):
        task = task_of(draft, str(number))
        report_progress(task, world.room, said, by=world.own[Role.SPECIALIST])
    return Version.objects.select_related("plan__unit").get(pk=draft.pk)


def test_no_page_asks_more_than_it_may(
    world: World, large: Version, tmp_path: Path, client_of: Clients
) -> None:
    draft = amending(world, tmp_path)
    key = large.plan_id
    task = task_of(large, "1")
    addresses = [
        reverse("planning:plans"),
        reverse("planning:plan", args=[key]),
        reverse("planning:history", args=[key]),
        reverse("planning:differences", args=[key]),
        reverse("planning:task", args=[key, task.identity]),
        reverse("planning:draft", args=[key]),
        reverse("planning:draft_task", args=[key, task.identity]),
        reverse("planning:links", args=[key]),
        reverse("planning:issue", args=[key]),
        reverse("acknowledgements:notices"),
        reverse("acknowledgements:notice", args=[Notice.objects.get().pk]),
        reverse("home"),
    ]
    assert draft.number == 2
    counts, answered = {}, {}
    for role in (Role.COORDINATOR, Role.UNIT_HEAD, Role.VIEWER):
        client = client_of(world.own[role])
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                answered[role, address] = client.get(address).status_code
            counts[role.value, address.replace(str(key), "KEY")] = len(asked)
    # Only who drafts corrects a draft; the head of a room does not even know of it.
    whole, *parts = addresses[5:9]
    refused = {(Role.VIEWER, address): 403 for address in parts}
    refused |= {(Role.UNIT_HEAD, address): 404 for address in (whole, *parts)}
    assert {name: status for name, status in answered.items() if status != 200} == refused
    assert {name: count for name, count in counts.items() if count > MOST} == {}
