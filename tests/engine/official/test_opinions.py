"""What other agencies said stands in all three forms of the report, and nowhere without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl

from parindex.engine.official import texts
from parindex.engine.official.opinions import Consultation, Remark, Tally
from parindex.engine.official.write import write_report
from tests.engine.official import kit

ASKED = Consultation(
    title="Lấy ý kiến các sở",
    named=False,
    closes=date(2024, 1, 31),
    invited=12,
    answered=7,
    tallies=(Tally("1.1a", "Nội dung một", "Làm đầy đủ.", 5, 1, 1),),
    remarks=(Remark("1.1a", "", kit.INJECTION),),
    withheld=("1.2a",),
)
LEAD = (
    "Mời 12 cơ quan, tổ chức góp ý, 7 cơ quan, tổ chức đã góp ý; lấy ý kiến đến hết ngày 31/01/2024; "
    "ý kiến không nêu tên cơ quan, tổ chức. Số ý kiến chưa đủ để tổng hợp mà không lộ người góp ý: 1.2a."
)


def test_counts_and_remarks_stand_in_all_forms(tmp_path: Path):
    write_report(replace(kit.report(), consultations=(ASKED,)), tmp_path)
    word = docx.Document(str(tmp_path / "bao-cao.docx"))
    paragraphs = [each.text for each in word.paragraphs]
    assert texts.OPINIONS in paragraphs
    # The section comes after the proposals and before the last sentence.
    assert paragraphs.index(texts.DIFFICULTIES) < paragraphs.index(texts.OPINIONS)
    assert LEAD in [each.replace("\u00a0", " ") for each in paragraphs]
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert ["1.1a", "Nội dung một", "Làm đầy đủ.", "5", "1", "1"] in rows
    assert ["1.1a", "Không nêu tên", kit.INJECTION] in rows
    printed = " ".join(" ".join(kit.pdf_pages(tmp_path / "bao-cao.pdf")).split())
    assert "V. Ý KIẾN CỦA CƠ QUAN, TỔ CHỨC KHÁC" in printed
    assert "Mời 12 cơ quan, tổ chức góp ý, 7 cơ quan" in printed
    sheet = openpyxl.load_workbook(tmp_path / "bao-cao.xlsx")[texts.OPINION_SHEET]
    cells = list(sheet.iter_rows(values_only=True))
    assert ("1.1a", "Nội dung một", "Làm đầy đủ.", 5, 1, 1) in cells
    assert any(row[:3] == ("1.1a", "Không nêu tên", kit.INJECTION) for row in cells)


def test_where_nobody_was_asked_the_report_is_as_before(tmp_path: Path):
    write_report(kit.report(), tmp_path)
    word = docx.Document(str(tmp_path / "bao-cao.docx"))
    assert texts.OPINIONS not in [each.text for each in word.paragraphs]
    book = openpyxl.load_workbook(tmp_path / "bao-cao.xlsx")
    assert texts.OPINION_SHEET not in book.sheetnames
