"""Behind a number: exactly its records, paged, exported, logged, bounded; for those who see the item."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import behind
from parindex.apps.facts import services as facts
from parindex.engine.facts.drilldown import Records
from tests.apps.assessments import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]


@pytest.fixture
def address(world: World, store: Path) -> str:
    facts.count(2023, by="kiểm thử")
    kit.opened(world)
    return reverse("assessments:records", args=[kit.CODE, "VP", kit.CODE, "1.5a.tinh"])


def log(store: Path) -> list[dict[str, object]]:
    path = store / "logs" / "drilldown.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_records_are_those_that_were_counted_and_the_look_is_logged(
    world: World, client_of: Clients, address: str, store: Path
) -> None:
    fact = kit.measured(world, "1.5a.tinh").facts[0]
    client = client_of(world.own[Role.SPECIALIST])
    page = client.get(address, {"so": "0", "phia": "dat"}).content.decode()
    assert f"{fact.numerator} hồ sơ" in page
    assert "dữ liệu mô phỏng" in page
    assert "Trang 1/" in page
    assert log(store)[-1] | {"at": ""} == {
        "at": "",
        "who": "specialist",
        "measure": "dossiers_on_time_par",
        "level": "province",
        "unit": None,
        "from": "2023-01-01",
        "to": "2023-12-31",
        "as_of": "2023-12-31",
        "roll_up": None,
        "side": "numerator",
        "rows": min(fact.numerator, behind.PAGE_SIZE),
        "file": None,
        "lake": fact.lake,
    }
    book = client.get(address, {"so": "0", "phia": "tong", "xuat": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(book.streaming_content))).worksheets[0]
    assert sheet.max_row == 1 + (fact.denominator or 0)
    assert log(store)[-1]["file"] == "ho-so-1.5a.tinh-tong.xlsx"


@pytest.mark.parametrize("asked", [{"so": "9"}, {"so": "x"}, {"phia": "khac"}, {"so": "-1"}])
def test_what_is_not_there_is_not_found(
    world: World, client_of: Clients, address: str, asked: dict[str, str]
) -> None:
    assert client_of(world.own[Role.SPECIALIST]).get(address, asked).status_code == 404


def test_a_question_that_takes_too_long_is_broken_off_with_a_sentence(
    world: World, client_of: Clients, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "SECONDS", 0.01)
    slow = "SELECT count(*) FROM range(100000) AS one, range(100000) AS other WHERE one.range < other.range"
    monkeypatch.setattr(
        Records, "count", lambda records: records.session.relations.answer(slow).rows[0][0]
    )
    answer = client_of(world.own[Role.SPECIALIST]).get(address)
    assert answer.status_code == 422
    assert "chưa trả lời xong" in answer.content.decode()


def test_no_more_ask_at_once_than_there_are_places(
    world: World, client_of: Clients, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "PATIENCE", 0.01)
    for _ in range(behind.AT_ONCE):
        behind._places.acquire()
    try:
        answer = client_of(world.own[Role.SPECIALIST]).get(address)
        assert "nhiều người cùng tra cứu" in answer.content.decode()
    finally:
        for _ in range(behind.AT_ONCE):
            behind._places.release()
