"""Rows as a workbook whose texts are never formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter.workbook import Workbook

from parindex.apps.pages.columns import Column
from parindex.engine.official.xlsx_sheet import Formats, Sheet
from parindex.engine.values.problems import BadInput
from parindex.engine.values.vietnamese import fold

TEXT_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST, _NARROWEST = 60, 10
_MEASURED = 1000
"""Rows that tell how wide the columns are."""
LAST_ROW = 1_048_576
"""Rows that a worksheet can have."""


def workbook_response(title: str, columns: Sequence[Column], rows: Iterable[Any]) -> HttpResponse:
    """A download of the rows with the columns' titles above, named after the title."""
    return download(workbook(title, columns, rows), f"{fold(title).replace(' ', '-')}.xlsx")


def download(content: bytes, name: str) -> HttpResponse:
    """A workbook as a download under that name."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{quote(name)}"'
    return response


def workbook(title: str, columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """The .xlsx file of a table: numbers and days as such, everything else as text."""
    buffer = BytesIO()
    with Workbook(buffer, TEXT_ONLY) as book:
        _fill(book, title, columns, rows)
    return buffer.getvalue()


def workbook_at(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    """The same written to a file row by row, however many there are; `BadInput` beyond a sheet's end."""
    row_by_row = {"in_memory": False, "constant_memory": True, "tmpdir": str(path.parent)}
    with Workbook(str(path), {**TEXT_ONLY, **row_by_row}) as book:
        _fill(book, title, columns, rows)


def _fill(book: Workbook, title: str, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    formats = Formats(book)
    sheet = Sheet(book.add_worksheet("Danh sách"), formats)
    values = ([column.value(row) for column in columns] for row in rows)
    first = list(islice(values, _MEASURED))
    widths = [
        _width([column.title, *cells]) for column, *cells in zip(columns, *first, strict=True)
    ]
    sheet.title(title, f"Lập lúc {timezone.localtime():%d/%m/%Y %H:%M}")
    sheet.heading([column.title for column in columns], frozen=True)
    sheet.settle(widths)
    for row in chain(first, values):
        if sheet.row == LAST_ROW:
            raise BadInput.of(title, f"dài hơn {LAST_ROW} dòng của một bảng tính", "Hãy chia nhỏ")
        for place, value in enumerate(row):
            _write(sheet, formats, place, value)
        sheet.row += 1
        sheet.settle(widths)
    sheet.set_up(widths, title)


def _width(values: Iterable[Any]) -> int:
    """The width in characters of a column with these values."""
    return min(_WIDEST, max(_NARROWEST, *(len(_shown(value)) for value in values)))


def _write(sheet: Sheet, formats: Formats, column: int, value: Any) -> None:
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        sheet.number(column, Fraction(value), formats.cell(align="right"))
    elif isinstance(value, date):
        moment = (
            timezone.localtime(value).replace(tzinfo=None) if isinstance(value, datetime) else value
        )
        form = formats.cell(num_format=_pattern(value))
        sheet.sheet.write_datetime(sheet.row, column, moment, form)
    else:
        sheet.text(column, _shown(value), formats.cell())


def _pattern(value: date) -> str:
    return "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"


def _shown(value: Any) -> str:
    """About what a cell shows."""
    if isinstance(value, date):
        return _pattern(value)
    return "" if value is None else str(value)
