"""The three files say the same, and what they say was calculated by hand (see kit.py)."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from parindex.engine.values.numbers import exact, vietnamese
from tests.engine.official import kit

# Code: maximum, points, as printed.
EXPECTED = {
    "1": ("6,00", "4,21"),
    "1.1": ("3,00", "2,33"),
    "1.1a": ("2,00", "1,33"),
    "1.1b": ("1,00", "1,00"),
    "1.2": ("3,00", "1,88"),
    "1.2a": ("3,00", "1,88"),
    "2": ("3,00", "–"),
    "2.1": ("3,00", "–"),
    "2.1a": ("1,00", "–"),
    "2.1b": ("2,00", "–"),
    "2.1c": ("(1,00)", "–"),
    "C": ("1,00", "0,50"),
    "C1": ("2,00", "0,50"),
    "C1a": ("2,00", "0,50"),
    "Cộng trước khi quy đổi": ("9,00", "4,71"),
    "Tổng điểm": ("10,00", "5,18"),
}
BY_FIELD = [
    ("1", "6,00", "4,21", "6,00", "0,00", "70,14"),
    ("2", "3,00", "–", "3,00", "0,00", "–"),
    ("C", "1,00", "0,50", "1,00", "0,00", "50,00"),
    ("", "9,00", "4,71", "10,00", "0,00", "52,31"),
    ("", "10,00", "5,18", "11,00", "0,00", "51,76"),
]
BY_SOURCE = {
    "Tự đánh giá, thẩm định": ("10,00", "4,71", "10,00"),
    "Khảo sát lãnh đạo, quản lý": ("1,00", "–", "1,00"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    return kit.written(tmp_path_factory.mktemp("report"))


def printed(cell) -> str:
    """A worksheet cell as its number format shows it."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    places = len(cell.number_format.partition(".")[2])
    return vietnamese(exact(repr(cell.value)), places)


def docx_tables(path: Path) -> list[list[list[str]]]:
    """Every cell's text, a blank that keeps a figure on one line read as a blank."""
    found = docx.Document(str(path)).tables
    return [
        [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
        for table in found
    ]


def score_rows_of_docx(path: Path) -> dict[str, tuple[str, str]]:
    (table,) = [each for each in docx_tables(path) if "Tài liệu kiểm chứng" in each[0]]
    return {row[0] or row[1]: (row[2], row[4]) for row in table[1:]}


def score_rows_of_xlsx(path: Path) -> dict[str, tuple[str, str]]:
    rows = openpyxl.load_workbook(path, data_only=True)["Bảng điểm"].iter_rows()
    found = {(row[0].value or row[1].value): (printed(row[3]), printed(row[5])) for row in rows}
    return {code: figures for code, figures in found.items() if code in EXPECTED}


def test_the_full_table_in_word_is_the_one_calculated_by_hand(files):
    assert score_rows_of_docx(files[".docx"]) == EXPECTED


def test_the_full_table_in_the_workbook_is_the_same(files):
    assert score_rows_of_xlsx(files[".xlsx"]) == EXPECTED


def test_every_table_row_of_the_word_file_stands_in_the_pdf(files):
    pdf = kit.squeezed("".join(kit.pdf_pages(files[".pdf"])))
    rows = [row for table in docx_tables(files[".docx"])[1:-1] for row in table]
    assert len(rows) > 40
    missing = [row for row in rows if kit.squeezed("".join(row)) not in pdf]
    assert [row for row in missing if "Nơi nhận" not in row[0]] == []


def test_every_paragraph_of_the_word_file_stands_in_the_pdf(files):
    pdf = kit.squeezed("".join(kit.pdf_pages(files[".pdf"])))
    paragraphs = docx.Document(str(files[".docx"])).paragraphs
    assert [each.text for each in paragraphs if kit.squeezed(each.text) not in pdf] == []


def test_the_summary_by_field_in_word_and_workbook(files):
    (table,) = [each for each in docx_tables(files[".docx"]) if "Lĩnh vực" in each[0]]
    assert [
        (row[0], *(text.removesuffix(" %") for text in row[2:])) for row in table[1:]
    ] == BY_FIELD
    sheet = openpyxl.load_workbook(files[".xlsx"], data_only=True)["Tổng hợp"]
    rows = [[printed(cell) for cell in row] for row in sheet.iter_rows()]
    start = next(at for at, row in enumerate(rows) if row[1] == "Lĩnh vực") + 1
    assert [(row[0], *row[2:]) for row in rows[start : start + 5]] == BY_FIELD


def test_the_summary_by_source_in_word_and_workbook(files):
    (table,) = [each for each in docx_tables(files[".docx"]) if "Nguồn điểm" in each[0]]
    assert {row[0]: tuple(row[1:4]) for row in table[1:]} == BY_SOURCE
    sheet = openpyxl.load_workbook(files[".xlsx"], data_only=True)["Tổng hợp"]
    rows = [[printed(cell) for cell in row] for row in sheet.iter_rows()]
    assert {row[1]: tuple(row[2:5]) for row in rows if row[1] in BY_SOURCE} == BY_SOURCE


def test_the_targets_are_the_same_in_all_three(files):
    expected = [
        ("1", "từ 65 % trở lên", "1.1a", "≈ 66,67 % (2/3)", "Đạt"),
        ("1", "80 %", "1.2a", "50 % (50/100)", "Chưa đạt"),
        ("1", "70 %", "–", "–", "Chưa rõ"),
        ("2", "từ 2 cuộc đến 3 cuộc", "2.1b", "–", "Chưa rõ"),
    ]
    (table,) = [each for each in docx_tables(files[".docx"]) if "Đánh giá" in each[0]]
    assert [(row[0], *row[2:]) for row in table[1:]] == expected
    sheet = openpyxl.load_workbook(files[".xlsx"])["Chỉ tiêu kế hoạch"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(at for at, row in enumerate(rows) if row[0] == "Nhiệm vụ") + 1
    assert [(row[0], *row[2:]) for row in rows[start:]] == expected


def test_the_body_states_total_and_rating(files):
    pdf = " ".join("".join(kit.pdf_pages(files[".pdf"])).split())
    assert "5,18 điểm trên 10,00 điểm tối đa, bằng 51,76 %" in pdf
    assert "Xếp loại tạm tính: Khá." in pdf
    assert "4,71/9,00 được quy về thang điểm 10,00" in pdf


def test_a_trace_gives_the_exact_fraction_and_the_records(files):
    sheet = openpyxl.load_workbook(files[".xlsx"])["Diễn giải"]
    (row,) = [row for row in sheet.iter_rows(values_only=True) if row[1] == "1.1a"]
    assert "4/3" in row
    facts = next(cell for cell in row if isinstance(cell, str) and "kho hồ sơ" in cell)
    assert facts.endswith(
        "cấp tỉnh, từ ngày 01/01/2023 đến ngày 31/12/2023: 9/12; "
        "4 bản ghi không đủ dữ liệu để xét; kho hồ sơ phiên bản v7"
    )
    assert kit.squeezed(facts) in kit.squeezed("".join(kit.pdf_pages(files[".pdf"])))
