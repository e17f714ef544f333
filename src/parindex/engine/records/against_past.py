"""Numbers of rows held against those of a year before, unit by unit and month by month.

The manifest says whether there is a year before, and which files would have to be read. A batch that
is small beside them is a day's increment, which says nothing about a month, and is not held against
anything; so the cost stays in proportion to the batch.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from parindex.engine.records.database import Database, identifier
from parindex.engine.records.manifest import DataFile, KindFiles
from parindex.engine.records.schema import Kind, YearlyCount
from parindex.engine.records.stored import stored_rows

Days: TypeAlias = tuple[date, date]
"""From the first day to the last."""

_TOLD = 100


@dataclass(frozen=True, slots=True)
class Unlike:
    """A number of rows far from that of a year before; `unit` and `level` are empty for all units.

    `first` and `last` are the days counted; a year before it was the same days.
    """

    unit: str
    level: str
    first: date
    last: date
    rows: int
    year_before: int


@dataclass(frozen=True, slots=True)
class UnlikePast:
    """How many numbers are far off, and those that differ most: all units first, then by difference."""

    count: int = 0
    told: tuple[Unlike, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def year_before(self) -> _Span:
        return _Span(_year_before(self.first), _year_before(self.last))

    def meets(self, file: DataFile) -> bool:
        if file.first is None or file.last is None:
            return False
        return date.fromisoformat(file.first) <= self.last and self.first <= date.fromisoformat(
            file.last
        )


def unlike_last_year(
    database: Database, kind: Kind, after: KindFiles, days: Sequence[Days], new_rows: int
) -> UnlikePast:
    """Hold the months of the changed `days` against the year before, in the version `after`.

    Expects `known_units`: a unit that did not exist throughout both spans is passed over.
    """
    if kind.yearly is None or kind.day is None:
        return UnlikePast()
    spans = [span for span in _months(days) if span.days >= kind.yearly.least_days]
    spans = [s for s in spans if any(s.year_before.meets(file) for file in after.files)]
    if not spans:
        return UnlikePast()
    near = tuple(
        file
        for file in after.files
        if any(span.meets(file) or span.year_before.meets(file) for span in spans)
    )
    if sum(file.rows for file in near) > kind.yearly.read_per_row * new_rows:
        return UnlikePast()
    rows = stored_rows(database, kind, replace(after, files=near))
    _make_spans(database, spans)
    found = database.connection.execute(_query(kind, kind.yearly, rows)).fetchall()
    told = tuple(Unlike(*row[:-1]) for row in found)
    return UnlikePast(found[0][-1] if found else 0, told)


def _months(ranges: Iterable[Days]) -> list[_Span]:
    """From the first to the last of the days, month by month."""
    found: dict[date, _Span] = {}
    for begin, end in ranges:
        first = begin
        while first <= end:
            month = first.replace(day=1)
            following = (month + timedelta(31)).replace(day=1)
            last = min(end, following - timedelta(1))
            seen = found.get(month, _Span(first, last))
            found[month] = _Span(min(seen.first, first), max(seen.last, last))
            first = following
    return [found[month] for month in sorted(found)]


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _make_spans(database: Database, spans: Sequence[_Span]) -> None:
    """Make `spans`: for each month now and a year before, its days and the span it belongs to."""
    database.connection.execute(
        "CREATE TABLE spans (month DATE, since DATE, until DATE, first DATE, last DATE, past BOOLEAN)"
    )
    database.fill(
        "spans",
        (
            (counted.first.replace(day=1), counted.first, counted.last, s.first, s.last, past)
            for s in spans
            for counted, past in ((s, False), (s.year_before, True))
        ),
    )


def _query(kind: Kind, limits: YearlyCount, rows: str) -> str:
    day, unit = identifier(kind.day or ""), identifier(kind.unit_field)
    far = " OR ".join(
        f"rows * {share.denominator} {sign} year_before * {share.numerator}"
        for sign, share in (("<", limits.low), (">", limits.high))
    )
    return (
        "WITH counted AS (SELECT coalesce(unit, '') AS unit, first, last,"
        " count(*) FILTER (WHERE NOT past)::BIGINT AS rows,"
        " count(*) FILTER (WHERE past)::BIGINT AS year_before"
        f" FROM (SELECT {unit} AS unit, {day}::DATE AS day FROM {rows}) r"
        " JOIN spans s ON date_trunc('month', r.day)::DATE = s.month"
        " AND r.day BETWEEN s.since AND s.until"
        " GROUP BY GROUPING SETS ((first, last), (first, last, unit))),"
        " existed AS (SELECT code, any_value(level) AS level, min(valid_from) AS since,"
        " max(coalesce(valid_to, DATE '9999-12-31')) AS until FROM known_units GROUP BY code)"
        " SELECT unit, coalesce(level, ''), first, last, rows, year_before, count(*) OVER ()"
        " FROM counted LEFT JOIN existed ON code = unit"
        f" WHERE year_before > 0 AND greatest(rows, year_before) >= {limits.least_rows}"
        f" AND ({far})"
        " AND (unit = '' OR (since <= first - INTERVAL 1 YEAR AND until >= last))"
        f" ORDER BY unit <> '', abs(rows - year_before) DESC, first, unit LIMIT {_TOLD}"
    )
