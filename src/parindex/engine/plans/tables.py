"""Tables of tasks (TT | Nội dung | Chủ trì | Phối hợp | Thời gian) turned into the tokens of a text.

A row becomes a numbered line followed by labelled lines, so that one and the same reading serves
plans written as text and plans drawn as tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from parindex.engine.plans.labels import LabelKind, column_kind
from parindex.engine.plans.ledger import Ledger
from parindex.engine.plans.tokens import Mark, Token, read_mark
from parindex.engine.plans.words import any_of, fold, tidy
from parindex.engine.reading.lines import Cell, Line


class _Own(Enum):
    """Columns that say what a row is, not who does it."""

    REF = auto()
    TITLE = auto()


_Role = _Own | LabelKind

_REF_HEADS = ("TT", "STT", "số TT", "số thứ tự", "mã số", "mục")
_TITLE_HEADS = ("công việc", "hoạt động", "nhiệm vụ", "nội dung", "tiêu chí", "việc")
_SAME = ("nt", "như trên", "-nt-", "- nt -", '"', "//")
"""What offices write instead of repeating the cell above."""

_REF_HEAD = re.compile(rf"\W*{any_of(_REF_HEADS)}\W*")
_TITLE_HEAD = re.compile(rf"\b{any_of(_TITLE_HEADS)}\b")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?")
_HEAD_ROWS = 8
"""The heading of a table stands in its first rows or nowhere."""


@dataclass(slots=True)
class _CellText:
    """A merged or plain cell: where it stands, what it says, its pieces in the ledger."""

    cell: Cell
    lines: list[Line] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(tidy(line.text) for line in self.lines)


_Row = dict[int, _CellText]


def read_table(lines: Sequence[Line], ledger: Ledger) -> Token | None:
    """The tasks of one table as a token, or None if it has no heading of a table of tasks.

    `lines` are all the lines of the table. Only a table of tasks enters its pieces.
    """
    rows = _rows(lines)
    heading = _find_heading(rows)
    if heading is None:
        return None
    for row in rows:
        for cell in row.values():
            cell.pieces = [ledger.add(line.number, tidy(line.text)) for line in cell.lines]
    return _Table(rows, heading, ledger).token()


def _rows(lines: Iterable[Line]) -> list[_Row]:
    rows: dict[int, _Row] = {}
    for line in lines:
        if line.cell is not None and line.text.strip():
            row = rows.setdefault(line.cell.row, {})
            row.setdefault(line.cell.column, _CellText(line.cell)).lines.append(line)
    return [rows[index] for index in sorted(rows)]


@dataclass(frozen=True, slots=True)
class _Heading:
    """Rows `first` up to but without `end`, and what stands in which column, with its words."""

    first: int
    end: int
    roles: Mapping[int, _Role]
    words: Mapping[int, str]


def _find_heading(rows: Sequence[_Row]) -> _Heading | None:
    for first, row in enumerate(rows[:_HEAD_ROWS]):
        if _Own.TITLE not in map(_role, (cell.text for cell in row.values())):
            continue
        height = max(cell.cell.height for cell in row.values())
        second = rows[first + 1] if first + 1 < len(rows) else {}
        # Drawn tables cannot merge cells: below `Phân công` a second row may name the columns.
        named = all(_role(cell.text) for cell in second.values())
        for end in (first + min(height, _HEAD_ROWS), first + 1 + named):
            heading = _heading(rows, first, end)
            if set(heading.roles.values()) & {*LabelKind} - {LabelKind.OTHER}:
                return heading
    return None


def _heading(rows: Sequence[_Row], first: int, end: int) -> _Heading:
    roles: dict[int, _Role] = {}
    words: dict[int, str] = {}
    for row in rows[first:end]:
        for column, cell in row.items():
            role = _role(cell.text)
            if role is not None and role not in (_Own.REF, _Own.TITLE):
                roles[column] = role
            elif role is not None and role not in roles.values():
                roles.setdefault(column, role)
            words[column] = tidy(cell.text)
    return _Heading(first, end, roles, words)


def _role(heading: str) -> _Role | None:
    folded = fold(heading)
    if _REF_HEAD.fullmatch(folded):
        return _Own.REF
    return column_kind(heading) or (_Own.TITLE if _TITLE_HEAD.search(folded) else None)


class _Table:
    """Walks the rows below the heading, remembering merged cells and the count of rows."""

    def __init__(self, rows: Sequence[_Row], heading: _Heading, ledger: Ledger) -> None:
        self._rows = rows
        self._heading = heading
        self._ledger = ledger
        self._open: _Row = {}
        self._last: dict[LabelKind, _CellText] = {}
        self._count = 0
        self._has_refs = _Own.REF in heading.roles.values()

    def token(self) -> Token:
        first = self._rows[self._heading.first]
        line = min(cell.lines[0].number for cell in first.values())
        tokens: list[Token] = []
        for row in self._rows[self._heading.first : self._heading.end]:
            self._place_heading(row)
        for row in self._rows[self._heading.end :]:
            tokens.extend(self._row(row))
        return Token((), line, "", Mark.TABLE, rows=tuple(tokens))

    def _place_heading(self, row: _Row) -> None:
        for cell in row.values():
            self._ledger.place(cell.pieces, "table heading")

    def _is_heading_again(self, row: _Row) -> bool:
        numbers = len(row) > 2 and all(_COLUMN_NUMBER.fullmatch(c.text) for c in row.values())
        repeated = {column: tidy(cell.text) for column, cell in row.items()}
        return numbers or repeated.items() <= dict(self._heading.words).items()

    def _row(self, row: _Row) -> Iterator[Token]:
        if self._is_heading_again(row):
            self._place_heading(row)
            return
        at = min(cell.cell.row for cell in row.values())
        own = {role: cell for column, cell in row.items() if (role := self._own(column))}
        content = list(self._content(own, row))
        yield from content
        # A sub-item inside a merged cell shares its units with the row above; a task repeats them.
        starts_task = any(token.mark in (Mark.NUMBER, Mark.SECTION) for token in content)
        merged = self._open if starts_task else {}
        for column, cell in sorted((merged | row).items()):
            if at < cell.cell.row + cell.cell.height and cell not in own.values():
                yield self._labelled(column, cell)
        self._open = {
            column: cell
            for column, cell in (self._open | row).items()
            if self._own(column) is None and cell.cell.row + cell.cell.height > at + 1
        }

    def _own(self, column: int) -> _Own | None:
        role = self._heading.roles.get(column)
        return role if isinstance(role, _Own) else None

    def _content(self, own: Mapping[_Own, _CellText], row: _Row) -> Iterator[Token]:
        ref, title = own.get(_Own.REF), own.get(_Own.TITLE)
        alone = next(iter(row.values())) if len(row) == 1 else None
        if alone is not None and alone.cell.width > 1:
            # One cell across the table names a group of tasks; it may hold its own number.
            yield from self._group(alone)
        elif ref is not None:
            yield from _numbered(ref, title)
        elif title is not None:
            yield from self._unnumbered(title)

    def _unnumbered(self, title: _CellText) -> Iterator[Token]:
        """A row without a number: a point of the task above, or a task if no row has one."""
        first, *others = _plain(title)
        if first.mark is not Mark.NONE:
            yield first
        elif self._has_refs:
            yield replace(first, mark=Mark.BULLET)
        else:
            self._count += 1
            yield replace(first, mark=Mark.NUMBER, ref=str(self._count))
        yield from others

    @staticmethod
    def _group(cell: _CellText) -> Iterator[Token]:
        for token in _plain(cell):
            yield replace(token, mark=Mark.SECTION) if token.mark is Mark.NONE else token

    def _labelled(self, column: int, cell: _CellText) -> Token:
        role = self._heading.roles.get(column)
        kind = role if isinstance(role, LabelKind) else LabelKind.OTHER
        said, pieces = cell, tuple(cell.pieces)
        if fold(cell.text).strip(" .") in _SAME and kind in self._last:
            said = self._last[kind]
        self._last[kind] = said
        words = self._heading.words.get(column, "")
        text = f"{words}: {said.text}" if kind is LabelKind.OTHER and words else said.text
        return Token(pieces, cell.lines[0].number, text, label=kind)


def _numbered(ref: _CellText, title: _CellText | None) -> Iterator[Token]:
    mark, number = _ref_mark(ref.text)
    first, *others = _plain(title) if title is not None else [Token((), 0, "")]
    pieces = (*ref.pieces, *first.pieces)
    yield Token(pieces, ref.lines[0].number, first.text, mark, number)
    yield from others


def _plain(cell: _CellText) -> Iterator[Token]:
    for piece, line in zip(cell.pieces, cell.lines, strict=True):
        mark, ref, text = read_mark(tidy(line.text))
        yield Token((piece,), line.number, text, mark, ref)


def _ref_mark(text: str) -> tuple[Mark, str]:
    """The mark of a cell in the column TT, where a number stands without its full stop."""
    mark, ref, rest = read_mark(f"{text.strip().rstrip('.)/ ')}. -")
    return (mark, ref) if rest == "-" and ref else (Mark.NUMBER, tidy(text))
