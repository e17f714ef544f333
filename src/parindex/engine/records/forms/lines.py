"""Each row below the heading told apart: data, total, section, repeated heading, remark, blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from parindex.engine.records.forms.cells import folded, is_blank, looks_like_count, text
from parindex.engine.records.forms.columns import Columns, numbering
from parindex.engine.records.forms.model import NUMBER_COLUMN, SECTOR_COLUMN
from parindex.engine.records.forms.workbook import Cell, Sheet

DEPTH_OF_ROWS = 3
"""A stands at depth 1, I at 2, 1 and rows without a running number at 3, 1.1 at 4, a dash at 9."""


class Role(Enum):
    """What a row is; the value says why it is not loaded (empty for what holds figures)."""

    FIGURES = ""
    TOTAL = "dòng tổng cộng"
    SECTION = "dòng tiêu đề phần"
    RATE = "dòng tỷ lệ"
    OF_WHICH = "dòng «trong đó», đã nằm trong dòng trên"
    NUMBERING = "dòng đánh số cột"
    HEADING = "dòng tiêu đề bảng lặp lại"
    BLANK = "dòng trống"
    BELOW = "phần dưới bảng: chữ ký, ghi chú"
    NAMELESS = "dòng có số liệu nhưng không có tên lĩnh vực"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet (`number` counts from 1): its role, title, depth and count cells.

    `depth` tells a section (A, I) from what stands beneath it (1, 1.1, -); see `DEPTH_OF_ROWS`.
    """

    number: int
    role: Role
    title: str
    depth: int
    cells: tuple[Cell, ...]


_TOTAL = re.compile(r"(tong cong|tong so|tong)(?! (ty|cuc|hop|kiem))(\W.*)?|cong\W*")
_LETTER, _ROMAN, _NUMBER = re.compile(r"[a-h]"), re.compile(r"[ivx]+"), re.compile(r"\d+(\.\d+)*")
_DASHES = ("-", "–", "+")
_DASHED = 9
_HEADING_WORDS = ("tong", "truc t", "ky truoc", "han", "giai quyet", "tiep nhan", "trong ky")
_ROW_OF_COUNTS = 2


def tell_lines(sheet: Sheet, columns: Columns) -> list[Line]:
    """Every row from the first below the heading on, in order, with its role."""
    raw = [_Raw.of(sheet, columns, row) for row in range(columns.first_row, len(sheet.rows))]
    end = _end_of_table(raw)
    return [_line(each, inside=place < end) for place, each in enumerate(raw)]


@dataclass(frozen=True, slots=True)
class _Raw:
    """A row taken apart: running number, title, count cells, and how many of these are filled."""

    number: int
    running: str
    title: str
    cells: tuple[Cell, ...]
    counts: int
    words: tuple[str, ...]
    numbered: bool
    empty: bool

    @classmethod
    def of(cls, sheet: Sheet, columns: Columns, row: int) -> _Raw:
        running = text(sheet.at(row, columns.places[NUMBER_COLUMN]))
        title = text(sheet.at(row, columns.places[SECTOR_COLUMN]))
        if not title and running and not _depth_of(running):
            running, title = "", running
        cells = tuple(sheet.at(row, column) for column in columns.counts)
        return cls(
            number=row + 1,
            running=running,
            title=title,
            cells=cells,
            counts=sum(map(looks_like_count, cells)),
            words=tuple(folded(c) for c in cells if not is_blank(c) and not looks_like_count(c)),
            numbered=bool(numbering(sheet.rows[row])),
            empty=not running and not title and all(map(is_blank, cells)),
        )

    @property
    def is_total(self) -> bool:
        # Without accents «Cộng» is also the beginning of «Công thương»; the pattern ends after it.
        return bool(_TOTAL.fullmatch(folded(self.title)))

    @property
    def is_heading(self) -> bool:
        words = [word for word in self.words if any(known in word for known in _HEADING_WORDS)]
        return not self.counts and bool(words) and len(words) == len(self.words)

    @property
    def depth(self) -> int:
        if not self.running and self.title.startswith(_DASHES):
            return _DASHED
        return _depth_of(self.running) or DEPTH_OF_ROWS


def _depth_of(running: str) -> int:
    """How deep a running number stands, from 1 for a letter; 0 if it is none."""
    bare = folded(running).strip(" .()")
    if running in _DASHES:
        return _DASHED
    if _ROMAN.fullmatch(bare):
        return 2
    if _LETTER.fullmatch(bare):
        return 1
    return DEPTH_OF_ROWS + bare.count(".") if _NUMBER.fullmatch(bare) else 0


def _end_of_table(raw: Sequence[_Raw]) -> int:
    """The place after the last row with figures, and numbered rows without any that follow it."""
    filled = [
        place
        for place, each in enumerate(raw)
        if each.counts >= _ROW_OF_COUNTS and not each.numbered
    ]
    if not filled:
        return 0
    end = filled[-1] + 1
    if raw[filled[-1]].is_total:
        return end
    while (
        end < len(raw) and raw[end].title and raw[end].depth >= DEPTH_OF_ROWS and raw[end].running
    ):
        end += 1
    return end


def _line(raw: _Raw, *, inside: bool) -> Line:
    return Line(raw.number, _role(raw, inside=inside), raw.title, raw.depth, raw.cells)


def _role(raw: _Raw, *, inside: bool) -> Role:
    for role, applies in _roles(raw, inside=inside):
        if applies:
            return role
    return Role.FIGURES


def _roles(raw: _Raw, *, inside: bool) -> Iterator[tuple[Role, bool]]:
    """The roles in the order in which they are tried."""
    filled = bool(raw.counts or raw.words)
    yield Role.BLANK, raw.empty
    yield Role.NUMBERING, raw.numbered
    yield Role.BELOW, not inside
    yield Role.HEADING, raw.is_heading
    yield Role.NAMELESS, filled and not raw.title
    yield Role.TOTAL, raw.is_total
    yield Role.RATE, folded(raw.title).startswith("ty le")
    yield Role.OF_WHICH, folded(raw.title).startswith("trong do")
    yield Role.SECTION, not filled and (raw.depth < DEPTH_OF_ROWS or not raw.running)
