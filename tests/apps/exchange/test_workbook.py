"""A declaration filled in offline: only what is one's own, shown before it is saved, nothing overwritten."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import answering
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.models import Item
from parindex.apps.events.models import Event
from parindex.apps.events.rebuilding import rebuild
from tests.apps.assessments import big, kit
from tests.apps.exchange.making import brought_back, cell, confirmed, file_of, filled, taken_out
from tests.apps.people import World, person
from tests.parts import LIBREOFFICE_CALC

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]


@pytest.fixture
def clerk(world: World, client_of: Clients) -> Client:
    kit.opened(world)
    return client_of(world.own[Role.SPECIALIST])


def test_own_cells_are_open_typed_and_the_others_locked(world: World, clerk: Client) -> None:
    kit.write(
        kit.item(world, "1.2"), {"tu_so": "11.670", "mau_so": "12.000"}, world.own[Role.SPECIALIST]
    )
    book = taken_out(clerk)
    sheet = book["Bản khai"]
    assert sheet.protection.sheet
    own, other = cell(book, "1.2/tu_so"), cell(book, "4/tu_so")
    assert (own.value, own.protection.locked) == (11670, False)
    assert other.protection.locked
    assert cell(book, "1.2/giai_trinh").protection.locked is False
    ruled = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    assert ruled[own.coordinate].type == "whole"
    assert other.coordinate not in ruled
    chosen = cell(book, "2.3/dap_an")
    assert ruled[chosen.coordinate].type == "list"
    lists = book["Danh mục"]
    assert lists.sheet_state == "hidden"
    titles = [each.value for row in lists.iter_rows() for each in row]
    assert "Đáp ứng đầy đủ chức năng" in titles
    assert book["Phiên bản"]["B4"].value == kit.CODE


def test_what_is_shown_is_saved_as_drafts_once_confirmed(world: World, clerk: Client) -> None:
    book = filled(
        taken_out(clerk),
        {
            "1.2/tu_so": 49,
            "1.2/mau_so": "50",
            "1.1/dap_an": "Đạt",
            "1.4/phan-tiep_nhan": "Đạt",
            "1.3/truong_hop": "Không phát sinh",
            "1.6/giai_trinh": "=1+1 là chữ, không phải công thức",
            "2.3/dap_an": "Đáp ứng một phần",
        },
    )
    events = Event.objects.count()
    page = brought_back(clerk, file_of(book))
    assert "<dt>Mục thay đổi</dt><dd>6</dd>" in page
    assert "còn thiếu «Giải quyết liên thông giữa các cơ quan»" in page
    # 49/50 of 1 point, and half a point for 2.3, computed by the engine.
    assert "98 % (49/50)" in page
    assert "<strong>0,98" in page
    assert Event.objects.count() == events
    assert confirmed(clerk, page).status_code == 302
    assert kit.item(world, "1.2").raw == {"numerator": 49, "denominator": 50}
    assert kit.item(world, "1.1").typed == {"dap_an": "dat"}
    assert kit.item(world, "1.4").typed == {"phan-tiep_nhan": "dat"}
    assert kit.item(world, "1.4").raw is None
    assert kit.item(world, "1.3").raw == {"none_arose": True}
    assert kit.item(world, "1.6").explanation == "=1+1 là chữ, không phải công thức"
    assert kit.item(world, "1.2").standing.points == "49/50"
    last = Event.objects.order_by("pk").last()
    assert last is not None
    assert last.reason == "Nạp từ tệp «ban-khai.xlsx»"
    assert rebuild(lambda differences: True) == []
    again = brought_back(clerk, file_of(taken_out(clerk)))
    assert "không có gì để ghi" in again


def test_no_cell_is_a_formula_whatever_people_write(world: World, clerk: Client) -> None:
    by = world.own[Role.SPECIALIST]
    kit.write(kit.item(world, "1.6"), {}, by, '=HYPERLINK("http://vidu.example","x")')
    answer = clerk.get(reverse("exchange:take_out", args=[kit.CODE, "VP"]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 3
        assert not any(
            b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in sheets
        )
    assert cell(taken_out(clerk), "1.6/giai_trinh").value.startswith("=HYPERLINK")


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no number": ({"1.2/tu_so": "nhiều"}, "«nhiều» không phải là số"),
    "part of a whole": ({"1.2/tu_so": 1.5, "1.2/mau_so": 2}, "phải là số nguyên"),
    "more than all": ({"1.2/tu_so": 3, "1.2/mau_so": 2}, "tử số lớn hơn mẫu số"),
    "no choice": ({"2.3/dap_an": "Rất tốt"}, "không có mức «Rất tốt»"),
    "somebody else's": ({"4/tu_so": 3}, "mục 4 không phải phần việc của anh/chị"),
    "an error": ({"1.2/giai_trinh": "#REF!"}, "ô báo lỗi #REF!"),
    "too long": ({"1.2/giai_trinh": "x" * 20_001}, "giải trình quá dài"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_by_its_cell_and_nothing_is_saved(
    name: str, world: World, clerk: Client
) -> None:
    values, told = WRONG[name]
    book = filled(taken_out(clerk), {**values, "1.1/dap_an": "Đạt"})
    key = next(iter(values))
    page = brought_back(clerk, file_of(book))
    assert told in page
    assert f"trang «Bản khai», ô {cell(book, key).coordinate}" in page
    assert 'name="shown"' not in page
    assert kit.item(world, "1.1").raw is None


def test_rows_taken_away_added_or_doubled_are_told(world: World, clerk: Client) -> None:
    book = filled(taken_out(clerk), {"1.2/tu_so": 3})
    sheet = book["Bản khai"]
    at = cell(book, "1.2/mau_so").row
    sheet.cell(at, 11).value = f"{kit.CODE}/1.2/tu_so"
    sheet.cell(sheet.max_row + 1, 9).value = "thêm"
    page = brought_back(clerk, file_of(book))
    assert "có hai lần" in page
    assert "thiếu dòng «Số TTHC công bố trong năm» của mục 1.2" in page
    assert "dòng này không phải dòng của bản khai" in page


def test_what_another_changed_since_is_shown_and_left_alone(world: World, clerk: Client) -> None:
    book = filled(taken_out(clerk), {"1.1/dap_an": "Đạt", "1.2/tu_so": 1, "1.2/mau_so": 2})
    kit.write(kit.item(world, "1.1"), {"dap_an": "khong"}, world.own[Role.UNIT_HEAD], "Bản kia")
    # What nobody touched in the file is no conflict, whoever changed it meanwhile.
    kit.write(kit.item(world, "1.6"), {"tu_so": "1", "mau_so": "2"}, world.own[Role.UNIT_HEAD])
    page = brought_back(clerk, file_of(book))
    assert "<dt>Không ghi được</dt><dd>1</dd>" in page
    assert "<dt>Mục thay đổi</dt><dd>1</dd>" in page
    assert "Bản kia" in page
    assert "Người unit_head" in page
    assert confirmed(clerk, page).status_code == 302
    assert kit.item(world, "1.1").typed == {"dap_an": "khong"}
    assert kit.item(world, "1.2").raw == {"numerator": 1, "denominator": 2}
    assert kit.item(world, "1.6").raw == {"numerator": 1, "denominator": 2}


def test_what_changes_between_looking_and_confirming_is_shown_again(
    world: World, clerk: Client
) -> None:
    book = filled(taken_out(clerk), {"1.1/dap_an": "Đạt", "1.2/tu_so": 1, "1.2/mau_so": 2})
    page = brought_back(clerk, file_of(book))
    kit.write(kit.item(world, "1.1"), {"dap_an": "khong"}, world.own[Role.UNIT_HEAD])
    answer = confirmed(clerk, page)
    assert answer.status_code == 409
    assert "Chưa ghi gì" in answer.content.decode()
    assert kit.item(world, "1.2").raw is None
    assert confirmed(clerk, answer.content.decode()).status_code == 302
    assert kit.item(world, "1.2").raw is not None


def test_what_was_submitted_since_is_not_written(world: World, clerk: Client) -> None:
    book = filled(taken_out(clerk), {"1.1/dap_an": "Đạt"})
    by = Actor.of(world.own[Role.SPECIALIST])
    now = kit.write(kit.item(world, "1.1"), {"dap_an": "khong"}, by.account, "Lời giải trình")
    answering.submit(kit.item(world, "1.1"), now.version, by=by)
    page = brought_back(clerk, file_of(book))
    assert "<dt>Không ghi được</dt><dd>1</dd>" in page
    assert 'name="shown"' not in page


def test_a_workbook_of_something_else_is_refused(world: World, clerk: Client) -> None:
    for place, told in (
        ("B4", "tệp lập cho đợt «khac»"),
        ("B5", "tệp lập cho đơn vị «khac»"),
        ("B6", "tệp lập theo phiên bản khác của bộ chỉ số"),
    ):
        book = taken_out(clerk)
        book["Phiên bản"][place].value = "khac"
        assert told in brought_back(clerk, file_of(book))
    book = filled(taken_out(clerk), {"1.1/dap_an": "Đạt"})
    for cells in book["Phiên bản"].iter_rows(min_row=10):
        cells[1].value = "9" * 5000
    assert "không còn nguyên" in brought_back(clerk, file_of(book))
    book = taken_out(clerk)
    del book["Phiên bản"]
    assert "không phải bản khai tải từ trang này" in brought_back(clerk, file_of(book))
    torn = SimpleUploadedFile("a.xlsx", file_of(taken_out(clerk)).read()[:2000])
    assert "bị hỏng" in brought_back(clerk, torn)


def test_what_was_shown_to_one_is_not_confirmed_by_another(
    world: World, clerk: Client, client_of: Clients
) -> None:
    page = brought_back(clerk, file_of(filled(taken_out(clerk), {"1.1/dap_an": "Đạt"})))
    assert confirmed(client_of(world.own[Role.UNIT_HEAD]), page).status_code == 422
    assert kit.item(world, "1.1").raw is None


@LIBREOFFICE_CALC.required
def test_a_workbook_saved_by_libreoffice_is_still_ours(
    world: World, clerk: Client, tmp_path: Path
) -> None:
    by = world.own[Role.SPECIALIST]
    told = 'Dòng một\nDòng hai "trích" = + -'
    kit.write(kit.item(world, "1.2"), {"tu_so": "11.670", "mau_so": "12.000"}, by, told)
    path, saved = tmp_path / "ban-khai.xlsx", tmp_path / "luu"
    book = filled(taken_out(clerk), {"1.6/tu_so": 9, "1.6/mau_so": 10})
    path.write_bytes(file_of(book).read())
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *(str(shutil.which("soffice")), f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "xlsx", "--outdir", str(saved), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    again = SimpleUploadedFile(path.name, (saved / path.name).read_bytes())
    page = brought_back(clerk, again)
    assert "<dt>Mục thay đổi</dt><dd>1</dd>" in page
    assert "<dt>Lỗi</dt><dd>0</dd>" in page
    assert "90 % (9/10)" in page


def test_a_large_set_asks_no_more(world: World, client_of: Clients) -> None:
    round_ = big.open_big(world, 3, 90)
    unit = round_.assessments.select_related("unit").first().unit
    client = client_of(person("cv-xa", Role.SPECIALIST, unit))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("exchange:take_out", args=["lon", unit.code]))
    assert answer.status_code == 200
    assert len(asked) <= 25
    with CaptureQueriesContext(connection) as asked:
        file = SimpleUploadedFile("ban-khai.xlsx", answer.content)
        answer = client.post(
            reverse("exchange:bring_back", args=["lon", unit.code]), {"file": file}
        )
    assert answer.status_code == 200
    assert "không có gì để ghi" in answer.content.decode()
    assert len(asked) <= 25
    assert Item.objects.filter(state="draft").count() == 0
