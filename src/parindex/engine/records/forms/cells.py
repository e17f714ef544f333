"""The text of cells, compared without accents, and counts as people write them in forms."""

from __future__ import annotations

import re
from datetime import date, datetime
from unicodedata import combining, normalize

from parindex.engine.records.forms.workbook import Cell
from parindex.engine.values.periods import vietnamese_date

_DASHES = frozenset("-–—−")
_PLAIN = re.compile(r"\d{1,15}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([. ])\d{3})(?:\1\d{3})*")
_NEGATIVE = re.compile(r"[-–—−]\s*\d|\(\s*\d[\d.,]*\s*\)")
_FRACTION = re.compile(r"[\d.\s]*\d\s*[.,]\s*\d+\s*%?|\d+\s*%")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


class NotACount(Exception):
    """Raised with what is wrong with a cell that should hold a count."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def text(cell: Cell) -> str:
    """The cell as trimmed, composed (NFC) text; a whole number without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return vietnamese_date(cell.date() if isinstance(cell, datetime) else cell)
    return " ".join(normalize("NFC", _INVISIBLE.sub("", str(cell))).split())


def folded(cell: Cell) -> str:
    """Lower case without accents or runs of blanks: `TỔNG  CỘNG:` is `tong cong:`."""
    bare = "".join(each for each in normalize("NFD", text(cell)) if not combining(each))
    return bare.lower().replace("đ", "d")


def is_blank(cell: Cell) -> bool:
    return not text(cell)


def is_explicit_zero(cell: Cell) -> bool:
    """Whether a zero is written out: `0` or a dash."""
    return text(cell) == "0" or text(cell) in _DASHES


def looks_like_count(cell: Cell) -> bool:
    """Whether a person meant a number here, a wrong one included."""
    written = text(cell)
    return bool(written) and (written in _DASHES or written[0].isdigit() or _is_negative(written))


def count(cell: Cell) -> int:
    """The count in a cell; blank and `-` are 0, `1.234` is 1234. `NotACount` for anything else."""
    written = text(cell)
    if not written or written in _DASHES:
        return 0
    if isinstance(cell, bool | date):
        raise _refused(written)
    if _PLAIN.fullmatch(written):
        return int(written)
    if isinstance(cell, str) and _GROUPED.fullmatch(written):
        return int(re.sub(r"\D", "", written))
    raise _refused(written)


def _is_negative(written: str) -> bool:
    return bool(_NEGATIVE.match(written))


def _refused(written: str) -> NotACount:
    shown = written if len(written) <= 40 else f"{written[:39]}…"
    if _is_negative(written):
        return NotACount(f"số âm «{shown}»", "Số hồ sơ không thể âm; hãy sửa ô này")
    if _FRACTION.fullmatch(written):
        return NotACount(
            f"số lẻ «{shown}»",
            "Số hồ sơ là số nguyên, phần nghìn cách bằng dấu chấm (1.234); hãy sửa ô này",
        )
    return NotACount(f"«{shown}» không phải số hồ sơ", "Hãy ghi một số nguyên từ 0 trở lên")
