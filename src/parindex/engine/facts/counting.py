"""One scan put to the engine: the counts of its measures by group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from parindex.engine.facts.compilation import bind, counting_sql
from parindex.engine.facts.grouping import FIELD_OF, Group
from parindex.engine.facts.planner import MadeUp, Scan
from parindex.engine.facts.session import Session
from parindex.engine.values.facts import Level


class Counts(NamedTuple):
    """What a measure counted in a group, and whether made-up rows are among them."""

    numerator: int
    denominator: int
    missing: int
    simulated: bool


def count(session: Session, scan: Scan) -> Iterator[tuple[str, Mapping[Group, Counts]]]:
    """Each measure of the scan with its counts by group; groups without rows are left out."""
    relations = session.relations
    sql = bind(counting_sql(scan, relations.dialect), session.frame_of(scan))
    columns, rows = relations.answer(sql)
    yield from counts_by_group(rows, columns, scan)


def counts_by_group(
    rows: Sequence[Sequence[Any]], columns: Sequence[str], scan: Scan
) -> Iterator[tuple[str, Mapping[Group, Counts]]]:
    """What `count` yields, from the rows of `expression.counted` as any engine returned them."""
    read = _group_reader(columns)
    groups = [read(row) for row in rows]
    for index, measure in enumerate(scan.measures):
        at = columns.index(f"numerator_{index}")
        some, every = scan.made_up is MadeUp.SOME, scan.made_up is MadeUp.ALL
        found: dict[Group, Counts] = {}
        for group, row in zip(groups, rows, strict=True):
            numerator, denominator, missing = row[at : at + 3]
            # A unit whose level the measure does not concern has no sum at all.
            if denominator or missing:
                simulated = every or (some and bool(row[at + 3]))
                found[group] = Counts(numerator, denominator, missing, simulated)
        yield measure.name, found


def _group_reader(columns: Sequence[str]) -> Callable[[Sequence[Any]], Group]:
    """How to read the group from a row of these columns."""
    place = {name: columns.index(name) for name in columns if name.endswith("_")}
    unit, level, month = (place.get(name) for name in ("unit_", "level_", "month_"))
    fields = [(name, place[f"{name}_"]) for name in FIELD_OF if f"{name}_" in place]
    levels = {each.value: each for each in Level}

    def read(row: Sequence[Any]) -> Group:
        return Group(
            None if level is None else levels.get(row[level]),
            None if unit is None else row[unit],
            None if month is None else _day(row[month]),
            tuple([(name, row[at]) for name, at in fields]) if fields else (),
        )

    return read


def _day(month: date) -> date:
    # Some engines cut a day to its month as a moment.
    return month.date() if isinstance(month, datetime) else month
