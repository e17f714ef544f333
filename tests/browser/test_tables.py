"""Tables in a browser: searched, sorted and paged without reloading, and just as well without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from parindex.apps.access.roles import Role
from parindex.apps.organizations.happenings import UnitData
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.services import register_units
from tests.apps.people import BEGIN, World
from tests.browser.conftest import LOOKS
from tests.browser.looking import assert_sound
from tests.parts import CHROMIUM

ROWS = "#don-vi tbody tr"


@pytest.fixture
def many(world: World) -> World:
    """Sixty communes more, so that there are two pages."""
    units = [
        UnitData(
            uuid4(),
            f"X{number:02d}",
            f"Xã Đắk {number}",
            UnitLevel.COMMUNE,
            BEGIN,
            parent=world.province.pk,
        )
        for number in range(60)
    ]
    register_units(units, by="kiểm thử")
    return world


@CHROMIUM.required
def test_search_sort_and_page_without_reloading(many: World, page_of: Callable[..., Page]) -> None:
    page = page_of(many.own[Role.SPECIALIST])
    page.goto("/don-vi/")
    page.evaluate("window.kept = true")
    expect(page.locator(ROWS)).to_have_count(50)
    page.get_by_role("link", name="Trang sau").click()
    expect(page.locator(ROWS)).to_have_count(16)
    page.get_by_label("Tìm").fill("dak 5")
    expect(page.locator(ROWS)).to_have_count(15)
    # The field keeps the focus, so whoever types goes on typing.
    expect(page.get_by_label("Tìm")).to_be_focused()
    page.get_by_role("link", name="Mã", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Mã")
    expect(page.locator(ROWS).first).to_contain_text("X05")
    page.get_by_role("link", name="Mã", exact=True).click()
    expect(page.locator(ROWS).first).to_contain_text("X59")
    expect(page).to_have_url(re.compile("sap-xep=-ma"))
    assert page.evaluate("window.kept") is True
    for _ in range(2):
        page.go_back()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Tên đơn vị")
    page.get_by_label("Tìm").fill("khong co don vi nao nhu the")
    expect(page.locator(".empty")).to_contain_text("Không có dòng nào khớp")
    for look in LOOKS:
        look.take(page)
        assert_sound(page)


@CHROMIUM.required
def test_the_same_without_script(many: World, page_of: Callable[..., Page]) -> None:
    page = page_of(many.own[Role.SPECIALIST], java_script_enabled=False)
    page.goto("/don-vi/")
    page.get_by_label("Tìm").fill("phong dau")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator(ROWS)).to_have_count(1)
    page.get_by_role("link", name="Phòng Đầu tiên").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phòng Đầu tiên")


@CHROMIUM.required
def test_the_workbook_is_what_is_on_the_page(
    many: World, page_of: Callable[..., Page], tmp_path: Any
) -> None:
    page = page_of(many.own[Role.SPECIALIST])
    page.goto("/don-vi/?tim=dak+5")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Tải .xlsx").click()
    path = tmp_path / downloading.value.suggested_filename
    assert path.name == "danh-muc-don-vi.xlsx"
    downloading.value.save_as(path)
    sheet = load_workbook(path).active
    assert sheet is not None
    names = [row[0].value for row in sheet.iter_rows()]
    assert sum("Đắk" in str(name) for name in names) == 15


@CHROMIUM.required
def test_a_unit_is_suggested_while_typing(many: World, page_of: Callable[..., Page]) -> None:
    page = page_of(many.own[Role.ADMINISTRATOR])
    page.goto("/don-vi/danh-muc/them/")
    page.get_by_label("Đơn vị cấp trên").press_sequentially("van phong")
    expect(page.locator("datalist option")).to_have_count(1)
    expect(page.locator("datalist option")).to_have_attribute("value", "VP – Văn phòng Thử")
    assert_sound(page)


@CHROMIUM.required
def test_keyboard_alone_reaches_the_content_first(
    many: World, page_of: Callable[..., Page]
) -> None:
    page = page_of(many.own[Role.SPECIALIST])
    page.goto("/don-vi/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
