"""A list of units from a file: nothing is written before it is confirmed, errors lead to their lines."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from parindex.apps.access.roles import Role
from parindex.apps.events.models import Event
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.organizations.models import Succession, Unit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

OFFICE_UNITS = Path(__file__).parents[3] / "examples" / "ke-hoach-839" / "don-vi.csv"
HEADER = "Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên,Nhóm,Từ ngày,Đến hết ngày,Mã kế thừa"


@pytest.fixture
def administrator(world: World, client_of: Any) -> Client:
    found: Client = client_of(world.own[Role.ADMINISTRATOR])
    return found


def csv(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("don-vi.csv", "\n".join([HEADER, *lines]).encode())


def preview(client: Client, file: SimpleUploadedFile) -> str:
    answer = client.post(reverse("organizations:import"), {"file": file})
    assert answer.status_code == 200
    return answer.content.decode()


def confirm(client: Client, page: str) -> Any:
    found = re.search(r'name="rows" value="([^"]+)"', page)
    assert found is not None
    return client.post(reverse("organizations:import_confirm"), {"rows": found[1]})


def test_what_is_shown_is_written_only_when_confirmed(administrator: Client) -> None:
    before = (Unit.objects.count(), Event.objects.count())
    page = preview(
        administrator,
        csv(
            # The one below stands before the one above it, as exports may have it.
            "T.X1,Xã Đắk Ơ,xã,T.H1,UBND cấp xã,01/07/2025,,",
            "T.H1,Huyện Cũ,Huyện,T,,2000-01-01,30/06/2025,T.X1",
        ),
    )
    assert (Unit.objects.count(), Event.objects.count()) == before
    assert "<dt>Đơn vị mới</dt><dd>2</dd>" in page
    assert "<dt>Lỗi</dt><dd>0</dd>" in page
    assert confirm(administrator, page).status_code == 302
    commune, district = Unit.objects.get(code="T.X1"), Unit.objects.get(code="T.H1")
    assert (commune.level, commune.parent, commune.valid_from) == (
        "commune",
        district,
        date(2025, 7, 1),
    )
    assert commune.path.startswith(district.path)
    assert district.parent is not None
    assert district.path.startswith(district.parent.path)
    [follows] = Succession.objects.all()
    assert (follows.predecessor, follows.successor, follows.on) == (
        district,
        commune,
        date(2025, 7, 1),
    )
    assert Event.objects.count() == before[1] + 1
    assert rebuild(lambda differences: False) == []


def test_a_known_unit_is_changed_and_shown_with_both_values(
    administrator: Client, world: World
) -> None:
    line = "VP2,Phòng Đổi tên,Phòng,SNV,,2020-01-01,,"
    page = preview(administrator, csv(line, "T,Tỉnh Thử,Tỉnh,,,2020-01-01,,"))
    assert "<dt>Thay đổi</dt><dd>1</dd>" in page
    assert "<dt>Giữ nguyên</dt><dd>1</dd>" in page
    for text in ("Phòng Thứ hai", "Phòng Đổi tên", "SNV"):
        assert text in page
    confirm(administrator, page)
    changed = Unit.objects.get(pk=world.other_room.pk)
    assert (changed.name, changed.parent) == ("Phòng Đổi tên", world.other_office)
    assert changed.path.startswith(world.other_office.path)
    assert "doi ten" in changed.search


def test_every_error_names_its_line(administrator: Client) -> None:
    page = preview(
        administrator,
        csv(
            "T.1,Xã Một,xã,T,,31/02/2025,,",
            "T.2,Xã Hai,thôn,T,,2025-07-01,,",
            ",Không mã,xã,T,,2025-07-01,,",
            "T.4,Xã Bốn,xã,KHONG-CO,,2025-07-01,,",
            "T.5,Xã Năm,xã,T,,2025-07-01,2025-06-30,",
            "VP1,Phòng trùng,phòng,VP,,2021-01-01,,",
            "T.7,Xã Bảy,xã,T.8,,2025-07-01,,",
            "T.8,Xã Tám,xã,T.7,,2025-07-01,,",
            "T.9,Xã Chín,xã,T,,2025-07-01,,T.10",
            "SNV,Sở Khác,xã,T,,2010-01-01,2019-12-31,",
        ),
    )
    told = re.findall(r'data-label="Ở đâu">([^<]+)</th>\s*<td[^>]*>([^<]+)</td>', page)
    lines = {where.partition(",")[0]: what for where, what in told}
    assert lines == {
        "dòng 2": "«31/02/2025» không phải một ngày",
        "dòng 3": "không có cấp «thôn»",
        "dòng 4": "ô bỏ trống",
        "dòng 5": "không có đơn vị cấp trên mang mã «KHONG-CO»",
        "dòng 6": "ngày cuối cùng đứng trước ngày bắt đầu",
        "dòng 7": "hai khoảng hiệu lực của mã «VP1» chồng lên nhau từ 01/01/2021",
        "dòng 8": "cấp trên nối thành vòng",
        "dòng 9": "cấp trên nối thành vòng",
        "dòng 10": "đơn vị còn hiệu lực mà đã ghi đơn vị kế thừa",
        "dòng 11": "mã «SNV» ở cấp «Xã, phường, đặc khu» nhưng đã dùng cho cấp «Sở, ban, ngành»",
    }
    assert 'name="rows"' not in page


def test_a_workbook_with_title_rows_is_read_too(administrator: Client) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH MỤC ĐƠN VỊ"])
    sheet.append([])
    sheet.append(["STT", "Mã đơn vị", "Tên đơn vị", "Cấp", "Mã cấp trên", "Từ ngày"])
    sheet.append([1, "T.X9", "=HYPERLINK(1)", "Xã", "T", date(2025, 7, 1)])
    sheet["C4"].data_type = "s"
    content = io.BytesIO()
    book.save(content)
    page = preview(administrator, SimpleUploadedFile("don-vi.xlsx", content.getvalue()))
    confirm(administrator, page)
    assert Unit.objects.get(code="T.X9").name == "=HYPERLINK(1)"


def test_a_preview_is_void_once_the_directory_has_changed(administrator: Client) -> None:
    first = preview(administrator, csv("T.1,Xã Một,xã,T,,2025-07-01,,"))
    second = preview(administrator, csv("T.2,Xã Hai,xã,T,,2025-07-01,,"))
    assert confirm(administrator, second).status_code == 302
    answer = confirm(administrator, first)
    assert answer.status_code == 422
    assert "có người vừa thay đổi danh mục" in answer.content.decode()
    assert not Unit.objects.filter(code="T.1").exists()


def test_a_preview_that_was_tampered_with_is_refused(administrator: Client) -> None:
    page = preview(administrator, csv("T.1,Xã Một,xã,T,,2025-07-01,,"))
    found = re.search(r'name="rows" value="([^"]+)"', page)
    assert found is not None
    answer = administrator.post(
        reverse("organizations:import_confirm"), {"rows": found[1][:-2] + "xx"}
    )
    assert answer.status_code == 422
    assert not Unit.objects.filter(code="T.1").exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("don-vi.csv", b"A,B\n1,2\n", "thiếu cột «Mã đơn vị»"),
        ("don-vi.xlsx", b"PK\x03\x04 broken", "don-vi.xlsx"),
        ("anh.png", b"\x89PNG\r\n\x1a\n\x00\x00", "anh.png"),
    ],
)
def test_what_is_no_list_is_told_by_its_own_name(
    administrator: Client, name: str, content: bytes, told: str
) -> None:
    page = preview(administrator, SimpleUploadedFile(name, content))
    assert told in page
    assert "/tmp/" not in page  # noqa: S108 - must not be told
    assert 'role="alert"' in page


def test_the_example_is_read_like_any_other_file(administrator: Client) -> None:
    page = preview(administrator, SimpleUploadedFile("don-vi.csv", OFFICE_UNITS.read_bytes()))
    assert "không có đơn vị cấp trên mang mã «H00»" in page
