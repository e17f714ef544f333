"""The quarantine as a workbook: what to mend first, all faults, and the rows ready to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from parindex.engine.official.xlsx_sheet import Formats
from parindex.engine.reading.files import written_aside
from parindex.engine.records.errors.layout import (
    BESIDE,
    CAME,
    FILE,
    GROUPS_SHEET,
    ID,
    KEY_SHEET,
    LINE,
    MARK,
    REASONS,
    ROWS_SHEET,
    SUMMARY_SHEET,
)
from parindex.engine.records.errors.listing import Group, Listing, Row
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.problems import BadInput

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_TEXT = 32_767
_LINE_HEIGHT, _HIGHEST = 15.5, 400
_LETTERS_PER_WIDTH = 1.3
_SIMULATED = "DỮ LIỆU MÔ PHỎNG - không phải hồ sơ thật"

_GROUP_COLUMNS = (
    ("STT", 6),
    ("Lỗi", 48),
    ("Cột", 22),
    ("Loại lỗi", 16),
    ("Mức xử lý", 14),
    ("Số lỗi", 10),
    ("Số dòng", 10),
    ("Cần làm gì", 56),
)
_PLACE_COLUMNS = (("Tệp", 30), ("Ví dụ", 24), ("Ở dòng", 10))
_BESIDE_WIDTHS = {ID: 18, FILE: 22, LINE: 8, REASONS: 60}
_FIELD_WIDTH, _CAME_WIDTH = 18, 60
_ALLOWED = (
    "autofilter",
    "sort",
    "format_cells",
    "format_columns",
    "format_rows",
    "delete_rows",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What went into a workbook: rows and faults in quarantine, rows to be mended, rows left out."""

    rows: int
    faults: int
    listed: int
    left_out: int


def write_errors(listing: Listing, path: Path) -> Written:
    """Write the workbook to `path`, unless there is no fault to write.

    `BadInput` if something stands there, or it cannot be written.
    """
    if path.exists():
        # A person may have mended it; nobody's work is written over.
        raise BadInput.of(path, "tệp đã có", "Hãy chọn tên khác, hoặc xóa tệp cũ trước")
    left_out = max(0, listing.different_rows - listing.most_rows)
    written = Written(listing.rows, listing.faults, listing.different_rows - left_out, left_out)
    if not written.rows:
        return written
    try:
        with written_aside(path) as aside, xlsxwriter.Workbook(str(aside), _OPTIONS) as book:
            book.set_properties({"title": f"Sổ lỗi: {listing.kind.title}"})
            _Writer(book, listing, written).write()
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise BadInput.of(
            path, "không ghi được tệp", "Hãy kiểm tra thư mục và quyền ghi"
        ) from error
    return written


class _Writer:
    """The three sheets and the hidden one, each from its top to its bottom."""

    def __init__(self, book: Workbook, listing: Listing, written: Written) -> None:
        self.book, self.listing, self.written = book, listing, written
        self.formats = Formats(book)
        self.plain = self.formats.get(border=1, text_wrap=True)
        self.number = self.formats.get(border=1, num_format="#,##0", align="right")

    def write(self) -> None:
        self._summary(self.book.add_worksheet(SUMMARY_SHEET))
        self._all_groups(self.book.add_worksheet(GROUPS_SHEET))
        self._rows(self.book.add_worksheet(ROWS_SHEET))
        self._key(self.book.add_worksheet(KEY_SHEET))

    def _summary(self, sheet: Worksheet) -> None:
        _set_widths(sheet, [width for _, width in _GROUP_COLUMNS])
        _put(
            sheet,
            0,
            0,
            f"Sổ lỗi: {self.listing.kind.title}",
            self.formats.get(bold=True, font_size=14),
        )
        row = 1
        for text in self._introduction():
            _put(sheet, row, 0, text, self.formats.get(bold=text == _SIMULATED))
            row += 1
        row += 1
        self._headings(sheet, row, [name for name, _ in _GROUP_COLUMNS])
        groups = self.listing.kinds()
        for number, group in enumerate(groups, 1):
            self._group(sheet, row + number, number, group)
        sheet.freeze_panes(row + 1, 0)
        _page(sheet, row)

    def _introduction(self) -> list[str]:
        written, kind = self.written, self.listing.kind.name
        texts = [_SIMULATED] if self.listing.simulated else []
        texts += [
            (
                f"Khu cách ly, phiên bản {self.listing.version}: {vietnamese(written.rows)} dòng,"
                f" {vietnamese(written.faults)} lỗi. Bảng dưới đây là những loại lỗi cần xử lý trước."
            ),
            (
                f"Sửa ngay trong trang «{ROWS_SHEET}» (ô tô màu là ô có lỗi), giữ nguyên cột «{ID}» và tên"
                " các cột, lưu tệp, rồi nạp lại:"
            ),
            f"parindex records import {kind} TỆP.xlsx --store KHO",
            (
                "Dòng đã đúng rời khu cách ly; dòng còn sai nằm lại với lý do mới; dòng bị xóa khỏi trang"
                " vẫn nằm trong khu cách ly."
            ),
        ]
        if written.left_out:
            texts.append(
                f"Trang «{ROWS_SHEET}» chỉ có {vietnamese(written.listed)} dòng đầu;"
                f" còn {vietnamese(written.left_out)} dòng chưa có trong tệp này: hãy sửa và nạp lại,"
                " rồi xuất sổ lỗi lần nữa."
            )
        return texts

    def _all_groups(self, sheet: Worksheet) -> None:
        columns = (*_GROUP_COLUMNS, *_PLACE_COLUMNS)
        _set_widths(sheet, [width for _, width in columns])
        self._headings(sheet, 0, [name for name, _ in columns])
        groups = self.listing.groups()
        for row, group in enumerate(groups, 1):
            self._group(sheet, row, row, group)
            at = len(_GROUP_COLUMNS)
            _put(sheet, row, at, group.file, self.plain)
            _put(sheet, row, at + 1, group.value, self.plain)
            sheet.write_number(row, at + 2, group.line, self.number)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(groups), len(columns) - 1)
        _page(sheet, 0)

    def _group(self, sheet: Worksheet, row: int, number: int, group: Group) -> None:
        lines = max(
            _lines(text, width)
            for text, width in (
                (group.says, 48),
                (group.remedy, 56),
                (group.column, 22),
                (group.file, 30),
            )
        )
        sheet.set_row(row, _height(lines))
        sheet.write_number(row, 0, number, self.number)
        says = group.says[:1].upper() + group.says[1:]
        texts = (says, group.column, group.fault_class.vietnamese, group.severity.vietnamese)
        for column, text in enumerate(texts, 1):
            _put(sheet, row, column, text, self.plain)
        sheet.write_number(row, 5, group.faults, self.number)
        sheet.write_number(row, 6, group.rows, self.number)
        _put(sheet, row, 7, group.remedy, self.plain)

    def _rows(self, sheet: Worksheet) -> None:
        headings = self.listing.headings
        columns = [(name, _BESIDE_WIDTHS[name]) for name in BESIDE]
        columns += [(each.text, _FIELD_WIDTH) for each in headings]
        if self.listing.unsplit:
            columns.append((CAME, _CAME_WIDTH))
        self._headings(sheet, 0, [name for name, _ in columns])
        _set_widths(sheet, [width for _, width in columns])
        last = 0
        for last, row in enumerate(self.listing.each_row(), 1):
            self._row(sheet, last, row)
        if last:
            self._choices(sheet, last)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        # Against a slip of the hand, not against a person: there is no password.
        sheet.protect("", dict.fromkeys(_ALLOWED, True))
        _page(sheet, 0)

    def _choices(self, sheet: Worksheet, last: int) -> None:
        """Offer the allowed values, without insisting on them."""
        for column, heading in enumerate(self.listing.headings, len(BESIDE)):
            choices = [value for value, _ in self.listing.kind.field(heading.field).choices]
            if choices:
                offered = {"validate": "list", "source": choices, "error_type": "warning"}
                sheet.data_validation(1, column, last, column, offered)

    def _row(self, sheet: Worksheet, at: int, row: Row) -> None:
        told = self.formats.get(border=1, text_wrap=True, font_color="#555555", num_format="@")
        free = self.formats.get(border=1, locked=False, num_format="@")
        faulty = self.formats.get(border=1, locked=False, num_format="@", bg_color="#F8D7DA")
        reasons = "\n".join(row.reasons)
        if row.again:
            reasons += f"\n(dòng y hệt còn ở {vietnamese(row.again)} chỗ khác)"
        lines = max(_lines(reasons, _BESIDE_WIDTHS[REASONS]), _lines(row.text, _CAME_WIDTH))
        sheet.set_row(at, _height(lines))
        for column, text in enumerate((row.id, row.file, str(row.line), reasons)):
            _put(sheet, at, column, text, told)
        headings = self.listing.headings
        for column, heading in enumerate(headings, len(BESIDE)):
            form = faulty if heading.field in row.faulty else free
            _put(sheet, at, column, row.values.get(heading.field, ""), form)
        if self.listing.unsplit:
            _put(sheet, at, len(BESIDE) + len(headings), row.text, told)

    def _key(self, sheet: Worksheet) -> None:
        for column, text in enumerate((MARK, self.listing.kind.name)):
            sheet.write_string(0, column, text)
        for row, heading in enumerate(self.listing.headings, 1):
            sheet.write_string(row, 0, heading.field)
            sheet.write_string(row, 1, heading.text)
        sheet.hide()

    def _headings(self, sheet: Worksheet, row: int, names: Sequence[str]) -> None:
        sheet.set_row(row, 2 * _LINE_HEIGHT)
        for column, name in enumerate(names):
            _put(sheet, row, column, name, self.formats.heading)


def _put(sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
    """A text stays a text, whatever it begins with; what no cell can hold is cut and marked."""
    if not text:
        sheet.write_blank(row, column, None, form)
        return
    cut = text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
    sheet.write_string(row, column, cut, form)


def _set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def _lines(text: str, width: int) -> int:
    room = int(width * _LETTERS_PER_WIDTH)
    return sum(max(1, len(wrap(line, room))) for line in text.split("\n"))


def _height(lines: int) -> float:
    return min(lines * _LINE_HEIGHT, _HIGHEST)


def _page(sheet: Worksheet, heading: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading)
    sheet.set_footer("&C&P/&N")
