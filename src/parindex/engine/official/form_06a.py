"""Biểu II.06a/VPCP/KSTT as a workbook: the thirteen columns, title, totals, places to sign.

Layout after Thông tư 01/2020/TT-VPCP; page and fonts after Nghị định 30/2020/NĐ-CP. Names, places
and days of signing stay blank for the people whose they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from parindex.engine.official.printable import printable
from parindex.engine.official.xlsx_sheet import Formats, Sheet
from parindex.engine.reading.files import written_aside
from parindex.engine.records.forms.count import Filled
from parindex.engine.records.forms.model import (
    COUNT_COLUMNS,
    FORM_CODE,
    SIMULATED_NOTICE,
    TITLE,
    Counts,
    Form06a,
)
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.periods import Period, month_of, quarter_of, year_of
from parindex.engine.values.problems import BadInput

_WIDTHS = (6, 34, *(10 for _ in COUNT_COLUMNS))
_LAST = len(_WIDTHS) - 1
_TEXT_ONLY = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_SMALL, _SIZE, _LARGE = 11, 12, 13
_HEADING_HEIGHT, _SIGNING_ROWS = 34, 5
_MERGED_HEADING: tuple[tuple[int, int, int, int, str], ...] = (
    (0, 0, 2, 0, "STT"),
    (0, 1, 2, 1, "Lĩnh vực giải quyết"),
    (0, 2, 0, 5, "Số lượng hồ sơ tiếp nhận"),
    (0, 6, 0, 9, "Số lượng hồ sơ đã giải quyết"),
    (0, 10, 0, 12, "Số lượng hồ sơ đang giải quyết"),
    (1, 2, 2, 2, "Tổng số"),
    (1, 3, 1, 4, "Trong kỳ"),
    (1, 5, 2, 5, "Từ kỳ trước"),
    (1, 6, 2, 6, "Tổng số"),
    (1, 7, 2, 7, "Trước hạn"),
    (1, 8, 2, 8, "Đúng hạn"),
    (1, 9, 2, 9, "Quá hạn"),
    (1, 10, 2, 10, "Tổng số"),
    (1, 11, 2, 11, "Trong hạn"),
    (1, 12, 2, 12, "Quá hạn"),
)
"""First row and column, last row and column within the heading, and the text."""
_HEADING = ((2, 3, "Trực tuyến"), (2, 4, "Trực tiếp, dịch vụ bưu chính"))


def write_form(filled: Filled, path: Path) -> None:
    """Write the form to `path`; what stood there is replaced only when all is written."""
    if not path.parent.is_dir():
        raise BadInput.of(
            path, "thư mục chứa tệp này không tồn tại", "Hãy tạo thư mục hoặc chọn nơi khác"
        )
    with (
        written_aside(path) as aside,
        xlsxwriter.Workbook(str(aside), _TEXT_ONLY) as book,
    ):
        book.set_properties({"title": f"Biểu {FORM_CODE}", "subject": TITLE.capitalize()})
        _Writer(Sheet(book.add_worksheet("Biểu 06a"), Formats(book)), printable(filled)).write()


def period_name(period: Period) -> str | None:
    """`Quý II/2023`, `6 tháng đầu năm 2023`, `Năm 2023`, `Tháng 5/2023`; None for other days."""
    year = period.first.year
    named = {year_of(year): f"Năm {year}"}
    named |= {quarter_of(year, n): f"Quý {'I' * n if n < 4 else 'IV'}/{year}" for n in range(1, 5)}
    named |= {month_of(year, n): f"Tháng {n}/{year}" for n in range(1, 13)}
    halves = [Period(quarter_of(year, n).first, quarter_of(year, n + 1).last) for n in (1, 3)]
    named |= {
        halves[0]: f"6 tháng đầu năm {year}",
        halves[1]: f"6 tháng cuối năm {year}",
    }
    return named.get(period)


class _Writer:
    """The one sheet, from its head to the places to sign."""

    def __init__(self, sheet: Sheet, filled: Filled) -> None:
        self.sheet, self.filled = sheet, filled
        self.form: Form06a = filled.form
        self.formats = sheet.formats

    @property
    def _page(self) -> Worksheet:
        return self.sheet.sheet

    def write(self) -> None:
        self._head()
        self._heading()
        self._rows()
        self._signatures()
        self._notes()
        self.sheet.set_up(_WIDTHS, f"Biểu {FORM_CODE}")

    def _merge(self, left: int, right: int, text: str, **properties: Any) -> None:
        """A text across columns of the current row."""
        form = self.formats.get(**{"text_wrap": True, "font_size": _SIZE, **properties})
        self.sheet.text(left, text, form, until=right)

    def _head(self) -> None:
        unit = self.form.unit or ""
        self._merge(0, 1, f"Biểu số {FORM_CODE}", bold=True)
        self._merge(2, 8, TITLE, bold=True, align="center", font_size=_LARGE)
        receivers = f"- Đơn vị báo cáo: {unit}\n- Đơn vị nhận báo cáo: …"
        self._merge(10, _LAST, receivers, font_size=_SMALL)
        self.sheet.row += 1
        for text in self._period_lines():
            self._merge(0, _LAST, text, bold=True, align="center")
            self.sheet.row += 1
        if self.form.simulated:
            self._merge(0, _LAST, SIMULATED_NOTICE, bold=True, italic=True, align="center")
            self.sheet.row += 1
        self._merge(0, _LAST, "Đơn vị tính: Số hồ sơ TTHC", italic=True, align="right")
        self.sheet.row += 1

    def _period_lines(self) -> list[str]:
        period = self.form.period
        if period is None:
            return ["Kỳ báo cáo: …"]
        days = str(period)
        name = period_name(period)
        return (
            [f"Kỳ báo cáo: {name}", f"({days[:1].upper()}{days[1:]})"]
            if name
            else [f"Kỳ báo cáo: {days}"]
        )

    def _heading(self) -> None:
        top, form = self.sheet.row, self.formats.heading
        for row, column, last_row, last_column, text in _MERGED_HEADING:
            self._page.merge_range(top + row, column, top + last_row, last_column, text, form)
        for row, column, text in _HEADING:
            self._page.write_string(top + row, column, text, form)
        self._page.set_row(top + 2, _HEADING_HEIGHT)
        self.sheet.row = top + 3
        numbers = self.formats.cell(align="center", italic=True)
        for column in range(_LAST + 1):
            self.sheet.text(column, f"({column + 1})", numbers)
        self.sheet.row += 1
        self._page.repeat_rows(top, self.sheet.row - 1)
        self._page.freeze_panes(self.sheet.row, 2)

    def _rows(self) -> None:
        centred, plain = self.formats.cell(align="center"), self.formats.cell()
        for place, row in enumerate(self.form.rows, start=1):
            self._page.write_number(self.sheet.row, 0, place, centred)
            self.sheet.text(1, row.sector, plain)
            self._counts(row.counts)
        bold = self.formats.cell(bold=True, align="center")
        self._page.merge_range(self.sheet.row, 0, self.sheet.row, 1, "TỔNG CỘNG", bold)
        self._counts(self.form.total or Counts(), bold=True)

    def _counts(self, counts: Counts, **properties: Any) -> None:
        form = self.formats.cell(num_format="#,##0", align="right", **properties)
        for column, value in enumerate(counts.values, start=2):
            self._page.write_number(self.sheet.row, column, value, form)
        self.sheet.row += 1

    def _signatures(self) -> None:
        self.sheet.row += 1
        self._merge(8, _LAST, "…, ngày … tháng … năm …", italic=True, align="center")
        self.sheet.row += 1
        for left, right in (
            ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"),
            ("(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên, đóng dấu)"),
        ):
            weight = {"bold": left.isupper(), "italic": not left.isupper(), "align": "center"}
            self._merge(0, 2, left, **weight)
            self._merge(8, _LAST, right, **weight)
            self.sheet.row += 1
        self.sheet.row += _SIGNING_ROWS

    def _notes(self) -> None:
        for note in _notes(self.filled):
            self._merge(0, _LAST, note, italic=True, font_size=_SMALL)
            self.sheet.row += 1


def _notes(filled: Filled) -> Sequence[str]:
    """What a reader of the figures should know; every line begins with words, not with a number."""
    rule = (
        "Ghi chú: so theo ngày (giờ Việt Nam); không có ngày hẹn trả, hoặc bị trả lại, rút: đúng hạn;"
        " tới ngày hẹn trả mà hết ngày cuối kỳ chưa xong: quá hạn."
    )
    notes = [rule]
    if filled.without_channel:
        notes.append(
            f"Cột (5) gồm {vietnamese(filled.without_channel)} hồ sơ không ghi kênh tiếp nhận."
        )
    return notes
