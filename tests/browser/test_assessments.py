"""An item in a browser: points while one types, two writers, approval; axe finds nothing on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from parindex.apps.access.roles import Role
from tests.apps.assessments import kit
from tests.apps.people import World
from tests.browser.conftest import LOOKS
from tests.browser.looking import assert_sound
from tests.parts import CHROMIUM

Pages = Callable[..., Page]


def address(code: str) -> str:
    return reverse("assessments:item", args=[kit.CODE, "VP", kit.CODE, code])


@pytest.fixture
def round_(world: World) -> None:
    kit.opened(world)


@CHROMIUM.required
@pytest.mark.usefixtures("round_")
def test_points_show_while_one_types_and_the_item_is_handed_on(
    world: World, page_of: Pages
) -> None:
    page = page_of(world.own[Role.SPECIALIST])
    page.goto(address("1.6"))
    for look in LOOKS:
        look.take(page)
        assert_sound(page)
    LOOKS[0].take(page)
    page.get_by_label("Số phản ánh, kiến nghị xử lý đúng hạn").fill("45")
    page.get_by_label("Số phản ánh, kiến nghị phải xử lý").fill("50")
    expect(page.locator("#diem strong")).to_have_text("1,35")
    expect(page.locator("#diem")).to_contain_text("90 % (45/50)")
    page.get_by_text("Không áp dụng", exact=True).click()
    expect(page.get_by_label("Lý do không áp dụng")).to_be_visible()
    expect(page.get_by_label("Số phản ánh, kiến nghị phải xử lý")).to_be_hidden()
    page.get_by_text("Có số liệu", exact=True).click()
    page.get_by_role("button", name="Lưu và trình").click()
    expect(page.get_by_role("alert")).to_contain_text("thiếu tài liệu kiểm chứng bắt buộc")
    assert_sound(page)
    page.get_by_label("Giải trình").fill("Báo cáo đang trình ký.")
    page.get_by_role("button", name="Lưu và trình").click()
    expect(page.get_by_role("status")).to_contain_text("Đã trình mục 1.6")

    head = page_of(world.own[Role.UNIT_HEAD])
    head.goto(reverse("home"))
    head.get_by_role("link", name="1.6 Phản ánh").click()
    expect(head.get_by_text("Báo cáo đang trình ký.")).to_be_visible()
    assert_sound(head)
    head.get_by_role("button", name="Duyệt mục này").click()
    expect(head.get_by_role("status")).to_contain_text("Đã duyệt mục 1.6")
    assert kit.item(world, "1.6").state == "approved"


@CHROMIUM.required
@pytest.mark.usefixtures("round_")
def test_the_second_writer_sees_both_versions(world: World, page_of: Pages) -> None:
    page = page_of(world.own[Role.SPECIALIST])
    page.goto(address("1.1"))
    kit.write(kit.item(world, "1.1"), {"dap_an": "khong"}, world.own[Role.UNIT_HEAD])
    page.get_by_text("Đạt", exact=True).click()
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_role("alert")).to_contain_text("Người unit_head vừa lưu một bản khác")
    expect(page.get_by_role("alert")).to_contain_text("Không đạt")
    expect(page.get_by_label("Đạt", exact=True)).to_be_checked()
    assert_sound(page)


@CHROMIUM.required
@pytest.mark.usefixtures("round_")
def test_an_approved_result_stands_sealed_on_its_page(world: World, page_of: Pages) -> None:
    run = kit.frozen(world)
    page = page_of(world.own[Role.COORDINATOR])
    page.goto(reverse("assessments:assessment", args=[kit.CODE, "VP"]))
    expect(page.get_by_text(run.head)).to_be_visible()
    page.get_by_text("Văn thư ghi số, nộp bản ký").click()
    page.get_by_text("Mở lại để sửa").click()
    page.get_by_text("Tổng hợp theo lĩnh vực").click()
    for look in LOOKS:
        look.take(page)
        assert_sound(page)
