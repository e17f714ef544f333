"""One sheet of a workbook as rows of text, under the numbers that Excel shows beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from python_calamine import CalamineSheet

from parindex.engine.records.sources.cells import cell_text
from parindex.engine.records.sources.headers import (
    SEARCHED_ROWS,
    clean_names,
    header_row,
    hits,
)

ErrorCell = tuple[int, int, str]
"""Row and column from 0, and what the cell shows."""


@dataclass(frozen=True, slots=True)
class SheetHeader:
    """The names of the columns of a sheet, and the last row (from 1) that they take.

    `covered` are the columns without a name of their own because the cell to their left was
    merged with theirs.
    """

    names: tuple[str, ...]
    row: int
    covered: tuple[int, ...]


def sheet_rows(
    sheet: CalamineSheet, errors: Iterable[ErrorCell] = ()
) -> Iterator[tuple[int, list[str | None]]]:
    """Every row of a sheet that is not empty, with its number from 1; columns begin at A."""
    start = sheet.start
    if start is None:
        return
    indent: list[str | None] = [None] * start[1]
    pending = iter(errors)
    error = next(pending, None)
    for index, values in enumerate(sheet.iter_rows()):
        cells = indent + [cell_text(value) for value in values]
        while error and error[0] <= index:
            if error[0] == index and error[1] < len(cells):
                cells[error[1]] = error[2]
            error = next(pending, None)
        if any(cell is not None for cell in cells):
            yield index + 1, cells


def find_header(sheet: CalamineSheet, expected: Collection[str]) -> SheetHeader:
    """The header among the first rows of a sheet that is not empty.

    Where none holds the expected names, it is the first row more than half as full as the fullest:
    titles fill a cell or two. Names that merged cells spread over several rows are read from top
    to bottom.
    """
    top = [row for row in islice(sheet_rows(sheet), SEARCHED_ROWS) if row[0] <= SEARCHED_ROWS]
    if not top:
        return SheetHeader((), SEARCHED_ROWS, ())
    rows = {number: [cell or "" for cell in cells] for number, cells in top}
    chosen = _chosen(rows, expected)
    merged = [
        (first[0] + 1, first[1], last[0] + 1, last[1])
        for first, last in sheet.merged_cell_ranges or ()
    ]
    tall = [area for area in merged if area[0] <= chosen <= area[2] and area[0] < area[2]]
    first = min((area[0] for area in tall), default=chosen)
    last = min(max((area[2] for area in tall), default=chosen), first + SEARCHED_ROWS)
    return _named(rows, range(first, last + 1), merged, expected)


def _chosen(rows: dict[int, list[str]], expected: Collection[str]) -> int:
    index = header_row(list(rows.values()), expected)
    if index is not None:
        return list(rows)[index]
    filled = {number: sum(map(bool, cells)) for number, cells in rows.items()}
    return next(number for number in rows if filled[number] * 2 > max(filled.values()))


def _named(
    rows: dict[int, list[str]],
    levels: range,
    merged: Sequence[tuple[int, int, int, int]],
    expected: Collection[str],
) -> SheetHeader:
    width = max(map(len, rows.values()))
    grid = [(rows.get(level, []) + [""] * width)[:width] for level in levels]
    own = [any(level[column] for level in grid) for column in range(width)]
    for top, left, bottom, right in merged:
        if top in levels and bottom in levels:
            text = grid[top - levels.start][left] if left < width else ""
            for column in range(left, min(right + 1, width)):
                grid[top - levels.start][column] = text
    names = [_joined([level[column] for level in grid], expected) for column in range(width)]
    covered = tuple(index for index in range(width) if names[index] and not own[index])
    kept = [name if own[index] else "" for index, name in enumerate(names)]
    while kept and not kept[-1]:
        kept.pop()
    return SheetHeader(clean_names(kept), levels[-1], covered)


def _joined(parts: Sequence[str], expected: Collection[str]) -> str:
    told = [part for part in dict.fromkeys(parts) if part]
    if told and hits(told[-1:], expected):
        return told[-1]
    return " ".join(told)


def has_expected(sheet: CalamineSheet, expected: Collection[str]) -> bool:
    """Whether the header of a sheet holds at least half of the expected names."""
    return header_row([find_header(sheet, expected).names], expected) is not None
