"""The story of a plan, one person for each role: loaded, corrected, issued, read, reported on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.urls import reverse
from playwright.sync_api import Page, expect

from parindex.apps.access.roles import Role
from parindex.apps.planning.models import Plan, Task
from parindex.engine.official.docx import write_docx
from parindex.engine.official.plan import lay_out_plan
from parindex.engine.plans.read import read_plan
from tests.apps.people import World
from tests.apps.planning.making import TEXT
from tests.browser.looking import assert_sound
from tests.parts import CHROMIUM

MADE = datetime(2023, 1, 5, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def _word_document(folder: Path) -> Path:
    """The plan as a Word file, one unit in it misspelt."""
    text = folder / "ke-hoach.txt"
    text.write_text(TEXT.replace("Phòng Đầu tiên.", "Phòng Đầu tiênn."), encoding="utf-8")
    path = folder / "Kế hoạch 12.docx"
    write_docx(lay_out_plan(read_plan(text), made=MADE), path)
    return path


def _load(page: Page, file: Path) -> None:
    page.goto(reverse("planning:plans"))
    page.get_by_role("link", name="Nạp kế hoạch").first.click()
    page.get_by_label("Tệp kế hoạch").set_input_files(file)
    page.get_by_role("button", name="Đọc kế hoạch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dự thảo kế hoạch 12/KH-VP")


def _correct(page: Page) -> None:
    expect(page.get_by_text("«Phòng Đầu tiênn» không có trong danh mục")).to_be_visible()
    page.get_by_role("link", name="Sửa mục 1", exact=True).click()
    page.get_by_label("Đơn vị chủ trì").fill("Phòng Đầu tiên")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text("Mọi đơn vị nêu trong kế hoạch đều có")).to_be_visible()


def _link(page: Page) -> None:
    page.get_by_role("link", name="Gắn tiêu chí").click()
    page.get_by_role("group", name="Mục 1").get_by_label("Thêm mã tiêu chí khác").fill("1.3")
    page.get_by_role("button", name="Ghi các tiêu chí đã chọn").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi tiêu chí của")


def _issue(page: Page) -> None:
    page.get_by_role("link", name="Dự thảo", exact=True).click()
    page.get_by_role("link", name="Xem lại và ban hành").click()
    page.get_by_role("button", name="Ban hành và yêu cầu quán triệt").click()
    expect(page.get_by_text("0/4 đơn vị đã xác nhận")).to_be_visible()


@CHROMIUM.required
def test_from_the_document_to_the_first_report(
    world: World, page_of: Callable[..., Page], tmp_path: Path
) -> None:
    coordinator = page_of(world.own[Role.COORDINATOR])
    _load(coordinator, _word_document(tmp_path))
    assert_sound(coordinator)
    _correct(coordinator)
    _link(coordinator)
    _issue(coordinator)
    assert_sound(coordinator)

    # What is to be urged comes into the home page, which stays what it is.
    home = page_of(world.own[Role.COORDINATOR])
    home.goto("/")
    owed = home.get_by_role("table", name="Cần đôn đốc")
    expect(owed.get_by_role("row", name="chưa xác nhận quán triệt")).to_be_visible()
    expect(home).to_have_title("Việc của tôi · PAR INDEX")
    assert_sound(home)

    head = page_of(world.own[Role.UNIT_HEAD])
    head.goto("/")
    own = head.get_by_role("region", name="Việc cần làm")
    own.get_by_role("row", name="Xác nhận quán triệt").get_by_role("link").click()
    head.get_by_role("button", name="Xác nhận đã quán triệt").click()
    expect(head.get_by_role("status")).to_have_text("Đã xác nhận quán triệt cho Phòng Đầu tiên.")

    specialist = page_of(world.own[Role.SPECIALIST])
    specialist.goto(reverse("planning:plan", args=[Plan.objects.get().pk]))
    specialist.get_by_role("link", name="Công khai thủ tục hành chính").click()
    assert_sound(specialist)
    specialist.get_by_label("Tình trạng").first.select_option("Đang thực hiện")
    specialist.get_by_label("Tỷ lệ hoàn thành (%)").fill("25")
    specialist.get_by_label("Kết quả, vướng mắc, kiến nghị").fill("Đã công khai 120 thủ tục")
    specialist.get_by_role("button", name="Ghi báo cáo").click()
    expect(specialist.get_by_role("status")).to_have_text("Đã ghi báo cáo của Phòng Đầu tiên.")

    coordinator.reload()
    expect(coordinator.get_by_text("1/4 đơn vị đã xác nhận")).to_be_visible()
    row = coordinator.get_by_role("row", name="Công khai thủ tục hành chính")
    expect(row).to_contain_text("25 %")
    assert Task.objects.get(ref="1").links.filter(code="1.3").exists()


@CHROMIUM.required
def test_a_line_of_the_document_leads_to_its_task_and_back(
    world: World, page_of: Callable[..., Page], tmp_path: Path
) -> None:
    page = page_of(world.own[Role.COORDINATOR])
    _load(page, _word_document(tmp_path))
    task = Task.objects.get(ref="2")
    line = page.locator(f"#dong-{task.said.line}")
    line.get_by_role("link", name="mục 2").click()
    expect(page).to_have_url(re.compile(f"#nhiem-vu-{task.identity}$"))
    page.locator(f"#nhiem-vu-{task.identity}").get_by_role("link", name="dòng").click()
    expect(line).to_be_in_viewport()


@CHROMIUM.required
def test_the_table_of_tasks_narrows_without_leaving_the_page(
    world: World, page_of: Callable[..., Page], tmp_path: Path
) -> None:
    page = page_of(world.own[Role.COORDINATOR])
    _load(page, _word_document(tmp_path))
    _correct(page)
    page.get_by_role("link", name="Xem lại và ban hành").click()
    page.get_by_role("button", name="Ban hành và yêu cầu quán triệt").click()
    page.get_by_label("Tìm").fill("so hoa")
    expect(page.locator("#nhiem-vu tbody tr")).to_have_count(1)
    expect(page.locator("#nhiem-vu")).to_contain_text("Số hóa hồ sơ")
