"""Stores whose aggregates are held against their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from parindex.engine.facts.aggregates.answers import Source, kept_for
from parindex.engine.facts.compute import answer
from parindex.engine.facts.registry import MEASURES
from parindex.engine.facts.session import Question
from parindex.engine.records.lake import open_snapshot
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import Period, month_of, quarter_of, year_of
from tests.engine.records.kit import Store

KEPT = [name for name, measure in MEASURES.items() if not measure.placement.lasting]
"""All that count rows on days of their own."""

BY_MARKS = "procedures_paid_online"


def statutory_periods(year: int) -> Iterator[Period]:
    yield year_of(year)
    yield Period(date(year, 1, 1), date(year, 6, 30))
    yield Period(date(year, 7, 1), date(year, 12, 31))
    yield from (quarter_of(year, quarter) for quarter in range(1, 5))
    yield from (month_of(year, month) for month in range(1, 13))


def facts(
    store: Store,
    period: Period,
    by: Sequence[str] = (),
    source: Source = Source.AGGREGATES,
    measures: Sequence[str] = (*KEPT, BY_MARKS),
    **told: date,
) -> list[Fact]:
    question = Question(open_snapshot(store.path), period, **{"as_of": period.last, **told})
    return answer(question, measures, by, source=source)


def kept_of(store: Store, period: Period, by: Sequence[str] = (), **told: date) -> set[str]:
    """The measures that the aggregates answer."""
    question = Question(open_snapshot(store.path), period, **{"as_of": period.last, **told})
    kept = kept_for(question, list(MEASURES.values()), by, Source.AUTO)
    return {measure.name for asked in kept.asked for measure in asked.measures}
