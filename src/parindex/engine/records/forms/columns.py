"""Where the thirteen columns of the form stand on a sheet, and where its data begin.

The numbering row (1) … (13) tells; where there is none, the words of the heading do, even spread over
merged rows. Where both are there they must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parindex.engine.records.forms.cells import folded, looks_like_count, text
from parindex.engine.records.forms.model import (
    COUNT_COLUMNS,
    FIRST_COUNT,
    LAST_COUNT,
    NUMBER_COLUMN,
    SECTOR_COLUMN,
)
from parindex.engine.records.forms.workbook import Cell, Sheet, letter
from parindex.engine.values.problems import BadInput

_NUMBERED = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?")
_LETTERED = {"a": NUMBER_COLUMN, "b": SECTOR_COLUMN}
_RUNNING = re.compile(r"[ivx]+|[a-h]|\d+(\.\d+)*")
_HEADING_ROWS = 6
_NUMBER_WORDS = frozenset({"stt", "tt", "so tt", "so thu tu"})
_SECTOR_WORDS = ("linh vuc", "ten don vi", "don vi", "noi dung", "thu tuc")


@dataclass(frozen=True, slots=True)
class _Group:
    """Words of an upper heading, and under them the words that tell a column; without accents.

    The columns stand in the order in which they are tried: «Tổng số … trước hạn» is no total.
    """

    words: tuple[str, ...]
    columns: tuple[tuple[int, tuple[str, ...]], ...]


_GROUPS = (
    _Group(
        ("da giai quyet", "da xu ly"),
        ((8, ("truoc han",)), (9, ("dung han",)), (10, ("qua han", "tre han")), (7, ("tong",))),
    ),
    _Group(
        ("dang giai quyet", "dang xu ly", "chua giai quyet"),
        ((12, ("trong han", "chua den han")), (13, ("qua han", "tre han")), (11, ("tong",))),
    ),
    _Group(
        ("tiep nhan",),
        (
            (4, ("truc tuyen",)),
            (5, ("truc tiep", "buu chinh")),
            (6, ("ky truoc",)),
            (3, ("tong",)),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each form column (1 to 13) on the sheet, and the first row below the heading.

    `top` is the first row of the heading; what stands above it is title. `numbered` tells whether
    the numbering row was found.
    """

    places: Mapping[int, int]
    top: int
    first_row: int
    numbered: bool

    @property
    def counts(self) -> tuple[int, ...]:
        """The sheet columns of form columns 3 to 13."""
        return tuple(self.places[number] for number in COUNT_COLUMNS)


def find_columns(sheet: Sheet, where: str) -> Columns | None:
    """The columns of the form on a sheet; None if the sheet holds no such table.

    `BadInput` (naming `where`) if the numbering row contradicts the heading above it.
    """
    for row in range(len(sheet.rows)):
        if places := numbering(sheet.rows[row]):
            top = _top_of_heading(sheet, row)
            _check_agreement(places, _by_words(sheet, top, row), sheet, row, where)
            return Columns(_with_names(places, sheet, top, row), top, row + 1, numbered=True)
    for top in range(len(sheet.rows)):
        if any(folded(cell) in _NUMBER_WORDS for cell in sheet.rows[top]):
            end = _end_of_heading(sheet, top)
            places = _by_words(sheet, top, end)
            if set(COUNT_COLUMNS) <= set(places):
                return Columns(_with_names(places, sheet, top, end), top, end, numbered=False)
    return None


def numbering(cells: Sequence[Cell]) -> dict[int, int]:
    """The columns that a numbering row numbers; empty if the row is none.

    Understands (1) (2) (3) …, plain numbers, (3)=(4)+(5)+(6), and A, B before (1) … (11).
    """
    places: dict[int, int] = {}
    lettered = False
    for column, cell in enumerate(cells):
        written = folded(cell)
        if not written:
            continue
        number = _LETTERED.get(written.strip("()"))
        lettered = lettered or number is not None
        if number is None:
            found = _NUMBERED.fullmatch(written)
            if not found:
                return {}
            number = int(found[1]) + (SECTOR_COLUMN if lettered else 0)
        if number in places or (places and number < max(places)):
            return {}
        places[number] = column
    if not set(COUNT_COLUMNS) <= set(places):
        return {}
    # A column of remarks may follow as (14).
    return {number: column for number, column in places.items() if number <= LAST_COUNT}


def _top_of_heading(sheet: Sheet, numbering_row: int) -> int:
    for row in range(max(0, numbering_row - _HEADING_ROWS), numbering_row):
        if any(folded(cell) in _NUMBER_WORDS for cell in sheet.rows[row]):
            return row
    # A heading without STT begins where a row speaks of several groups of counts.
    for row in range(max(0, numbering_row - _HEADING_ROWS), numbering_row):
        cells = [folded(cell) for cell in sheet.rows[row]]
        if len({group.words for cell in cells if (group := _group_of(cell))}) > 1:
            return row
    return numbering_row


def _end_of_heading(sheet: Sheet, top: int) -> int:
    """The first row below the heading: one that is numbered or has counts."""
    column = next(c for c, cell in enumerate(sheet.rows[top]) if folded(cell) in _NUMBER_WORDS)
    for row in range(top + 1, min(top + _HEADING_ROWS, len(sheet.rows))):
        running = _RUNNING.fullmatch(folded(sheet.at(row, column)))
        if running or sum(map(looks_like_count, sheet.rows[row])) > 1:
            return row
    return min(top + _HEADING_ROWS, len(sheet.rows))


def _by_words(sheet: Sheet, top: int, end: int) -> dict[int, int]:
    """The columns that the words of the heading tell; a form column told twice is told by none."""
    found: dict[int, list[int]] = {}
    for column in range(sheet.width):
        labels = list(_labels(sheet, top, end, column))
        number = _told_by(labels)
        if number is not None:
            found.setdefault(number, []).append(column)
    return {number: columns[0] for number, columns in found.items() if len(columns) == 1}


def _labels(sheet: Sheet, top: int, end: int, column: int) -> Iterator[str]:
    """What stands over a column, from above: merged cells, and upper cells that lost their merging."""
    previous = ""
    for row in range(top, end):
        label = folded(sheet.shown_at(row, column))
        if not label and row == top:
            label = _last_group(sheet, row, column)
        if label and label != previous:
            yield label
        previous = label or previous


def _last_group(sheet: Sheet, row: int, column: int) -> str:
    labels = (folded(sheet.at(row, before)) for before in range(column - 1, -1, -1))
    nearest = next(filter(None, labels), "")
    return nearest if _group_of(nearest) else ""


def _group_of(label: str) -> _Group | None:
    return next((group for group in _GROUPS if _has(label, group.words)), None)


def _has(label: str, words: Sequence[str]) -> bool:
    return any(word in label for word in words)


def _told_by(labels: Sequence[str]) -> int | None:
    """The form column that labels from upper to lower tell."""
    for place, label in enumerate(labels):
        if group := _group_of(label):
            leaf = (labels[place + 1 :] or [label])[-1]
            return next((number for number, words in group.columns if _has(leaf, words)), None)
    return None


def _with_names(places: Mapping[int, int], sheet: Sheet, top: int, end: int) -> dict[int, int]:
    """The columns of running number and sector as well: by number, by words, or just before (3)."""
    named = dict(places)
    for column in range(places[FIRST_COUNT]):
        labels = list(_labels(sheet, top, end, column))
        if any(label in _NUMBER_WORDS for label in labels):
            named.setdefault(NUMBER_COLUMN, column)
        elif any(label.startswith(_SECTOR_WORDS) for label in labels):
            named.setdefault(SECTOR_COLUMN, column)
    named.setdefault(SECTOR_COLUMN, max(0, places[FIRST_COUNT] - 1))
    named.setdefault(NUMBER_COLUMN, max(0, named[SECTOR_COLUMN] - 1))
    return named


def _check_agreement(
    numbered: Mapping[int, int], worded: Mapping[int, int], sheet: Sheet, row: int, where: str
) -> None:
    for number, column in worded.items():
        if numbered.get(number) != column and column in numbered.values():
            other = next(key for key, place in numbered.items() if place == column)
            raise BadInput.of(
                f"{where}, dòng {row + 1}, cột {letter(column)}",
                f"dòng đánh số ghi ({other}) «{text(sheet.at(row, column))}» nhưng tiêu đề phía trên"
                f" là của cột ({number})",
                "Hãy đối chiếu với Biểu II.06a/VPCP/KSTT rồi sửa tiêu đề hoặc dòng đánh số",
            )
