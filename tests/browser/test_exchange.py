"""A declaration through Excel and offers from last year, in a browser; axe finds nothing on the way."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from parindex.apps.access.roles import Role
from tests.apps.assessments import kit
from tests.apps.exchange.making import cell, filled
from tests.apps.pastyears.making import row, workbook
from tests.apps.people import World
from tests.browser.conftest import LOOKS
from tests.browser.looking import assert_sound
from tests.parts import CHROMIUM

Pages = Callable[..., Page]
PLACE = [kit.CODE, "VP"]


@pytest.fixture
def round_(world: World) -> None:
    kit.opened(world)


def looked_at(page: Page, name: str) -> None:
    """Sound in every look; a picture of each where somebody wants them."""
    for look in LOOKS:
        look.take(page)
        assert_sound(page)
        if folder := os.environ.get("PARINDEX_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{look.name}.png", full_page=True)
    LOOKS[0].take(page)


@CHROMIUM.required
@pytest.mark.usefixtures("round_")
def test_a_declaration_filled_in_offline_comes_back(
    world: World, page_of: Pages, tmp_path: Path
) -> None:
    page = page_of(world.own[Role.SPECIALIST])
    page.goto(reverse("assessments:assessment", args=PLACE))
    with page.expect_download() as coming:
        page.get_by_role("link", name="Bản khai Excel").click()
    path = tmp_path / "ban-khai.xlsx"
    coming.value.save_as(path)
    book = load_workbook(path)
    filled(book, {"1.2/tu_so": "nhiều", "1.1/dap_an": "Đạt"})
    book.save(path)
    page.get_by_role("link", name="Nạp bản khai").click()
    page.get_by_label("Bản khai đã điền").set_input_files(path)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa thể ghi")
    expect(page.get_by_text(f"ô {cell(book, '1.2/tu_so').coordinate}")).to_be_visible()
    looked_at(page, "exchange-faults")
    filled(book, {"1.2/tu_so": 49, "1.2/mau_so": 50, "1.6/giai_trinh": "Báo cáo đang trình ký."})
    book.save(path)
    kit.write(kit.item(world, "1.1"), {"dap_an": "khong"}, world.own[Role.UNIT_HEAD], "Bản kia")
    page.get_by_role("link", name="Chọn lại tệp").click()
    page.get_by_label("Bản khai đã điền").set_input_files(path)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("98 % (49/50)")).to_be_visible()
    expect(page.get_by_text("Bản kia")).to_be_visible()
    looked_at(page, "exchange-preview")
    page.get_by_role("button", name="Lưu bản nháp 2 mục").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản nháp của 2 mục")
    assert kit.item(world, "1.1").typed == {"dap_an": "khong"}


@CHROMIUM.required
@pytest.mark.usefixtures("round_")
def test_years_before_are_imported_shown_and_taken_up(
    world: World, page_of: Pages, tmp_path: Path
) -> None:
    path = tmp_path / "nam-truoc.xlsx"
    told = "Mới tiếp nhận được ở bộ phận một cửa."
    rows = [
        row("VP", "1.2", 0.9, numerator=36, denominator=40, explanation="Chậm bốn thủ tục."),
        row(
            "VP", "1.4", 0.5, parts="Tiếp nhận và trả kết quả tại bộ phận một cửa", explanation=told
        ),
        row("SNV", "1.1", 1),
    ]
    page = page_of(world.own[Role.COORDINATOR])
    for some in (rows, rows[:2]):
        path.write_bytes(workbook(some).read())
        page.goto(reverse("pastyears:choose"))
        page.get_by_label("Tệp kết quả").set_input_files(path)
        page.get_by_role("button", name="Xem trước").click()
        looked_at(page, f"pastyears-preview-{len(some)}")
    page.get_by_role("button", name="Ghi 2 kết quả").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nhập 2 kết quả")
    page.goto(reverse("assessments:assessment", args=PLACE))
    looked_at(page, "assessment-beside-last-year")

    page = page_of(world.own[Role.SPECIALIST])
    page.goto(reverse("exchange:offers", args=PLACE))
    looked_at(page, "exchange-offers-filled")
    page.get_by_role("link", name="1.4 Cơ chế một cửa").click()
    expect(page.get_by_text("nhập từ tệp «nam-truoc.xlsx»").first).to_be_visible()
    page.get_by_role("button", name="Bỏ qua giải trình của mục 1.4").click()
    page.get_by_text("Đã bỏ qua (1)").click()
    looked_at(page, "exchange-item")
    page.get_by_role("button", name="Nhận số liệu cho mục 1.4").click()
    expect(page.get_by_role("status")).to_contain_text("đã đưa vào bản nháp")
    expect(page.locator("#diem strong")).to_have_text("0,50")
    assert_sound(page)
