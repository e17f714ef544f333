"""Tables drawn in plain text: rows between bars, or cells parted by tabs as Word exports them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby

from parindex.engine.reading.lines import Cell, Line

_BARS = re.compile(r"\s*\|.*\|\s*")
_DIVIDER = re.compile(r"[\s|:+=-]+")
_LEAST_CELLS = 3
"""Two columns parted by a tab are a letterhead or a list, three are a table."""


def with_cells(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Replace the rows of drawn tables by one line per non-empty cell; keep all other lines.

    The cells of a row share its line number. A divider row (`|---|---|`) is drawing, not text.
    """
    tables = count()
    result: list[Line] = []
    for drawn, run in groupby(lines, key=_is_row):
        rows = list(run)
        if drawn and len(rows) > 1:
            result.extend(_cells(rows, next(tables)))
        else:
            result.extend(rows)
    return tuple(result)


def _is_row(line: Line) -> bool:
    return bool(_BARS.fullmatch(line.text)) or line.text.strip(" ").count("\t") >= _LEAST_CELLS - 1


def _cells(rows: Sequence[Line], table: int) -> Iterator[Line]:
    for index, row in enumerate(rows):
        for column, text in enumerate(_split(row.text)):
            if text.strip() and not _DIVIDER.fullmatch(row.text):
                yield Line(row.number, text.strip(), cell=Cell(table, index, column))


def _split(text: str) -> list[str]:
    if _BARS.fullmatch(text):
        return text.strip().strip("|").split("|")
    return text.split("\t")
