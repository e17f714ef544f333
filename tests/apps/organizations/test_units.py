"""The directory: search, tree, and dated acts that keep what was."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from parindex.apps.access.roles import Role
from parindex.apps.events.queries import faults
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.organizations.models import Succession, Unit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

ON = {"on": "01/01/2026", "reason": "Nghị quyết thử"}


@pytest.fixture
def administrator(world: World, client_of: Any) -> Client:
    found: Client = client_of(world.own[Role.ADMINISTRATOR])
    return found


def post(client: Client, verb: str, unit: str, /, **fields: str) -> Any:
    return client.post(reverse(f"organizations:{verb}", args=[unit]), fields)


def names(client: Client, **asked: str) -> list[str]:
    page = client.get(reverse("organizations:units"), asked)
    return [unit.name for unit in page.context["table"].page]


def test_search_ignores_accents_and_case(administrator: Client) -> None:
    for words in ("phong dau", "PHÒNG ĐẦU", "đầu tiên", "tien phong", "vp1"):
        assert names(administrator, tim=words) == ["Phòng Đầu tiên"]
    assert names(administrator, tim="không có gì như vậy") == []


def test_rows_are_sorted_as_in_vietnamese(administrator: Client) -> None:
    assert names(administrator) == [
        "Phòng Đầu tiên",
        "Phòng ngoài",
        "Phòng Thứ hai",
        "Sở Khác",
        "Tỉnh Thử",
        "Văn phòng Thử",
    ]
    assert names(administrator, **{"sap-xep": "-ma"})[0] == "Phòng Thứ hai"
    assert names(administrator, **{"sap-xep": "vo-nghia"})[0] == "Phòng Đầu tiên"


def test_filters_narrow(administrator: Client) -> None:
    assert names(administrator, cap="department") == ["Sở Khác", "Văn phòng Thử"]
    assert names(administrator, **{"hieu-luc": "het"}) == []


def test_the_workbook_holds_what_the_table_finds(administrator: Client) -> None:
    post(administrator, "edit", "VP2", **edit_fields(name='=HYPERLINK("http://x")'))
    answer = administrator.get(reverse("organizations:units"), {"xuat": "xlsx", "cap": "division"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["Tên đơn vị", "Mã", "Cấp", "Cấp trên", "Nhóm", "Từ ngày", "Đến hết ngày"] in rows
    told = [row[0] for row in rows[-3:]]
    assert set(told) == {'=HYPERLINK("http://x")', "Phòng Đầu tiên", "Phòng ngoài"}
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def edit_fields(**changed: str) -> dict[str, str]:
    return {
        "name": "Phòng Thứ hai",
        "parent": "VP",
        "valid_from": "01/01/2020",
        "reason": "Sửa thử",
        "version": "1",
        **changed,
    }


def test_two_people_edit_and_nothing_is_overwritten(administrator: Client, world: World) -> None:
    assert post(administrator, "edit", "VP2", **edit_fields(name="Bản thứ nhất")).status_code == 302
    answer = post(administrator, "edit", "VP2", **edit_fields(name="Bản thứ hai"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Bản thứ nhất" in page
    assert "Bản thứ hai" in page
    assert Unit.objects.get(pk=world.other_room.pk).name == "Bản thứ nhất"


def test_a_unit_cannot_stand_below_itself(administrator: Client, world: World) -> None:
    fields = edit_fields(name="Văn phòng Thử", parent="VP1")
    answer = post(administrator, "edit", "VP", **fields)
    assert "cấp trên là chính đơn vị này hoặc cấp dưới của nó" in answer.content.decode()
    assert Unit.objects.get(pk=world.office.pk).parent == world.province


def test_a_unit_that_moves_takes_its_branch_along(administrator: Client, world: World) -> None:
    fields = edit_fields(name="Văn phòng Thử", parent="SNV")
    assert post(administrator, "edit", "VP", **fields).status_code == 302
    room = Unit.objects.get(pk=world.room.pk)
    assert room.path.startswith(world.other_office.path)


def test_merge_into_a_new_unit_keeps_what_was(administrator: Client, world: World) -> None:
    answer = post(administrator, "merge", "VP1", others="VP2", code="VP9", name="Phòng Chung", **ON)
    assert answer.status_code == 302
    merged = Unit.objects.get(code="VP9")
    assert (merged.valid_from, merged.level, merged.parent) == (
        date(2026, 1, 1),
        "division",
        world.office,
    )
    ended = Unit.objects.filter(code__in=["VP1", "VP2"])
    assert {unit.valid_to for unit in ended} == {date(2025, 12, 31)}
    assert Succession.objects.filter(successor=merged, on=date(2026, 1, 1)).count() == 2
    page = administrator.get(reverse("organizations:unit", args=["VP1"])).content.decode()
    assert "Phòng Chung" in page
    assert "Hợp nhất đơn vị" in page
    assert "Nghị quyết thử" in page
    assert names(administrator, **{"hieu-luc": "het"}) == ["Phòng Đầu tiên", "Phòng Thứ hai"]
    assert rebuild(lambda differences: False) == []
    assert list(faults()) == []


def test_merge_into_a_standing_unit(administrator: Client, world: World) -> None:
    post(administrator, "merge", "VP1", others="VP2", code="VP2", **ON)
    assert Unit.objects.get(pk=world.other_room.pk).valid_to is None
    assert Unit.objects.get(pk=world.room.pk).valid_to == date(2025, 12, 31)


def test_a_unit_with_units_below_is_not_merged_away(administrator: Client, world: World) -> None:
    answer = post(administrator, "merge", "VP", others="SNV", code="X", name="Sở Mới", **ON)
    told = answer.content.decode()
    assert "còn 2 đơn vị trực thuộc (Phòng Đầu tiên, Phòng Thứ hai)" in told
    assert not Unit.objects.filter(code="X").exists()
    assert Unit.objects.get(pk=world.office.pk).valid_to is None


def test_split(administrator: Client, world: World) -> None:
    answer = post(administrator, "split", "VP1", parts="VP1A; Phòng A\nVP1B; Phòng B", **ON)
    assert answer.status_code == 302
    assert Unit.objects.get(pk=world.room.pk).valid_to == date(2025, 12, 31)
    followers = Unit.objects.filter(follows__predecessor=world.room).order_by("code")
    assert [(unit.name, unit.parent) for unit in followers] == [
        ("Phòng A", world.office),
        ("Phòng B", world.office),
    ]
    assert rebuild(lambda differences: False) == []


@pytest.mark.parametrize(
    ("verb", "fields", "told"),
    [
        ("split", {"parts": "VP1A; Phòng A", **ON}, "cần ít nhất hai đơn vị mới"),
        ("split", {"parts": "không có dấu chấm phẩy", **ON}, "Dòng 1: cần ghi mã"),
        ("split", {"parts": "VP2; A\nVP3; B", **ON}, "mã này đã dùng cho một đơn vị"),
        ("split", {"parts": "a b; A\nVP3; B", **ON}, "mã có ký tự không dùng được"),
        ("merge", {"others": "khong co", "code": "X", "name": "X", **ON}, "Không có đơn vị nào"),
        ("merge", {"others": "phong", "code": "X", "name": "X", **ON}, "khớp với nhiều đơn vị"),
        ("merge", {"others": "VP2", "code": "X", **ON}, "hãy ghi tên đơn vị mới"),
        ("end", {"valid_to": "31/12/2019", "reason": "x"}, "không có hiệu lực vào ngày 31/12/2019"),
        ("end", {"valid_to": "32/13/2019", "reason": "x"}, "Nhập một ngày hợp lệ"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_changes(
    administrator: Client, world: World, verb: str, fields: dict[str, str], told: str
) -> None:
    answer = post(administrator, verb, "VP1", **fields)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert Unit.objects.count() == 6
    assert Unit.objects.get(pk=world.room.pk).valid_to is None


def test_a_code_may_be_used_again_after_its_end(administrator: Client) -> None:
    post(administrator, "end", "VP1", valid_to="31/12/2025", reason="Kết thúc")
    fields = {"code": "VP1", "name": "Phòng Mới", "level": "division", "parent": "VP"}
    new = administrator.post(reverse("organizations:new"), {**fields, "valid_from": "01/01/2026"})
    assert new.status_code == 302
    page = administrator.get(reverse("organizations:unit", args=["VP1"])).content.decode()
    assert "Phòng Mới" in page
    assert "Cùng mã, thời kỳ khác" in page


def test_the_tree_opens_down_to_the_unit_asked_for(administrator: Client) -> None:
    closed = administrator.get(reverse("organizations:tree")).content.decode()
    assert "Văn phòng Thử" in closed
    assert "Phòng Đầu tiên" not in closed
    opened = administrator.get(reverse("organizations:tree"), {"mo": "VP"}).content.decode()
    assert "Phòng Đầu tiên" in opened
    assert "Phòng ngoài" not in opened


def test_suggestions_match_what_is_typed(administrator: Client) -> None:
    address = reverse("organizations:suggestions")
    assert "VP1 – Phòng Đầu tiên" in administrator.get(address, {"parent": "dau"}).content.decode()
    assert administrator.get(address, {"parent": " "}).content.strip() == b""
