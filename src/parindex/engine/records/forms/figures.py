"""The figures of the rows: cells become counts, rows become data, subtotals and the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parindex.engine.records.forms.cells import NotACount, count, is_blank, is_explicit_zero
from parindex.engine.records.forms.columns import Columns
from parindex.engine.records.forms.lines import DEPTH_OF_ROWS, Line, Role
from parindex.engine.records.forms.model import (
    BALANCES,
    COUNT_COLUMNS,
    FIRST_COUNT,
    Counts,
    FormRow,
    Subtotal,
)
from parindex.engine.records.forms.workbook import letter
from parindex.engine.values.problems import BadInput, Problem


@dataclass(frozen=True, slots=True)
class Figures:
    """What the table holds; `blanks` counts the empty cells that were read as zero."""

    rows: tuple[FormRow, ...]
    subtotals: tuple[Subtotal, ...]
    total: Counts | None
    total_line: int
    blanks: int


def read_figures(lines: Sequence[Line], columns: Columns, where: str) -> Figures:
    """The figures of the lines of a table; `BadInput` names every cell that holds no count."""
    filled = [line for line in lines if line.role in (Role.FIGURES, Role.TOTAL)]
    problems = [
        Problem(
            f"{where}, dòng {line.number}",
            Role.NAMELESS.value,
            "Hãy ghi tên lĩnh vực, hoặc xóa số liệu của dòng này",
        )
        for line in lines
        if line.role is Role.NAMELESS
    ]
    counts, faults = _Reader(filled, columns, where).read()
    problems += faults
    if problems:
        raise BadInput(*problems)
    _refuse_second_table(lines, where)
    return _arranged(lines, counts, sum(is_blank(c) for line in filled for c in line.cells))


class _Reader:
    """Cells into counts. Where a form writes its zeros, an empty cell may be a missing figure."""

    def __init__(self, lines: Sequence[Line], columns: Columns, where: str) -> None:
        self.lines, self.columns, self.where = lines, columns, where
        self.writes_zeros = any(is_explicit_zero(c) for line in lines for c in line.cells)

    def read(self) -> tuple[dict[int, Counts], list[Problem]]:
        found: dict[int, Counts] = {}
        problems: list[Problem] = []
        for line in self.lines:
            faults = list(self._unreadable(line))
            if not faults:
                found[line.number] = Counts(*map(count, line.cells))
                faults = list(self._missing(line, found[line.number]))
            problems += faults
        return found, problems

    def _unreadable(self, line: Line) -> Iterator[Problem]:
        for place, cell in enumerate(line.cells):
            try:
                count(cell)
            except NotACount as fault:
                yield Problem(self._cell(line, place), fault.what, fault.remedy)

    def _missing(self, line: Line, counts: Counts) -> Iterator[Problem]:
        """The empty cells that cannot be zeros: others are written out, and the row does not add up."""
        if not self.writes_zeros:
            return
        for column in COUNT_COLUMNS:
            if is_blank(line.cells[column - FIRST_COUNT]) and not _adds_up(counts, column):
                yield Problem(
                    self._cell(line, column - FIRST_COUNT),
                    "ô trống mà các cột liên quan không cân đối, trong khi biểu ghi rõ số 0 ở ô khác",
                    "Hãy điền số liệu vào ô này, hoặc ghi 0 nếu không phát sinh",
                )

    def _cell(self, line: Line, place: int) -> str:
        column = letter(self.columns.counts[place])
        return f"{self.where}, dòng {line.number}, cột {column}"


def _adds_up(counts: Counts, column: int) -> bool:
    """Whether all balances that the column takes part in hold."""
    return all(
        counts.column(balance.whole) == sum(map(counts.column, balance.parts))
        for balance in BALANCES
        if column in (balance.whole, *balance.parts)
    )


def _refuse_second_table(lines: Sequence[Line], where: str) -> None:
    """Figures beneath the total of the rows above are neither data nor to be passed over."""
    places = {role: [n for n, each in enumerate(lines) if each.role is role] for role in Role}
    totals, figures = places[Role.TOTAL], places[Role.FIGURES]
    if not totals or not figures or max(figures) < max(totals) or min(figures) > max(totals):
        return
    first = next(place for place in figures if place > max(totals))
    raise BadInput.of(
        f"{where}, dòng {lines[first].number}",
        "có số liệu nằm dưới dòng tổng cộng",
        "Hãy tách bảng thứ hai sang trang khác, hoặc xóa các dòng dưới dòng tổng cộng",
    )


def _arranged(lines: Sequence[Line], counts: Mapping[int, Counts], blanks: int) -> Figures:
    totals = [line for line in lines if line.role is Role.TOTAL]
    figures = [line for line in lines if line.role is Role.FIGURES]
    beneath = {line.number: _beneath(figures, place) for place, line in enumerate(figures)}
    rows = tuple(
        FormRow(line.title, counts[line.number], line.number, section)
        for line, section in _with_sections(lines)
        if not beneath[line.number]
    )
    data = {row.line for row in rows}
    parts = [
        Subtotal(
            line.title, counts[line.number], line.number, tuple(sorted(data & beneath[line.number]))
        )
        for line in figures
        if beneath[line.number]
    ]
    parts += [
        Subtotal(line.title, counts[line.number], line.number, _above(rows, totals, place))
        for place, line in enumerate(totals[:-1])
    ]
    last = totals[-1] if totals else None
    return Figures(
        rows=rows,
        subtotals=tuple(sorted(parts, key=lambda part: part.line)),
        total=counts[last.number] if last else None,
        total_line=last.number if last else 0,
        blanks=blanks,
    )


def _beneath(figures: Sequence[Line], place: int) -> frozenset[int]:
    """The rows that a row sums: those after it that stand deeper, up to the next that does not."""
    found: set[int] = set()
    for line in figures[place + 1 :]:
        if line.depth <= figures[place].depth:
            break
        found.add(line.number)
    return frozenset(found)


def _above(rows: Sequence[FormRow], totals: Sequence[Line], place: int) -> tuple[int, ...]:
    """The rows that an earlier total sums: those since the total before it; all, where none are."""
    since = totals[place - 1].number if place else 0
    found = tuple(row.line for row in rows if since < row.line < totals[place].number)
    return found or tuple(row.line for row in rows)


def _with_sections(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """The rows with figures, each with the title of the section it stands in."""
    section = ""
    for line in lines:
        if line.role is Role.SECTION or (line.role is Role.FIGURES and line.depth < DEPTH_OF_ROWS):
            section = line.title
        if line.role is Role.FIGURES:
            yield line, "" if line.title == section else section
