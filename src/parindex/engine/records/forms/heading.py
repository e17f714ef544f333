"""What the lines around the table say: which form it is, the period, the reporting unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from parindex.engine.records.forms.cells import folded, text
from parindex.engine.records.forms.workbook import Sheet
from parindex.engine.values.periods import Period, month_of, quarter_of, year_of
from parindex.engine.values.problems import BadInput

_CODE = re.compile(r"(\d{1,2}[a-z])\s*/\s*vpcp")
_DAY = r"(\d{1,2})\s*(?:[/.\-]|thang)\s*(\d{1,2})\s*(?:[/.\-]|nam)\s*(\d{4})"
_FROM_TO = re.compile(
    rf"tu\s+(?:ngay\s+)?{_DAY}\s*,?\s*(?:den|-|–)\s*(?:het\s+)?(?:ngay\s+)?{_DAY}"
)
_SIGNED_ON = re.compile(r"ngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam\s*[\d.…]*")
_YEAR = r"\s*(?:/|nam|-|,)?\s*(?:nam\s*)?((?:19|20)\d{2})"
_QUARTER = re.compile(rf"\bquy\s*(iv|i{{1,3}}|[1-4])\b{_YEAR}")
_MONTHS = re.compile(rf"\b(6|9|sau|chin)\s+thang(\s+(?:dau|cuoi)(?:\s+nam)?)?{_YEAR}")
_MONTH = re.compile(rf"\bthang\s*(\d{{1,2}}){_YEAR}")
_WHOLE_YEAR = re.compile(r"\bnam\s*((?:19|20)\d{2})\b")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_REPORTING_UNIT = "don vi bao cao"
_RECEIVING_UNIT = "don vi nhan bao cao"
_LONGEST = 366


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines above the table tell; None for what they do not.

    `named_period` says that only a name such as «Quý II/2023» was given, read as calendar days.
    """

    code: str | None
    unit: str | None
    period: Period | None
    named_period: bool


def read_heading(sheet: Sheet, top: int, where: str, asked: Period | None = None) -> Heading:
    """Read the lines above row `top`; `BadInput` for another form or a period that cannot be.

    A period that was `asked` for stands in the place of what the form says.
    """
    lines = list(_lines(sheet, top))
    bare = [folded(line) for line in lines]
    code = next((m[1].zfill(3) for line in bare for m in _CODE.finditer(line)), None)
    if code is not None and code != "06a":
        raise BadInput.of(
            where,
            f"đây là biểu {code}, không phải Biểu II.06a/VPCP/KSTT",
            "Hãy chọn đúng tệp của Biểu 06a",
        )
    period = asked or _from_to(bare, where)
    named = None if period else _named(bare, where)
    return Heading(code, _unit(sheet, top), period or named, named is not None)


def _lines(sheet: Sheet, end: int) -> Iterator[str]:
    for cells in sheet.rows[:end]:
        for cell in cells:
            yield from filter(None, map(text, str(cell).splitlines()))


def _from_to(lines: Sequence[str], where: str) -> Period | None:
    # The sentence may be broken over two lines of one cell.
    found = {match.groups() for match in _FROM_TO.finditer(" ".join(lines))}
    if not found:
        return None
    if len(found) > 1:
        raise _several(where)
    numbers = [int(each) for each in found.pop()]
    try:
        first = date(numbers[2], numbers[1], numbers[0])
        last = date(numbers[5], numbers[4], numbers[3])
    except ValueError as error:
        raise BadInput.of(
            where,
            "ngày đầu hoặc ngày cuối của kỳ báo cáo không có thật",
            "Hãy sửa dòng «Từ ngày … đến ngày …» trên biểu, hoặc ghi --from, --to",
        ) from error
    return checked_period(first, last, where)


def checked_period(first: date, last: date, where: str) -> Period:
    """The period, or `BadInput` where it runs backwards or is longer than a year."""
    if last < first:
        what = "kỳ báo cáo kết thúc trước khi bắt đầu"
    elif (last - first).days >= _LONGEST:
        what = "kỳ báo cáo dài hơn một năm"
    else:
        return Period(first, last)
    raise BadInput.of(
        where, what, "Hãy kiểm tra hai ngày của kỳ báo cáo trên biểu, hoặc --from, --to"
    )


def _named(lines: Sequence[str], where: str) -> Period | None:
    told = [line for line in lines if "ky bao cao" in line] or lines
    found = {period for line in told if (period := _period_in(_SIGNED_ON.sub(" ", line)))}
    if len(found) > 1:
        raise _several(where)
    return found.pop() if found else None


def _period_in(line: str) -> Period | None:
    """The calendar period that a line names."""
    if match := _QUARTER.search(line):
        number = match[1]
        return quarter_of(int(match[2]), _QUARTERS.get(number) or int(number))
    if match := _MONTHS.search(line):
        return _several_months(match)
    if (match := _MONTH.search(line)) and 1 <= int(match[1]) <= 12:
        return month_of(int(match[2]), int(match[1]))
    if "ky bao cao" in line and (match := _WHOLE_YEAR.search(line)):
        return year_of(int(match[1]))
    return None


def _several_months(match: re.Match[str]) -> Period:
    """«6 tháng đầu năm», «6 tháng cuối năm», «9 tháng»."""
    year = int(match[3])
    if "cuoi" in (match[2] or ""):
        return Period(date(year, 7, 1), date(year, 12, 31))
    last = 6 if match[1] in ("6", "sau") else 9
    return Period(date(year, 1, 1), month_of(year, last).last)


def _several(where: str) -> BadInput:
    return BadInput.of(
        where,
        "trên biểu có nhiều kỳ báo cáo khác nhau",
        "Hãy ghi rõ kỳ của biểu bằng --from và --to",
    )


def _unit(sheet: Sheet, end: int) -> str | None:
    """The name after «Đơn vị báo cáo:»: in the same line, the next one, or the next cell."""
    for row in range(end):
        for column in range(len(sheet.rows[row])):
            lines = [text(line) for line in str(sheet.at(row, column)).splitlines()]
            for place, line in enumerate(lines):
                if _REPORTING_UNIT in folded(line):
                    after = (*lines[place + 1 :], *_neighbours(sheet, row, column, end))
                    return _name(line.partition(":")[2], after)
    return None


def _neighbours(sheet: Sheet, row: int, column: int, end: int) -> Iterator[str]:
    yield from (text(cell) for cell in sheet.rows[row][column + 1 :] if text(cell))
    if row + 1 < end:
        yield text(sheet.at(row + 1, column))


def _name(rest: str, after: Sequence[str]) -> str | None:
    for candidate in (rest, *after):
        name = candidate.strip(" -+:.…_")
        if _RECEIVING_UNIT in folded(name):
            return None
        if name:
            return name
    return None
