"""One scan put to the database: the counts of its measures by group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from parindex.engine.facts.compilation import bind, counting_sql
from parindex.engine.facts.grouping import FIELD_OF, Group
from parindex.engine.facts.planner import MadeUp, Scan
from parindex.engine.facts.session import Session
from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period, month_of


class Counts(NamedTuple):
    """What a measure counted in a group, and whether made-up rows are among them."""

    numerator: int
    denominator: int
    missing: int
    simulated: bool


def count(session: Session, scan: Scan) -> Iterator[tuple[str, Mapping[Group, Counts]]]:
    """Each measure of the scan with its counts by group; groups without rows are left out."""
    sql = bind(counting_sql(scan), session.frame_of(scan))
    result = session.database.connection.execute(sql)
    columns = [column[0] for column in result.description or ()]
    yield from counts_by_group(result.fetchall(), columns, scan, session.question.period)


def counts_by_group(
    rows: Sequence[Sequence[Any]], columns: Sequence[str], scan: Scan, period: Period
) -> Iterator[tuple[str, Mapping[Group, Counts]]]:
    """What `count` yields, from the rows of `expression.counted` as any engine returned them."""
    grouped = _group_reader(columns, period)
    groups = [grouped(row) for row in rows]
    for index, measure in enumerate(scan.measures):
        at = columns.index(f"numerator_{index}")
        counts = (_counts(row[at : at + 4], scan.made_up) for row in rows)
        yield (
            measure.name,
            {
                group: counted
                for group, counted in zip(groups, counts, strict=True)
                if counted.denominator or counted.missing
            },
        )


def _counts(told: Sequence[Any], made_up: MadeUp) -> Counts:
    # A unit whose level the measure does not concern has no sum at all.
    numerator, denominator, missing = (int(number or 0) for number in told[:3])
    simulated = made_up is MadeUp.ALL or (made_up is MadeUp.SOME and bool(told[3]))
    return Counts(numerator, denominator, missing, simulated)


def _group_reader(columns: Sequence[str], period: Period) -> Callable[[Sequence[Any]], Group]:
    """How to read the group from a row of these columns."""
    place = {name: columns.index(name) for name in columns if name.endswith("_")}
    unit, level, month = (place.get(name) for name in ("unit_", "level_", "month_"))
    fields = [(name, place[f"{name}_"]) for name in FIELD_OF if f"{name}_" in place]
    levels = {each.value: each for each in Level}

    @cache
    def part_of_period(first: date) -> Period:
        whole = month_of(first.year, first.month)
        return Period(max(whole.first, period.first), min(whole.last, period.last))

    def read(row: Sequence[Any]) -> Group:
        return Group(
            None if level is None else levels.get(row[level]),
            None if unit is None else row[unit],
            None if month is None else part_of_period(row[month]),
            tuple((name, row[at]) for name, at in fields),
        )

    return read
