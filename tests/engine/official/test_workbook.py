"""The workbook: live totals, text that stays text, pages ready to print."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests.engine.official import kit
from tests.engine.official.spreadsheet import recalculated


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return kit.written(tmp_path_factory.mktemp("report"))[".xlsx"]


def formulas(path: Path) -> dict[tuple[str, str], str]:
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


ROUNDING = {
    "total": lambda text: text,
    "component": lambda text: text.replace("round_at: total", "round_at: component"),
    "criterion": lambda text: text.replace("round_at: total", "round_at: criterion"),
    "field": lambda text: text.replace("round_at: total", "round_at: field"),
    "no re-basing": lambda text: text.replace("rebase", "exclude"),
    "bonus over its ceiling": lambda text: text.replace("each: 0.5", "each: 2"),
}


@pytest.mark.parametrize("change", ROUNDING.values(), ids=ROUNDING.keys())
def test_recalculated_formulas_equal_the_cached_values(tmp_path, change):
    path = kit.written(tmp_path, kit.run(change=change))[".xlsx"]
    cached = openpyxl.load_workbook(path, data_only=True)
    found = formulas(path)
    assert len(found) > 40
    for (sheet, cell), value in recalculated(path).items():
        assert cached[sheet][cell].value == pytest.approx(value, abs=1e-9), (sheet, cell)


def test_a_changed_figure_changes_every_total(path, tmp_path):
    """1.1b from 1 to 0: 3.208333 of 9 ⇒ × 10 / 9 + 0.5 = 4.064815."""
    book = openpyxl.load_workbook(path)
    sheet = book["Bảng điểm"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "1.1b")
    row[5].value = 0
    book.save(tmp_path / "changed.xlsx")
    values = recalculated(tmp_path / "changed.xlsx")
    summary = book["Tổng hợp"]
    total = next(row[2].row for row in summary.iter_rows() if row[1].value == "Tổng điểm")
    assert values["Tổng hợp", f"D{total}"] == pytest.approx(4.064815, abs=1e-6)
    assert values["Tổng hợp", f"G{total}"] == pytest.approx(40.64815, abs=1e-5)


def test_text_that_looks_like_a_formula_stays_text(path):
    book = openpyxl.load_workbook(path)
    texts = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s"
    ]
    assert texts.count(kit.INJECTION) == 3  # a title on two sheets, an explanation
    assert any(each.startswith("@SUM(1+1)") for each in texts)
    known = re.compile(
        r"=(SUM|ROUND|MAX|MIN|SUMIF|IF|10\*?|[-+*/(),.:;=>\d\s\"–$]|'Bảng điểm'!|[A-Z]+)+"
    )
    assert [each for each in formulas(path).values() if not known.fullmatch(each)] == []
    assert not any(sheet._hyperlinks for sheet in book)


def test_headings_stay_in_sight_and_can_be_filtered(path):
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Tổng hợp", "Bảng điểm", "Chỉ tiêu kế hoạch", "Diễn giải"]
    for name in book.sheetnames[1:]:
        sheet = book[name]
        heading = next(row[0].row for row in sheet.iter_rows() if row[1].value and row[0].font.bold)
        assert sheet.freeze_panes.endswith(str(heading + 1))
        assert sheet.auto_filter.ref.startswith(f"A{heading}:")
        assert sheet.print_title_rows == f"${heading}:${heading}"


def test_every_sheet_prints_on_its_side_with_the_footer(path):
    scored = kit.run()
    for sheet in openpyxl.load_workbook(path):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert scored.id in sheet.oddFooter.center.text
        assert "Dữ liệu mô phỏng" in sheet.oddFooter.center.text
        assert "DỮ LIỆU MÔ PHỎNG" in sheet["A2"].value


def test_a_text_too_long_for_a_cell_is_cut_and_marked(tmp_path):
    answers = {**kit.answers(), "1.1b": kit.Answer(kit.YesNo(yes=True), explanation="dài " * 9000)}
    path = kit.written(tmp_path, kit.run({kit.SUBJECT: answers}))[".xlsx"]
    sheet = openpyxl.load_workbook(path)["Bảng điểm"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "1.1b")
    assert len(row[-1].value) == 32_767
    assert row[-1].value.endswith("…")


def test_a_field_without_points_comes_alive_when_one_is_filled_in(path, tmp_path):
    """2.1b from missing to 2: field 2 has 2 of 3 points, 66.666667 %."""
    book = openpyxl.load_workbook(path)
    scores, summary = book["Bảng điểm"], book["Tổng hợp"]
    field = next(row[0].row for row in scores.iter_rows() if row[0].value == "2")
    line = next(row[0].row for row in summary.iter_rows() if row[0].value == "2")
    before = recalculated(path)
    assert before["Bảng điểm", f"F{field}"] == before["Tổng hợp", f"G{line}"] == "–"
    next(row for row in scores.iter_rows() if row[0].value == "2.1b")[5].value = 2
    book.save(tmp_path / "filled.xlsx")
    after = recalculated(tmp_path / "filled.xlsx")
    assert after["Bảng điểm", f"F{field}"] == 2
    assert after["Tổng hợp", f"G{line}"] == pytest.approx(66.666667, abs=1e-6)


def test_rows_are_as_high_as_their_wrapped_texts(path):
    """A program that does not fit rows by itself would otherwise cut them after one line."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        widths = {
            column: each.width
            for each in sheet.column_dimensions.values()
            for column in range(each.min, each.max + 1)
        }
        for row in sheet.iter_rows():
            texts = [each for each in row if each.alignment.wrap_text and each.data_type == "s"]
            # Letters of Times New Roman are narrower than the digits that widths are given in.
            lines = [len(each.value) / widths[each.column] / 1.4 for each in texts]
            height = sheet.row_dimensions[row[0].row].height or 15
            assert height >= min(15 * max(lines, default=0), 400), (sheet.title, row[0].row)
