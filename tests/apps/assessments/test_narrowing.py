"""The items of an assessment are found by words, step, unit and lack, and taken out as a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from tests.apps.assessments import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
DIALOGUES = "Số cuộc đối thoại, diễn đàn được tổ chức trong năm"
TASKS = "Nhiệm vụ được giao hoàn thành đúng thời hạn"


@pytest.fixture
def client(world: World, client_of: Clients) -> Client:
    kit.opened(world)
    return client_of(world.own[Role.COORDINATOR])


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, {DIALOGUES, TASKS}),
        ({"tim": "DOI THOAI nam"}, {DIALOGUES}),
        ({"tim": "3a"}, {DIALOGUES}),
        ({"don-vi": "VP2"}, {TASKS}),
        ({"don-vi": "VP2", "tim": "doi thoai"}, set()),
        ({"buoc": "untouched"}, {DIALOGUES, TASKS}),
        ({"buoc": "approved"}, set()),
        ({"thieu": "so lieu"}, {DIALOGUES, TASKS}),
        ({"thieu": "khong co"}, set()),
    ],
)
def test_what_is_asked_for_shows(client: Client, asked: dict[str, str], shown: set[str]) -> None:
    page = client.get(reverse("assessments:assessment", args=[kit.CODE, "VP"]), asked)
    text = page.content.decode()
    assert {each for each in (DIALOGUES, TASKS) if f"{each}</a>" in text} == shown
    assert ("Không có mục nào khớp" in text) is not bool(shown)


def test_the_workbook_holds_what_is_asked_for(client: Client) -> None:
    address = reverse("assessments:assessment", args=[kit.CODE, "VP"])
    book = client.get(address, {"don-vi": "VP2", "xuat": "cac-muc"})
    rows = list(load_workbook(io.BytesIO(book.content)).active.iter_rows(values_only=True))
    told = [row for row in rows if row[1] == TASKS]
    assert len(told) == 1
    assert told[0][0] == "4"
    assert told[0][2] == "Phòng Thứ hai"
    assert not any(row[1] == DIALOGUES for row in rows)


def test_items_are_sorted_within_their_field(client: Client) -> None:
    address = reverse("assessments:assessment", args=[kit.CODE, "VP"])
    codes = [
        re.findall(r'data-label="Mã">([^<]+)<', client.get(address, asked).content.decode())[:3]
        for asked in ({}, {"cac-muc-xep": "-ma"}, {"cac-muc-xep": "-toi-da", "tim": "3"})
    ]
    # The first field has 3a and 3b (0.5 points each) and 4 (1.5 points).
    assert codes[:2] == [["3a", "3b", "4"], ["4", "3b", "3a"]]
    assert codes[2][:2] == ["3a", "3b"]
