"""When a task is due: `Thường xuyên trong năm 2023`, `Quý IV/2023`, `trước ngày 15/12/2023`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from parindex.engine.plans.model import Rhythm, TaskPeriod
from parindex.engine.plans.words import any_of, fold, without_end
from parindex.engine.values.periods import Period, month_of, quarter_of, year_of

_EACH = ("hàng", "hằng", "mỗi", "định kỳ", "định kỳ hàng", "định kỳ hằng", "theo")
_SIX_MONTHS = ("6 tháng", "06 tháng", "sáu tháng")

_RHYTHMS: dict[Rhythm, tuple[str, ...]] = {
    Rhythm.CONTINUOUS: (
        "thường xuyên",
        "liên tục",
        "cả năm",
        *(f"{each} ngày" for each in ("hàng", "hằng", "mỗi")),
    ),
    Rhythm.MONTHLY: tuple(f"{each} tháng" for each in _EACH),
    Rhythm.QUARTERLY: tuple(f"{each} quý" for each in _EACH),
    Rhythm.HALF_YEARLY: (
        *(f"{each} {half}" for each in _EACH for half in _SIX_MONTHS),
        *(f"{half}{once}" for half in _SIX_MONTHS for once in ("/lần", "/1 lần", " một lần")),
    ),
    Rhythm.YEARLY: tuple(f"{each} năm" for each in _EACH),
}

_BEFORE = ("trước",)
_UNTIL = ("đến", "tới", "hết", "chậm nhất", "muộn nhất")
_SINCE = ("từ", "kể từ", "bắt đầu từ")
_FILLERS = ("hết", "ngày", "là", "vào", "cuối", "trong", "đến")

_RHYTHM = re.compile(
    "|".join(rf"(?P<{rhythm}>{any_of(words)}\b)" for rhythm, words in _RHYTHMS.items())
)
_EDGE = re.compile(
    rf"\b(?:(?P<before>{any_of(_BEFORE)})|(?P<until>{any_of(_UNTIL)})|(?P<since>{any_of(_SINCE)}))"
    rf"(?:\s+{any_of(_FILLERS)})*\s*$"
)
_LIST = r"\s*(?:,|;|-|và|đến)\s*"
_YEAR = r"(?:\s*(?:/|-|năm|của\s+năm)\s*(?P<{}>(?:19|20)\d{{2}})(?!\d))?"
_QUARTER = r"(?:iv|i{1,3}|[1-4])(?![\w%])"
_QUARTER_WORD = any_of(("quý", "quí"))
_MONTH = r"\d{1,2}(?![\d%]|/\d{1,2}(?!\d))"
_ANCHOR = re.compile(
    rf"(?P<long_day>ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}{_YEAR.format('long_day_year')})"
    rf"|(?P<quarters>{_QUARTER_WORD}\s+{_QUARTER}(?:{_LIST}(?:{_QUARTER_WORD}\s+)?{_QUARTER})*"
    rf"{_YEAR.format('quarters_year')})"
    rf"|(?P<half>{any_of(_SIX_MONTHS)}\s+(?:đầu|cuối)\s+năm(?:\s+(?P<half_year>(?:19|20)\d{{2}}))?)"
    rf"|(?P<months>tháng\s+{_MONTH}(?:{_LIST}(?:tháng\s+)?{_MONTH})*{_YEAR.format('months_year')})"
    r"|(?P<day>(?<![\d/])\d{1,2}[/.-]\d{1,2}[/.-](?P<day_year>(?:19|20)\d{2})(?!\d))"
    r"|(?P<month>(?<![\d/])\d{1,2}/(?P<month_year>(?:19|20)\d{2})(?!\d))"
    r"|(?P<short_day>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))"
    rf"|(?P<years>{any_of(('giai đoạn', 'năm'))}\s+(?P<years_year>(?:19|20)\d{{2}})\s*-\s*(?:19|20)\d{{2}})"
    r"|(?P<year>năm\s+(?P<year_year>(?:19|20)\d{2})(?!\d))"
)
_REACH = 60
"""Characters before a date in which the words that bind it (`chậm nhất ngày`) can stand."""
_NUMERAL = re.compile(r"\b(?:iv|i{1,3}|\d+)\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WHOLE_YEARS = frozenset({"year", "years"})
_SERIES = frozenset({"quarters", "months"})


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A stretch of days that the text names, and how it refers to them."""

    edge: str | None
    days: Period
    moment: bool


def read_period(text: str, default_year: int | None) -> TaskPeriod:
    """Read the words behind a time label; what they leave open stays None, the text is kept.

    A month, quarter or day without a year is taken in `default_year`, the plan's own year.
    `trước ngày 15/12` leaves that day out (last day 14/12), `đến (hết) ngày 15/12` and `chậm
    nhất ngày 15/12` include it. A single moment or deadline without a rhythm is `once`; a whole
    year or a stretch `từ … đến …` without one has no rhythm.
    """
    folded = fold(text)
    anchors = list(_anchors(folded, default_year))
    first = min((a.days.first for a in anchors if a.edge in (None, "since")), default=None)
    last = max((day for a in anchors if (day := _last(a)) is not None), default=None)
    if first is not None and last is not None and last < first:
        first = last = None
    return TaskPeriod(first, last, _rhythm(folded, anchors), without_end(text))


def _last(anchor: _Anchor) -> date | None:
    if anchor.edge == "since":
        return None
    return anchor.days.first - timedelta(days=1) if anchor.edge == "before" else anchor.days.last


def _rhythm(folded: str, anchors: list[_Anchor]) -> Rhythm | None:
    match = _RHYTHM.search(folded)
    if match:
        return Rhythm(str(match.lastgroup))
    once = len(anchors) == 1 and anchors[0].moment
    return Rhythm.ONCE if once else None


def _anchors(folded: str, default_year: int | None) -> Iterator[_Anchor]:
    matches = list(_ANCHOR.finditer(folded))
    years = [_written_year(match) for match in matches]
    for index, match in enumerate(matches):
        # `Từ tháng 3 … đến tháng 11/2023`: the year is written once, at the end.
        later = (year for year in years[index:] if year is not None)
        earlier = (year for year in reversed(years[:index]) if year is not None)
        year = next(later, None) or next(earlier, None) or default_year
        numbers = _numbers(match)
        days = None if year is None else _days(_kind(match), numbers, year, match[0])
        if days is None:
            continue
        edge = _edge(folded[max(0, match.start() - _REACH) : match.start()])
        several = _kind(match) in _SERIES and len(numbers) > 1
        if several and edge == "since":
            edge = None
        moment = edge != "since" and not several and _kind(match) not in _WHOLE_YEARS
        yield _Anchor(edge, days, moment)


def _edge(before: str) -> str | None:
    match = _EDGE.search(before)
    return match.lastgroup if match else None


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind, text in match.groupdict().items() if text is not None)


def _written_year(match: re.Match[str]) -> int | None:
    written = match.group(f"{_kind(match)}_year") if _kind(match) != "short_day" else None
    return None if written is None else int(written)


def _numbers(match: re.Match[str]) -> list[int]:
    """The quarters, months or day and month named; for `years` the first and the last."""
    text, year = match[0], _written_year(match)
    if year is not None and _kind(match) != "years":
        text = text.removesuffix(str(year))
    return [_ROMAN.get(word) or int(word) for word in _NUMERAL.findall(text)]


def _days(kind: str, numbers: list[int], year: int, text: str) -> Period | None:
    try:
        return _stretch(kind, numbers, year, late="cuối" in text)
    except ValueError:
        # 31/02 and `tháng 13` are typing errors; the words stay, no date is guessed.
        return None


def _stretch(kind: str, numbers: list[int], year: int, *, late: bool) -> Period:
    match kind:
        case "year":
            return year_of(year)
        case "years":
            return Period(date(numbers[0], 1, 1), date(numbers[-1], 12, 31))
        case "half":
            quarters = (3, 4) if late else (1, 2)
            return Period(quarter_of(year, quarters[0]).first, quarter_of(year, quarters[1]).last)
        case "quarters":
            return _from_to(quarter_of, numbers, year)
        case "months" | "month":
            return _from_to(month_of, numbers, year)
        case _:
            day = date(year, numbers[1], numbers[0])
            return Period(day, day)


def _from_to(part_of: Callable[[int, int], Period], numbers: list[int], year: int) -> Period:
    # `Tháng 11 đến tháng 02/2024` starts in the year before the one written.
    first_year = year - 1 if numbers[0] > numbers[-1] else year
    return Period(part_of(first_year, numbers[0]).first, part_of(year, numbers[-1]).last)
