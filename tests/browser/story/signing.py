"""The end: checked, approved, downloaded, filed; those who look on see the same."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from django.urls import reverse
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.story.answering import OFFICE, ROUND
from tests.browser.story.stage import AUDITOR, COORDINATOR, LEADER, Stage, finished, go, told

ASSESSMENT = (ROUND, "H00.VP")


def check(stage: Stage) -> None:
    """The co-ordinator finds everything there and hands it to the leader."""
    page = stage.as_(COORDINATOR)
    go(page, "Việc của tôi")
    page.get_by_role("row", name="Kiểm tra đủ").get_by_role("link", name=OFFICE).click()
    expect(page.get_by_text("Mọi mục đã được đơn vị duyệt")).to_be_visible()
    stage.look(page, "kiem-tra-du")
    page.get_by_role("button", name="Đã kiểm tra đủ, trình lãnh đạo").click()
    told(page, "Đã trình lãnh đạo cơ quan")


def approve(stage: Stage) -> None:
    """The leader approves, which freezes the result."""
    page = stage.as_(LEADER)
    go(page, "Việc của tôi")
    page.get_by_role("row", name="Phê duyệt").get_by_role("link", name=OFFICE).click()
    stage.look(page, "phe-duyet")
    page.get_by_role("button", name="Phê duyệt, chốt kết quả").click()
    finished(page)
    stage.look(page, "ket-qua")


def download(stage: Stage) -> Path:
    """The report as .docx and .pdf prints the run's id that stands on the page; the .pdf is returned."""
    page = stage.as_(COORDINATOR)
    page.goto(reverse("assessments:assessment", args=ASSESSMENT))
    run = _run(page)
    word = _downloaded(stage, page, ".docx")
    assert run in _words_of(word)
    printed = _downloaded(stage, page, ".pdf")
    assert run in "".join(_text_of(printed).split())
    return printed


def file_signed(stage: Stage, signed: Path) -> None:
    """The registry's number, and the paper as it came back signed."""
    page = stage.as_(COORDINATOR)
    run = _run(page)
    page.get_by_text("Văn thư ghi số, nộp bản ký").click()
    page.get_by_label("Số, ký hiệu").fill("05/BC-VP")
    page.get_by_label("Ngày văn bản").fill("15/01/2024")
    page.get_by_label("Mã lần chấm in trên bản ký").fill(run)
    page.get_by_label("Bản ký (.pdf)").set_input_files(signed)
    stage.look(page, "van-thu", page.locator(".sealed"))
    page.get_by_role("button", name="Ghi số và lưu bản ký").click()
    told(page, "Đã ghi số 05/BC-VP và lưu bản ký")
    expect(page.locator(".sealed")).to_contain_text("05/BC-VP, 15/01/2024")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Bản ký", exact=True).click()
    assert Path(downloading.value.path()).read_bytes() == signed.read_bytes()
    page.get_by_role("button", name="gói bàn giao").click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Tải ban-giao").click()
    assert downloading.value.suggested_filename.endswith(f"{run}.zip")


def look_on(stage: Stage) -> None:
    """Whoever only follows the work finds the same result, and nothing that changes it."""
    page = stage.as_(AUDITOR)
    go(page, "Đợt đánh giá")
    page.get_by_role("link", name="Tự đánh giá năm 2023").click()
    page.get_by_role("link", name=OFFICE).click()
    expect(page.locator(".sealed")).to_contain_text("05/BC-VP")
    acts = page.locator("button:not(.table-tools button)")
    [button] = page.get_by_role("main").get_by_role("button").and_(acts).all()
    expect(button).to_have_text("Đóng gói minh chứng (.zip)")
    stage.look(page, "theo-doi")


def _run(page: Page) -> str:
    entry = page.locator(".sealed dl > div").filter(has_text="Mã lần chấm")
    return entry.locator("dd").inner_text().strip()


def _downloaded(stage: Stage, page: Page, ending: str) -> Path:
    with page.expect_download() as downloading:
        page.locator(".sealed").get_by_role("link", name=ending).click()
    path = stage.folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    assert path.suffix == ending
    return path


def _words_of(path: Path) -> str:
    """All that a Word file says, its headers and footers too."""
    document = Document(str(path))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    return "".join(str(each.text) for part in parts for each in part.iter() if each.text)


def _text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)
