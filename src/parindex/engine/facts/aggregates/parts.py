"""Which measures can be kept by day, in which tables, and the queries that fill these.

A measure can be kept if each row counts on one day of its own, whatever the period: then the counts
of days add up. Where the answer rests on the day of judgement it is kept for every day on which a
statutory period ends. A state that holds over time does not add up over days and is counted from
its rows; but what it asks of another kind day by day is kept as marks.
"""

# ruff: noqa: S608 - names come from declarations

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parindex.engine.facts.compilation import by_day_sql, marks_sql
from parindex.engine.facts.measure import Measure, Related
from parindex.engine.facts.planner import Days, MadeUp, Scan, plan
from parindex.engine.facts.registry import MEASURES
from parindex.engine.facts.sql_cache import cached

COUNTS = ("numerator", "denominator", "missing", "simulated")

_OF_PERIOD = {"FRAME_FIRST", "FRAME_LAST"}


@dataclass(frozen=True, slots=True)
class Part:
    """One table of sums over the rows of a kind, by day and unit (marks: by day and key).

    The measures share placement and related kinds; they are all judged (a row for each day of
    judgement) or all steady. For marks there are none, and `mark` names what is asked.
    """

    kind: str
    measures: tuple[str, ...] = ()
    judged: bool = False
    mark: str = ""

    @property
    def name(self) -> str:
        """The part's folder."""
        if self.mark:
            return f"{self.kind}/marks-{self.mark}"
        first = MEASURES[self.measures[0]]
        words = [*first.placement.fields, *(related.name for related in first.related)]
        return f"{self.kind}/{'-'.join([*words, 'judged'] if self.judged else words)}"

    @property
    def related(self) -> tuple[Related, ...]:
        """The other kinds that its rows are looked up in."""
        return MEASURES[self.measures[0]].related if self.measures else ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that its sums rest on."""
        return (self.kind, *(related.kind for related in self.related))

    @property
    def counts_working_days(self) -> bool:
        return any(MEASURES[name].working_days for name in self.measures)

    @property
    def keys(self) -> tuple[str, ...]:
        if self.mark:
            return ("key_", "day_")
        return ("unit_", "day_", "as_of_") if self.judged else ("unit_", "day_")

    @property
    def sums(self) -> tuple[str, ...]:
        if self.mark:
            return ("rows_",)
        return tuple(f"{count}_{i}" for i in range(len(self.measures)) for count in COUNTS)

    @property
    def columns(self) -> dict[str, str]:
        """The columns of the table, in the types of the lake."""
        keys = {name: "DATE" if name in ("day_", "as_of_") else "VARCHAR" for name in self.keys}
        return {**keys, **dict.fromkeys(self.sums, "INTEGER")}

    def query(self) -> str:
        """The rows of the table, from views that bear the names of the kinds."""
        sums = ", ".join(f"{name}::INTEGER AS {name}" for name in self.sums)
        return f"SELECT {', '.join(self.keys)}, {sums} FROM ({self._sql()})"

    def _sql(self) -> str:
        if self.mark:
            return cached(["marks", self.mark], lambda: marks_sql(_asked()[self.mark]))
        measures = tuple(MEASURES[name] for name in self.measures)
        days = Days.JUDGED if self.judged else Days.STEADY
        return by_day_sql(Scan(measures, ("unit",), MadeUp.SOME, days=days))


def kept_parts() -> tuple[Part, ...]:
    """All parts, in the order of the measures."""
    told = json.loads(cached(["kept by day"], _classified))
    found = [
        Part(scan.kind, tuple(measure.name for measure in scan.measures), judged)
        for judged, names in ((False, told["steady"]), (True, told["judged"]))
        for scan in plan([MEASURES[name] for name in names], (), {})
    ]
    return (*found, *(Part(_asked()[name].kind, mark=name) for name in told["marks"]))


def _classified() -> str:
    from parindex.engine.facts.expression import (  # noqa: PLC0415 - brings the query library
        asks_of_frame,
        counted_by_day,
        marked_by_day,
    )

    found: dict[str, list[str]] = {"steady": [], "judged": [], "marks": []}
    for measure in _on_days_of_their_own(MEASURES.values()):
        scan = Scan((measure,), ("unit",), MadeUp.SOME, days=Days.STEADY)
        asks = asks_of_frame(counted_by_day(scan))
        if not asks & _OF_PERIOD:
            found["judged" if asks else "steady"].append(measure.name)
    for name, related in _asked().items():
        if not asks_of_frame(marked_by_day(related)):
            found["marks"].append(name)
    return json.dumps(found)


def _on_days_of_their_own(measures: Iterable[Measure]) -> Iterator[Measure]:
    """Those whose rows count on one day, and ask nothing of other kinds that rests on the period."""
    for measure in measures:
        whenever = all(related.placement is None for related in measure.related)
        if whenever and not measure.placement.lasting:
            yield measure


def _asked() -> dict[str, Related]:
    """What measures ask of other kinds day by day, by its name."""
    asked = [each for measure in MEASURES.values() for each in measure.related]
    daily = [each for each in asked if each.placement and not each.placement.lasting]
    found = {each.name: each for each in daily}
    if any(found[each.name] != each for each in daily):
        raise ValueError("asked of other kinds in two ways under one name")
    return found
