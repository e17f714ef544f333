"""Accounts are opened, the plan becomes work: loaded, corrected, issued, read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.urls import reverse
from playwright.sync_api import Page, expect

from parindex.engine.official.docx import write_docx
from parindex.engine.official.plan import lay_out_plan
from parindex.engine.plans.read import read_plan
from parindex.site.example import PLAN
from tests.browser.story.stage import (
    ADMINISTRATOR,
    COORDINATOR,
    HELPERS,
    SPECIALIST,
    UNIT_HEAD,
    Stage,
    go,
    told,
)

SETS = ("qd-766-2022", "kh-839-2023")
MADE = datetime(2023, 2, 27, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
ROOM = "H00.VP.01"
OWN_PASSWORD = "doi-ngay-lan-dau-839"  # noqa: S105 - of somebody who lives as long as the story


def open_account(stage: Stage) -> None:
    """The administrator opens the specialist's account; the specialist chooses a password."""
    page = stage.as_(ADMINISTRATOR)
    go(page, "Tài khoản")
    page.get_by_role("link", name="Thêm tài khoản").click()
    page.get_by_label("Tên đăng nhập").fill(SPECIALIST)
    page.get_by_label("Họ và tên").fill("Chuyên viên phòng Nội chính (dùng thử)")
    page.get_by_role("button", name="Mở tài khoản").click()
    first = page.locator("code").inner_text()
    stage.look(page)
    page.get_by_role("link", name="Đã ghi lại").click()
    page.get_by_role("link", name="Giao vai trò").click()
    page.get_by_label("Vai trò").select_option("Chuyên viên")
    page.get_by_label("Đơn vị").fill("noi chinh")
    expect(page.locator("datalist option")).to_have_count(1)
    page.get_by_label("Căn cứ").fill("Phân công của lãnh đạo Văn phòng (ví dụ)")
    stage.look(page, "giao-vai-tro")
    page.get_by_role("button", name="Giao vai trò").click()
    told(page, "Đã giao vai trò")
    stage.look(page, "tai-khoan")

    page = stage.as_(SPECIALIST, first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi mật khẩu")
    page.get_by_label("Mật khẩu đang dùng").fill(first)
    page.get_by_label("Mật khẩu mới", exact=True).fill(OWN_PASSWORD)
    page.get_by_label("Mật khẩu mới, ghi lại lần nữa").fill(OWN_PASSWORD)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.goto(reverse("home"))
    expect(page.get_by_role("listitem").filter(has_text="Chuyên viên")).to_contain_text("NC-KSTTHC")


def publish_sets(stage: Stage) -> None:
    """The plan's indicator set, and before it the one that it takes a score of."""
    page = stage.as_(COORDINATOR)
    for name in SETS:
        go(page, "Bộ chỉ số")
        page.get_by_role("link", name="Công bố bộ chỉ số").first.click()
        page.get_by_label("Bộ chỉ số đi kèm sản phẩm").select_option(name)
        page.get_by_role("button", name="Kiểm tra và công bố").click()
        told(page, "Đã công bố")
    stage.look(page)


def word_document(folder: Path) -> Path:
    """Kế hoạch 839 as a Word file."""
    path = folder / "Ke hoach 839.docx"
    write_docx(lay_out_plan(read_plan(PLAN), made=MADE), path)
    return path


def issue_plan(stage: Stage) -> None:
    """The co-ordinator loads the plan, corrects it, links it to the set, issues it."""
    page = stage.as_(COORDINATOR)
    go(page, "Kế hoạch")
    page.get_by_role("link", name="Nạp kế hoạch").first.click()
    page.get_by_label("Tệp kế hoạch").set_input_files(word_document(stage.folder))
    page.get_by_role("button", name="Đọc kế hoạch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dự thảo kế hoạch 839/KH-VP")
    _correct(stage, page)
    page.get_by_role("link", name="Gắn tiêu chí").click()
    stage.look(page, "gan-tieu-chi")
    page.get_by_role("button", name="Ghi các tiêu chí đã chọn").click()
    told(page, "Đã ghi tiêu chí của")
    page.get_by_role("link", name="Dự thảo", exact=True).click()
    page.get_by_role("link", name="Xem lại và ban hành").click()
    stage.look(page)
    page.get_by_role("button", name="Ban hành và yêu cầu quán triệt").click()
    expect(page.get_by_text("đơn vị đã xác nhận")).to_be_visible()


def _correct(stage: Stage, page: Page) -> None:
    """The plan cites a decision by a wrong date, as the real one does."""
    wrong = "876/QĐ-BNV được viện dẫn với ngày 10/01/2022"
    expect(page.get_by_text(wrong)).to_be_visible()
    stage.look(page, "du-thao-ke-hoach")
    page.get_by_role("link", name="Sửa phần chung").click()
    stage.look(page)
    demands = page.get_by_label("Yêu cầu")
    demands.fill(demands.input_value().replace("10/01/2022", "10/11/2022"))
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.locator("li").filter(has_text=wrong)).to_contain_text("Đã sửa")


def confirm_reading(stage: Stage) -> None:
    """Each head confirms for their unit; the co-ordinator sees who has."""
    for username in (UNIT_HEAD, *(head for _, head in HELPERS.values())):
        page = stage.as_(username)
        own = page.get_by_role("region", name="Việc cần làm")
        own.get_by_role("row", name="Xác nhận quán triệt").get_by_role("link").click()
        if username == UNIT_HEAD:
            stage.look(page, "quan-triet")
        page.get_by_role("button", name="Xác nhận đã quán triệt").click()
        told(page, "Đã xác nhận quán triệt cho")
    page = stage.as_(COORDINATOR)
    page.reload()
    stage.look(page, "ke-hoach")
    page.get_by_role("link", name="đơn vị đã xác nhận").click()
    expect(page.locator("tbody tr").filter(has_text="Nội chính")).to_contain_text("Đã xác nhận")
    stage.look(page)
