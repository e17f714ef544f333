"""Rows as a workbook whose texts are never formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter.workbook import Workbook

from parindex.apps.pages.columns import Column
from parindex.engine.official.xlsx_sheet import Formats, Sheet
from parindex.engine.values.vietnamese import fold

TEXT_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST, _NARROWEST = 60, 10


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
        formats = Formats(book)
        sheet = Sheet(book.add_worksheet("Danh sách"), formats)
        sheet.title(title, f"Lập lúc {timezone.localtime():%d/%m/%Y %H:%M}")
        sheet.heading([column.title for column in columns], frozen=True)
        widths = [max(_NARROWEST, len(column.title)) for column in columns]
        for row in rows:
            for place, column in enumerate(columns):
                written = _write(sheet, formats, place, column.value(row))
                widths[place] = min(_WIDEST, max(widths[place], written))
            sheet.row += 1
        sheet.set_up(widths, title)
    return buffer.getvalue()


def _write(sheet: Sheet, formats: Formats, column: int, value: Any) -> int:
    """Write a cell and say how many characters wide it is."""
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        sheet.number(column, Fraction(value), formats.cell(align="right"))
        return len(str(value))
    if isinstance(value, date):
        moment = (
            timezone.localtime(value).replace(tzinfo=None) if isinstance(value, datetime) else value
        )
        pattern = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
        sheet.sheet.write_datetime(sheet.row, column, moment, formats.cell(num_format=pattern))
        return len(pattern)
    text = "" if value is None else str(value)
    sheet.text(column, text, formats.cell())
    return len(text)
