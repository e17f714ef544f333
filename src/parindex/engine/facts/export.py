"""Rows of records into a file: .xlsx or .csv, row by row, no cell ever a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from parindex.engine.reading.files import written_aside
from parindex.engine.values.problems import BadInput

FORMATS = (".xlsx", ".csv")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_SHEET_ROWS = 1_048_575
"""How many rows below the heading a sheet of a workbook holds."""

_CELL_LENGTH = 32_767


def check_target(path: Path) -> None:
    """Raise `BadInput` unless the path names a file of a format that can be written, in a folder."""
    if path.suffix.lower() not in FORMATS:
        raise BadInput.of(
            path, "không xuất được ra dạng tệp này", f"Hãy đặt tên tệp có đuôi {', '.join(FORMATS)}"
        )
    if path.is_dir() or not path.parent.is_dir():
        raise BadInput.of(
            path, "không ghi được tệp ở đây", "Hãy chọn một tên tệp trong thư mục đã có"
        )


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write a heading and the rows, and tell how many; an earlier file is replaced only at the end.

    In a .csv (UTF-8 with BOM, so that spreadsheets read it) a text that a spreadsheet would take
    for a formula gets a `'` before it, as OWASP advises; in a .xlsx every text is a text. More
    rows than a sheet holds go on in further sheets.
    """
    check_target(path)
    write = _write_xlsx if path.suffix.lower() == ".xlsx" else _write_csv
    try:
        with written_aside(path) as aside:
            return write(aside, columns, rows)
    except OSError as error:
        raise BadInput.of(
            path, "không ghi được tệp", "Hãy kiểm tra quyền ghi và dung lượng đĩa"
        ) from error


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_csv_cell(value) for value in row])
            count += 1
    return count


def _csv_cell(value: Any) -> str:
    text = _text(value)
    # Spaces before the sign do not stop every spreadsheet.
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


def _write_xlsx(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    # Loaded where it is needed: most questions want no workbook.
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        moments = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        bold = book.add_format({"bold": True})
        waiting = iter(rows)
        count = sheets = 0
        while (first := next(waiting, None)) is not None or not sheets:
            sheets += 1
            sheet = book.add_worksheet("Hồ sơ" if sheets == 1 else f"Hồ sơ ({sheets})")
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(columns) - 1, 18)
            sheet.write_row(0, 0, columns, bold)
            here = () if first is None else chain([first], islice(waiting, _SHEET_ROWS - 1))
            for number, row in enumerate(here, start=1):
                _write_row(sheet, number, row, days, moments)
                count += 1
    return count


def _write_row(sheet: Any, number: int, row: Sequence[Any], days: Any, moments: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, datetime):
            sheet.write_datetime(number, column, value, moments)
        elif isinstance(value, date):
            sheet.write_datetime(number, column, value, days)
        elif value is not None:
            text = _text(value)
            shown = text if len(text) <= _CELL_LENGTH else f"{text[: _CELL_LENGTH - 1]}…"
            sheet.write_string(number, column, shown)
