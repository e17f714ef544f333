"""The file to fill in: a row for each component of a set, and what each of them asks."""

from __future__ import annotations

from io import BytesIO

from django import forms
from xlsxwriter.workbook import Workbook

from parindex.apps.criteria.answering import InputForm
from parindex.apps.criteria.sheets import titles_of
from parindex.apps.pages.workbook import TEXT_ONLY
from parindex.apps.pastyears.rows import COLUMNS, FIELDS
from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.official.xlsx_sheet import Formats, Sheet

_WIDTHS = (14, 8, 16, 44, 10, 10, 12, 12, 12, 12, 12, 14, 22, 30, 18, 26, 40)
_GUIDE = ("Mã", "Nội dung", "Các cột số liệu cần điền")
_CASE = {"truong_hop", "ly_do"}


def sample(criteria_set: CriteriaSet, unit: str, year: int | None) -> bytes:
    """The .xlsx file: codes, titles and maxima filled in, unit and year where they are given."""
    buffer = BytesIO()
    with Workbook(buffer, TEXT_ONLY) as book:
        formats = Formats(book)
        _rows(Sheet(book.add_worksheet("Số liệu"), formats), criteria_set, unit, year)
        _guide(Sheet(book.add_worksheet("Hướng dẫn"), formats), criteria_set)
    return buffer.getvalue()


def _rows(sheet: Sheet, criteria_set: CriteriaSet, unit: str, year: int | None) -> None:
    title = f"Kết quả các năm trước, theo mã của bộ chỉ số {criteria_set.id}"
    sheet.title(title, "Xóa các dòng không có số liệu. Điểm bắt buộc; số liệu, giải trình nếu có.")
    sheet.heading(list(COLUMNS.values()), frozen=True, left=3)
    text, number = sheet.formats.cell(num_format="@"), sheet.formats.cell(align="right")
    for component in criteria_set.components:
        for place in range(len(COLUMNS)):
            sheet.text(place, "", sheet.formats.cell())
        sheet.text(0, unit, text)
        if year is not None:
            sheet.sheet.write_number(sheet.row, 1, year, sheet.formats.cell())
        sheet.text(2, component.code, text)
        sheet.text(3, component.title, sheet.formats.cell())
        sheet.number(4, component.max, number)
        sheet.row += 1
    sheet.set_up(_WIDTHS, title)


def _guide(sheet: Sheet, criteria_set: CriteriaSet) -> None:
    sheet.title("Mỗi mục hỏi số liệu gì")
    sheet.heading(_GUIDE, frozen=True)
    for component in criteria_set.components:
        asked = _asked(criteria_set, component)
        sheet.texts((component.code, component.title, asked), sheet.formats.cell())
    sheet.set_up((16, 60, 90), "Hướng dẫn")


def _asked(criteria_set: CriteriaSet, component: Component) -> str:
    """`Tử số: Số hồ sơ đúng hạn; Mẫu số: Số hồ sơ`."""
    form = InputForm(criteria_set, component, {})
    parts = [str(each.label) for name, each in form.fields.items() if name.startswith("phan-")]
    if parts:
        return (
            f"{COLUMNS['parts']}: ghi các nội dung đạt, cách nhau dấu ; trong: {'; '.join(parts)}"
        )
    told = []
    for name, field in form.fields.items():
        if name not in _CASE:
            among = titles_of(field) if isinstance(field, forms.ChoiceField) else []
            levels = f" (một trong: {'; '.join(among)})" if among else ""
            told.append(f"{COLUMNS[FIELDS[name]]}: {field.label}{levels}")
    return "; ".join(told)
