"""Earlier years from a workbook: shown first, errors by cell, replaced and taken back, never mixed."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.organizations.memberships import end_membership, grant
from parindex.apps.pastyears.models import PastImport, PastResult, PastTotal
from parindex.apps.pastyears.services import withdraw
from parindex.site.example_past import load_past
from tests.apps.assessments import kit
from tests.apps.pastyears.making import Cells, confirm, imported, preview, row, workbook
from tests.apps.people import BEGIN, World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]


@pytest.fixture
def coordinator(world: World, client_of: Clients) -> Client:
    return client_of(world.own[Role.COORDINATOR])


def test_what_is_shown_is_written_only_when_confirmed(world: World, coordinator: Client) -> None:
    rows = [
        row("VP", "1.1", 0.5, maximum=0.5, answer="đạt", explanation="Lời năm cũ"),
        row("VP", "1.2", "0,9", numerator=36, denominator="40"),
        row("VP", "1.4", 0.5, parts="Tiếp nhận và trả kết quả tại bộ phận một cửa"),
        row("VP", "1.3", 1, case="Không phát sinh"),
        row("VP", "2.3", 0.25, year="2021"),
    ]
    page = preview(coordinator, workbook(rows), world.criteria)
    assert "<dt>Kết quả mới</dt><dd>5</dd>" in page
    assert PastResult.objects.count() == 0
    assert confirm(coordinator, page).status_code == 302
    found = {each.code: each for each in PastResult.objects.all()}
    assert found["1.1"].raw == {"yes": True}
    assert found["1.2"].raw == {"numerator": 36, "denominator": 40}
    assert found["1.2"].scored == Fraction(9, 10)
    assert found["1.4"].raw == {"parts": {"tiep_nhan": True, "lien_thong": False}}
    assert found["1.3"].raw == {"none_arose": True}
    assert (found["2.3"].raw, found["2.3"].year) == (None, 2021)
    assert found["1.2"].words == "90 % (36/40)"
    assert found["1.4"].words == "1/2 nội dung: Tiếp nhận và trả kết quả tại bộ phận một cửa"
    total = PastTotal.objects.get(year=2022)
    # 0,5 + 0,9 + 0,5 + 1
    assert (total.scored, total.results) == (Fraction(29, 10), 4)
    assert rebuild(lambda differences: True) == []


WRONG: dict[str, tuple[Cells, str]] = {
    "a code of no component": (row("VP", "9.9", 0), "không có mã «9.9»"),
    "a year to come": (row("VP", "1.1", 0, year=2999), "«2999» không phải một năm đã qua"),
    "more points than the maximum": (row("VP", "1.1", 2), "điểm cao hơn điểm tối đa"),
    "points that are no number": (row("VP", "1.1", "một"), "ô F4"),
    "no points": (row("VP", "1.1", None), "ô bỏ trống"),
    "a column that the component does not ask": (
        row("VP", "1.1", 0, numerator=3),
        "mục này không hỏi số liệu ở cột này",
    ),
    "half an answer": (row("VP", "1.2", 0, numerator=3), "còn thiếu"),
    "a choice that is none": (row("VP", "2.3", 0, answer="Rất tốt"), "không có mức «Rất tốt»"),
    "a part that is none": (row("VP", "1.4", 0, parts="Khác"), "không có nội dung «Khác»"),
    "more than all": (row("VP", "1.2", 0, numerator=5, denominator=4), "tử số lớn hơn mẫu số"),
    "a part of a whole": (row("VP", "1.2", 0, numerator=1.5, denominator=4), "phải là số nguyên"),
    "a year of thousands of digits": (row("VP", "1.1", 0, year="9" * 5000), "không phải một năm"),
    "points beyond any set": (
        row("VP", "1.1", "1" + "0" * 30, maximum="9" + "0" * 30),
        "điểm phải từ",
    ),
    "an unknown unit": (row("KHONG", "1.1", 0), "danh mục không có đơn vị mã «KHONG»"),
    "a unit of somebody else": (row("SNV", "1.1", 0), "không thuộc phạm vi điều phối"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_by_its_cell_and_nothing_is_written(
    name: str, world: World, coordinator: Client
) -> None:
    cells, told = WRONG[name]
    sound = row("VP", "1.6", 1)
    page = preview(coordinator, workbook([cells, sound]), world.criteria)
    assert told in page
    assert "ô" in page or "dòng 4" in page
    assert 'name="rows"' not in page
    assert PastImport.objects.count() == 0


def test_two_rows_of_one_component_are_one_too_many(world: World, coordinator: Client) -> None:
    rows = [row("VP", "1.1", 0), row("VP", "1.1", 1)]
    page = preview(coordinator, workbook(rows), world.criteria)
    assert "cùng đơn vị, mã và năm với dòng 4" in page


def test_a_later_import_replaces_and_can_be_taken_back(world: World, coordinator: Client) -> None:
    imported(coordinator, world, row("VP", "1.1", 0.25), row("VP", "1.2", 1))
    page = preview(coordinator, workbook([row("VP", "1.1", 0.75)]), world.criteria)
    assert "<dt>Thay số đã nhập</dt><dd>1</dd>" in page
    assert "0,25 / 1,00" in page
    assert confirm(coordinator, page).status_code == 302

    def standing() -> dict[str, Fraction]:
        return {each.code: each.scored for each in PastResult.objects.filter(is_current=True)}

    assert standing() == {"1.1": Fraction(3, 4), "1.2": Fraction(1)}
    assert PastResult.objects.count() == 3
    assert PastTotal.objects.get().scored == Fraction(7, 4)
    later = PastImport.objects.get(seq=2)
    address = reverse("pastyears:withdraw", args=[later.pk])
    assert coordinator.post(address, {"reason": " "}).status_code == 422
    assert coordinator.post(address, {"reason": "Nhập nhầm năm"}).status_code == 302
    assert standing() == {"1.1": Fraction(1, 4), "1.2": Fraction(1)}
    assert PastTotal.objects.get().scored == Fraction(5, 4)
    assert coordinator.post(address, {"reason": "Lần nữa"}).status_code == 422
    assert (
        "Nhập nhầm năm"
        in coordinator.get(reverse("pastyears:import", args=[later.pk])).content.decode()
    )
    first = PastImport.objects.get(seq=1)
    withdraw(first, "Sai cả tệp", by=world.own[Role.ADMINISTRATOR])
    assert standing() == {}
    assert not PastTotal.objects.exists()
    assert rebuild(lambda differences: True) == []


def test_only_who_imported_or_an_administrator_takes_back(world: World, client_of: Clients) -> None:
    imported(client_of(world.own[Role.ADMINISTRATOR]), world, row("VP", "1.1", 0.25))
    with pytest.raises(PermissionDenied):
        withdraw(PastImport.objects.get(), "Không phải của tôi", by=world.own[Role.COORDINATOR])


def test_a_coordinator_takes_back_only_what_is_of_units_they_still_coordinate(
    world: World, coordinator: Client
) -> None:
    imported(coordinator, world, row("VP", "1.1", 0.25))
    account = world.own[Role.COORDINATOR]
    grant(account, Role.COORDINATOR, world.other_office, by="kiểm thử", since=BEGIN)
    end_membership(account.memberships.get(unit=world.office), BEGIN, by="kiểm thử")
    batch = PastImport.objects.get()
    with pytest.raises(PermissionDenied):
        withdraw(batch, "Đã chuyển công tác", by=account)
    withdraw(batch, "Sai số", by=world.own[Role.ADMINISTRATOR])


def test_what_was_shown_before_somebody_else_imported_is_refused(
    world: World, coordinator: Client
) -> None:
    page = preview(coordinator, workbook([row("VP", "1.1", 0.25)]), world.criteria)
    imported(coordinator, world, row("VP", "1.2", 0.5))
    answer = confirm(coordinator, page)
    assert answer.status_code == 422
    assert "vừa được người khác nhập thêm" in answer.content.decode()


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("a.xlsx", b"khong phai bang tinh"), "bị hỏng hoặc bị cụt"),
        (workbook([]), "không có gì để ghi"),
    ],
)
def test_a_file_that_is_none_is_told(
    file: SimpleUploadedFile, told: str, world: World, coordinator: Client
) -> None:
    file.seek(0)
    assert told in preview(coordinator, file, world.criteria)


def test_the_sample_filled_in_comes_back(world: World, coordinator: Client) -> None:
    asked = {"criteria": str(world.criteria.pk), "unit": "VP", "year": "2022"}
    answer = coordinator.get(reverse("pastyears:sample"), asked)
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book["Số liệu"]
    head = next(at for at in range(1, 10) if sheet.cell(at, 1).value == "Mã đơn vị")
    codes = {sheet.cell(at, 3).value: at for at in range(head + 1, sheet.max_row + 1)}
    assert sheet.cell(codes["1.2"], 1).value == "VP"
    assert sheet.cell(codes["1.2"], 5).value == 1
    for code, at in list(codes.items()):
        if code == "1.2":
            sheet.cell(at, 6, 0.5)
        else:
            for place in range(1, sheet.max_column + 1):
                sheet.cell(at, place).value = None
    content = io.BytesIO()
    book.save(content)
    page = preview(coordinator, SimpleUploadedFile("mau.xlsx", content.getvalue()), world.criteria)
    assert "<dt>Kết quả mới</dt><dd>1</dd>" in page
    assert "<dt>Lỗi</dt><dd>0</dd>" in page


def test_pages_show_them_as_history_to_those_who_may_read(
    world: World, coordinator: Client, client_of: Clients
) -> None:
    imported(coordinator, world, row("VP", "1.2", 0.9, numerator=36, denominator=40))
    kit.opened(world)
    place = [kit.CODE, "VP"]
    item = coordinator.get(reverse("assessments:item", args=[*place, kit.CODE, "1.2"]))
    told = item.content.decode()
    assert "Các năm trước" in told
    assert "nhập từ tệp «nam-truoc.xlsx» ngày" in told
    assert "36/40" in told
    other = coordinator.get(reverse("assessments:item", args=[*place, kit.CODE, "1.1"]))
    assert "Các năm trước" not in other.content.decode().partition("<main")[2]
    overview = coordinator.get(reverse("assessments:assessment", args=place)).content.decode()
    assert "Năm 2022 (nhập từ tệp)" in overview
    whole = coordinator.get(reverse("assessments:round", args=[kit.CODE])).content.decode()
    assert "0,90" in whole
    listed = reverse("pastyears:results")
    assert "36/40" in client_of(world.own[Role.SPECIALIST]).get(listed).content.decode()
    assert "36/40" not in client_of(world.outsider).get(listed).content.decode()


def test_the_rows_of_a_file_are_shown_to_those_who_may_read_their_units(
    world: World, client_of: Clients
) -> None:
    rows = [row("VP", "1.1", 0.25, answer="đạt"), row("SNV", "1.1", 0.75)]
    imported(client_of(world.own[Role.ADMINISTRATOR]), world, *rows)
    address = reverse("pastyears:import", args=[PastImport.objects.get().pk])
    page = client_of(world.own[Role.ADMINISTRATOR]).get(address).content.decode()
    assert "Văn phòng Thử" in page
    assert "Sở Khác" in page
    page = client_of(world.own[Role.COORDINATOR]).get(address).content.decode()
    assert "Văn phòng Thử" in page
    assert "Sở Khác" not in page
    assert "0,75" not in page


def test_a_file_full_of_faults_shows_the_first(world: World, coordinator: Client) -> None:
    page = preview(coordinator, workbook([row("VP", "9.9", 0)] * 1200), world.criteria)
    assert page.count("không có mã «9.9»") == 200
    assert "<dt>Lỗi</dt><dd>1.200</dd>" in page
    assert "Còn 1.000 lỗi nữa" in page


def test_the_example_has_a_made_up_year_before_that_says_so(
    world: World, coordinator: Client
) -> None:
    load_past(world.office)
    batch = PastImport.objects.get()
    assert batch.simulated
    assert PastTotal.objects.get().results == 11
    kit.opened(world)
    page = coordinator.get(reverse("assessments:item", args=[kit.CODE, "VP", kit.CODE, "2.3"]))
    told = page.content.decode()
    assert "Đáp ứng một phần" in told
    assert "ket-qua-2022-mo-phong.xlsx" in told
    assert "mô phỏng</span>" in told
