"""The balances of a form, with the signed difference wherever one does not hold.

A form is the word of the unit that signed it: what does not add up is told and kept as written
(docs/decisions/0009-statutory-forms.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parindex.engine.records.forms.model import (
    BALANCES,
    COUNT_COLUMNS,
    Counts,
    Form06a,
    sum_of,
)
from parindex.engine.values.numbers import vietnamese


@dataclass(frozen=True, slots=True)
class Violation:
    """A balance that does not hold: `left` is what stands there, `right` what it should equal.

    `line` is the row on the sheet, `place` what the row is called.
    """

    line: int
    place: str
    balance: str
    left: int
    right: int

    @property
    def difference(self) -> int:
        """What is written less what it should be: positive where too much is written."""
        return self.left - self.right

    def __str__(self) -> str:
        sign = "+" if self.difference > 0 else "-"
        return (
            f"dòng {self.line} «{self.place}»: {self.balance} không khớp,"
            f" {vietnamese(self.left)} so với {vietnamese(self.right)},"
            f" lệch {sign}{vietnamese(abs(self.difference))}"
        )


def violations(form: Form06a) -> list[Violation]:
    """Every balance of the form that does not hold, from the top of the sheet to its bottom."""
    found: list[Violation] = []
    for row in form.rows:
        found += _inside(row.line, row.sector, row.counts)
    by_line = {row.line: row.counts for row in form.rows}
    for part in form.subtotals:
        found += _inside(part.line, part.title, part.counts)
        beneath = sum_of(by_line[line] for line in part.lines)
        found += _against_rows(part.line, part.title, part.counts, beneath)
    if form.total is not None:
        found += _inside(form.total_line, _TOTAL, form.total)
        beneath = sum_of(row.counts for row in form.rows)
        found += _against_rows(form.total_line, _TOTAL, form.total, beneath)
    return sorted(found, key=lambda violation: violation.line)


_TOTAL = "TỔNG CỘNG"


def _inside(line: int, place: str, counts: Counts) -> Iterator[Violation]:
    for balance in BALANCES:
        left = counts.column(balance.whole)
        right = sum(counts.column(part) for part in balance.parts)
        if left != right:
            yield Violation(line, place, balance.words, left, right)


def _against_rows(line: int, place: str, written: Counts, summed: Counts) -> Iterator[Violation]:
    for column in COUNT_COLUMNS:
        left, right = written.column(column), summed.column(column)
        if left != right:
            yield Violation(line, place, f"cột ({column}) = tổng các dòng", left, right)
