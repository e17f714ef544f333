"""A plan written as the official document is the plan again when it is read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pypdfium2

from parindex.engine.official.docx import write_docx
from parindex.engine.official.pdf import write_pdf
from parindex.engine.official.plan import lay_out_plan
from parindex.engine.plans.model import Plan
from parindex.engine.plans.read import read_plan

EXAMPLE = Path(__file__).parents[3] / "examples" / "ke-hoach-839"
MADE = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def _plan() -> Plan:
    return read_plan(next(EXAMPLE.glob("*.txt")))


def test_the_document_written_reads_as_the_same_plan(tmp_path: Path) -> None:
    plan = _plan()
    path = tmp_path / "ke-hoach.docx"
    write_docx(lay_out_plan(plan, made=MADE), path)
    again = read_plan(path)
    assert again.unplaced == ()
    assert [replace(task, line=0) for task in again.tasks] == [
        replace(task, line=0) for task in plan.tasks
    ]
    kept = ("number", "symbol", "place", "date", "title", "bases", "objectives", "requirements")
    kept += ("duties", "recipients", "signer")
    assert {name: getattr(again, name) for name in kept} == {
        name: getattr(plan, name) for name in kept
    }


def test_the_pdf_says_what_the_document_says(tmp_path: Path) -> None:
    pages = lay_out_plan(_plan(), made=MADE)
    write_docx(pages, tmp_path / "a.docx")
    write_pdf(pages, tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    squeezed = re.sub(r"\s", "", text.replace("\ufffe", ""))
    for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs:
        assert re.sub(r"\s", "", paragraph.text) in squeezed
    for told in ("Số:839/KH-VP", "ngày27tháng02năm2023", "NguyễnĐứcHảiTùng", "KT.CHÁNHVĂNPHÒNG"):
        assert told in squeezed


def test_what_a_draft_does_not_know_is_left_to_be_filled_in() -> None:
    plan = replace(_plan(), number=None, date=None, signer=None)
    letter = lay_out_plan(plan, made=MADE, notices=("DỰ THẢO",)).letter
    assert letter.number == "Số:        /KH-VP"
    assert letter.place_and_date.split() == ["Bình", "Thuận,", "ngày", "tháng", "năm", "……"]
    assert letter.notices == ("DỰ THẢO",)


def test_numbers_below_ten_have_a_leading_zero() -> None:
    letter = lay_out_plan(replace(_plan(), number="5"), made=MADE).letter
    assert letter.number == "Số: 05/KH-VP"


def test_the_last_sentence_ends_the_document() -> None:
    body = lay_out_plan(replace(_plan(), duties=()), made=MADE).body
    assert body[-1].text == "Thời gian thực hiện: Thường xuyên trong năm 2023./."
