"""The row that names the columns: found below title rows, cleaned, each name once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from unicodedata import normalize

from parindex.engine.values.problems import BadInput

SEARCHED_ROWS = 20
"""Title rows above the header, at most; no export seen has more than five."""

_NO_LETTER = re.compile(r"[\W_]+")
_STROKED = str.maketrans("đĐ", "dd")
_MARKS = re.compile("[\u0300-\u036f]")


def folded(name: str) -> str:
    """A name without what systems write differently: accents, case, blanks, underscores, signs."""
    plain = _MARKS.sub("", normalize("NFD", name.translate(_STROKED)))
    return _NO_LETTER.sub("", plain).casefold()


def clean_names(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of a header row as column names: composed (NFC), on one line, trimmed."""
    return tuple(" ".join(normalize("NFC", cell).split()) for cell in cells)


def hits(cells: Sequence[str], expected: Collection[str]) -> int:
    """How many of the expected names a row holds."""
    return len({folded(cell) for cell in cells} & {folded(name) for name in expected})


def header_row(rows: Sequence[Sequence[str]], expected: Collection[str]) -> int | None:
    """Index of the first row that names the columns.

    It holds at least half of the expected names, or is itself made up of them by half: a table may
    lack most of the columns that could be there.
    """
    wanted = len({folded(name) for name in expected})
    for index, cells in enumerate(rows[:SEARCHED_ROWS]):
        found = hits(cells, expected)
        filled = sum(map(bool, cells))
        if found * 2 >= wanted > 0 or (found > 1 and found * 2 >= filled):
            return index
    return None


def check_header(where: object, header: Sequence[str]) -> None:
    """`BadInput` if no column has a name, or two have the same but for capital letters."""
    if not any(header):
        raise BadInput.of(
            where, "dòng đầu tiên không có tên cột", "Hãy ghi tên cột ở dòng đầu tiên"
        )
    counts = Counter(name.casefold() for name in header if name)
    repeated = [name for name, times in counts.items() if times > 1]
    if repeated:
        raise BadInput.of(
            where,
            f"tên cột bị lặp lại: {', '.join(repeated)}",
            "Hãy giữ mỗi tên cột một lần ở dòng đầu tiên",
        )


def no_rows(path: Path | str) -> BadInput:
    """The sentence for a table that has nothing below its header."""
    return BadInput.of(path, "tệp chỉ có dòng tên cột, không có dữ liệu", "Hãy xuất lại dữ liệu")
