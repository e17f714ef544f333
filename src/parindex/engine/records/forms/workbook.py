"""The sheets of a workbook as plain cells, opened only after the file has proved harmless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from python_calamine import CalamineSheet, SheetTypeEnum, SheetVisibleEnum

from parindex.engine.reading.files import MEGABYTE, check_file
from parindex.engine.records.sources.sheets import ErrorCell
from parindex.engine.records.sources.workbook import errors_of, open_workbook
from parindex.engine.records.sources.workbook_archive import Limits, column_letters
from parindex.engine.values.problems import BadInput

Cell: TypeAlias = int | float | str | bool | date | time | timedelta

ROW_LIMIT = 20_000
CELL_LIMIT = 1_000_000
"""A form has some hundred rows; whoever hands over more has chosen another file."""
_OF_FORMS = Limits(unpacked=64 * MEGABYTE, cells=4_000_000)
"""What is looked at before anything is read into memory: also the server reads forms, for many."""


@dataclass(frozen=True)
class Sheet:
    """One visible sheet; rows and columns count from 0 here and from 1 and A for people."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    def at(self, row: int, column: int) -> Cell:
        """The cell, empty text beyond the edge."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    @cached_property
    def _anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): first
            for first, last in self.merged
            for row in range(first[0], min(last[0], len(self.rows)) + 1)
            for column in range(first[1], last[1] + 1)
        }

    def shown_at(self, row: int, column: int) -> Cell:
        """The cell as a person sees it: a merged one shows the value of its first cell."""
        return self.at(*self._anchors.get((row, column), (row, column)))

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def letter(column: int) -> str:
    """The letters of a column counted from 0: `A`, `AB`."""
    return column_letters(column + 1)


def open_sheets(path: Path) -> list[Sheet]:
    """The visible sheets of an .xlsx or .xls workbook; `BadInput` says why it cannot be read."""
    check_file(path)
    sheets: list[Sheet] = []
    with open_workbook(path, _OF_FORMS) as (book, bounds):
        for told in book.sheets_metadata:
            if told.visible is SheetVisibleEnum.Visible and told.typ is SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(told.name)
                if (
                    sheet.total_height > ROW_LIMIT
                    or sheet.total_height * sheet.total_width > CELL_LIMIT
                ):
                    raise _too_big(path, told.name)
                sheets.append(_sheet(sheet, errors_of(path, told.name, bounds)))
    return sheets


def _sheet(sheet: CalamineSheet, errors: Iterator[ErrorCell]) -> Sheet:
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for row, column, shown in errors:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = shown
    return Sheet(sheet.name, tuple(map(tuple, rows)), tuple(sheet.merged_cell_ranges or ()))


def _too_big(path: Path, sheet: str) -> BadInput:
    return BadInput.of(
        f"{path}, trang «{sheet}»",
        f"trang tính lớn bất thường đối với một biểu (quá {ROW_LIMIT // 1000}.000 dòng hoặc quá"
        f" {CELL_LIMIT // 1_000_000} triệu ô)",
        "Hãy kiểm tra xem có chọn nhầm tệp không",
    )
