"""The round: facts counted, opened, answered, returned, explained, approved."""

from __future__ import annotations

import re
from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import Page, expect

from parindex.apps.organizations.queries import today
from parindex.site.example import YEAR
from tests.apps.evidence.making import pdf
from tests.browser.story.stage import (
    APPRAISER,
    COORDINATOR,
    HELPERS,
    SPECIALIST,
    UNIT_HEAD,
    Stage,
    finished,
    go,
    told,
)

ROUND = "tu-danh-gia-2023"
TITLE = "Tự đánh giá năm 2023 theo Kế hoạch 839/KH-VP"
OFFICE = "Văn phòng Ủy ban nhân dân tỉnh"
ITEM = "1.5a.tinh Hồ sơ TTHC cấp tỉnh tiếp nhận trong năm được giải quyết đúng hạn"
WHY_RETURNED = "Nêu rõ vì sao số hồ sơ trễ hẹn tăng trong quý III"
EXPLANATION = "Quý III chuyển hệ thống một cửa nên 12 ngày tiếp nhận bằng giấy (số liệu ví dụ)."

CHOICES = {
    "1.1": {"Mọi TTHC trong năm được ban hành đúng thẩm quyền": "Đạt"},
    "1.4": {
        "Tiếp nhận và trả kết quả tại bộ phận một cửa": "Đạt",
        "Giải quyết liên thông giữa các cơ quan": "Đạt",
    },
    "2.3": {"Mức đạt được": "Đáp ứng một phần"},
    "2.4a": {
        "Đáp ứng yêu cầu chức năng": "Đạt",
        "Đáp ứng tính năng kỹ thuật": "Đạt",
        "Thông tin kịp thời và đầy đủ": "Đạt",
        "Thuận lợi truy cập và khai thác": "Chưa đạt",
    },
}
"""What no record answers: by code, the choice under each heading."""


def count_facts(stage: Stage) -> None:
    """The co-ordinator has the year's facts counted; the page tells how far that is."""
    page = stage.as_(COORDINATOR)
    go(page, "Số liệu")
    page.get_by_role("link", name="Đo số liệu").first.click()
    page.get_by_label("Năm").fill(str(YEAR))
    page.get_by_role("button", name="Bắt đầu đo").click()
    finished(page)
    stage.look(page, "so-lieu")


def open_round(stage: Stage) -> None:
    """A round of the plan's own set; the plan says who answers, the co-ordinator assigns the rest."""
    page = stage.as_(COORDINATOR)
    go(page, "Đợt đánh giá")
    page.get_by_role("link", name="Mở đợt đánh giá").first.click()
    page.get_by_label("Tên đợt").fill(TITLE)
    page.get_by_label("Mã đợt").fill(ROUND)
    page.get_by_label("Bộ chỉ số").select_option("kh-839-2023, phiên bản 1")
    page.get_by_label("Năm đánh giá").fill(str(YEAR))
    for label, days in (
        ("Hạn tự đánh giá", 7),
        ("Hạn lãnh đạo đơn vị duyệt", 10),
        ("Hạn phòng điều phối kiểm tra", 12),
        ("Hạn lãnh đạo cơ quan phê duyệt", 14),
    ):
        page.get_by_label(label).fill(f"{today() + timedelta(days=days):%d/%m/%Y}")
    stage.look(page, "mo-dot")
    page.get_by_role("button", name="Mở đợt").click()
    told(page, "Đã mở đợt")
    stage.look(page)
    page.get_by_role("link", name=OFFICE).click()
    expect(page.get_by_role("row", name=ITEM)).to_contain_text("P. NC-KSTTHC")
    _assign(stage, page)


def _assign(stage: Stage, page: Page) -> None:
    """Task 3 names «các phòng chuyên môn», which is no single room."""
    page.get_by_role("link", name="Giao việc").click()
    for code in ("3a", "3b"):
        page.get_by_label(f"Chọn mục {code}").check()
    page.get_by_label("Giao cho").select_option(label="P. Tổng hợp")
    stage.look(page, "giao-viec")
    page.get_by_role("button", name="Giao các mục đã đánh dấu").click()
    told(page, "Đã giao 2 mục cho P. Tổng hợp")


def answer_item(stage: Stage) -> None:
    """The specialist answers 1.5 for the province from what was measured, with a file as evidence."""
    page = stage.as_(SPECIALIST)
    go(page, "Việc của tôi")
    stage.look(page, "viec-cua-toi")
    page.get_by_role("link", name=ITEM).click()
    expect(page.get_by_role("heading", name="Số liệu đo từ hồ sơ")).to_be_visible()
    page.get_by_role("link", name="Xem hồ sơ đạt").click()
    expect(page.get_by_role("table")).to_be_visible()
    stage.look(page, "ho-so")
    page.go_back()
    page.get_by_role("link", name="Nộp văn bản mới").click()
    file = stage.folder / "So lieu mot cua 2023.pdf"
    file.write_bytes(pdf("So lieu mo phong, trich tu he thong mot cua"))
    page.get_by_label(re.compile("^Tệp")).set_input_files(file)
    page.get_by_label("Trích yếu").fill("Số liệu giải quyết TTHC năm 2023 (tệp ví dụ)")
    page.get_by_label(re.compile("^Số (?!li)")).fill("12")
    page.get_by_label("Ký hiệu").fill("BC-VP")
    stage.look(page, "nop-minh-chung")
    page.get_by_role("button", name="Nộp và gắn").click()
    expect(page.get_by_role("link", name="Số liệu giải quyết TTHC năm 2023")).to_be_visible()
    stage.look(page, "muc-danh-gia", page.locator(".desk-main"))
    page.get_by_role("button", name="Lưu và trình lãnh đạo đơn vị").click()
    told(page, "Đã trình mục 1.5a.tinh")


def return_and_explain(stage: Stage) -> None:
    """The head gives it back with a reason; the specialist explains; the head approves."""
    head = stage.as_(UNIT_HEAD)
    go(head, "Việc của tôi")
    head.get_by_role("link", name=ITEM).click()
    head.get_by_label("Lý do", exact=True).last.fill(WHY_RETURNED)
    stage.look(head, "duyet-muc")
    head.get_by_role("button", name="Trả lại kèm lý do").click()
    told(head, "Đã trả lại mục 1.5a.tinh")

    page = stage.as_(SPECIALIST)
    go(page, "Việc của tôi")
    row = page.get_by_role("row", name=ITEM)
    expect(row).to_contain_text("Sửa lại")
    expect(row).to_contain_text(WHY_RETURNED)
    stage.look(page, "bi-tra-lai")
    row.get_by_role("link").click()
    expect(page.get_by_text(f"Bị trả lại: {WHY_RETURNED}")).to_be_visible()
    page.get_by_label("Giải trình").fill(EXPLANATION)
    page.get_by_role("button", name="Lưu và trình lãnh đạo đơn vị").click()
    told(page, "Đã trình mục 1.5a.tinh")

    go(head, "Việc của tôi")
    head.get_by_role("link", name=ITEM).click()
    expect(head.get_by_text(EXPLANATION)).to_be_visible()
    accept_evidence(stage, head)
    head.get_by_role("button", name="Duyệt mục này").click()
    told(head, "Đã duyệt mục 1.5a.tinh")


def accept_evidence(stage: Stage, page: Page) -> None:
    """The head finds the file to prove what it should."""
    page.locator("#minh-chung summary").click()
    stage.look(page, "xem-xet-minh-chung", page.locator("#minh-chung"))
    page.get_by_role("button", name="Chấp nhận", exact=True).click()
    expect(page.locator("#minh-chung .tag.good")).to_have_text("Chấp nhận")


def read_and_ask(stage: Stage) -> None:
    """The appraiser reads the item, changes nothing, and asks in its thread."""
    page = stage.as_(APPRAISER)
    go(page, "Đợt đánh giá")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=OFFICE).click()
    page.get_by_role("link", name=ITEM.partition(" ")[2], exact=True).click()
    expect(page.get_by_text(EXPLANATION)).to_be_visible()
    page.get_by_label("Viết trao đổi").fill("Đề nghị nộp thêm văn bản về việc chuyển hệ thống.")
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("#trao-doi .history")).to_contain_text("Cán bộ thẩm định")
    stage.look(page, "tham-dinh")


def answer_the_rest(stage: Stage) -> None:
    """Every room answers what is left to it, and its head approves."""
    rooms = ((SPECIALIST, UNIT_HEAD), *HELPERS.values())
    for specialist, head in rooms:
        page = stage.as_(specialist)
        for address in _work(page):
            _answer(page, address)
        page = stage.as_(head)
        for address in _work(page):
            page.goto(address)
            page.get_by_role("button", name="Duyệt mục này").click()
            told(page, "Đã duyệt mục")


def _work(page: Page) -> list[str]:
    """The addresses of the items in the list of what waits for that person."""
    page.goto(reverse("home"))
    links = page.get_by_role("region", name="Việc cần làm").locator("tbody a[href*='/muc/']")
    return [str(each.get_attribute("href")) for each in links.all()]


def _answer(page: Page, address: str) -> None:
    page.goto(address)
    code = page.get_by_role("heading", level=1).inner_text().split()[0]
    for heading, choice in CHOICES.get(code, {}).items():
        page.get_by_role("group", name=heading).get_by_text(choice, exact=True).click()
    page.get_by_label("Giải trình").fill("Tài liệu kiểm chứng sẽ bổ sung khi thẩm định (ví dụ).")
    page.get_by_role("button", name="Lưu và trình lãnh đạo đơn vị").click()
    told(page, f"Đã trình mục {code}")
