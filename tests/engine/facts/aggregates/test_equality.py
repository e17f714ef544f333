"""Aggregates say what the rows say: every measure, every statutory period, whatever was imported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parindex.engine.facts.aggregates.answers import Source
from parindex.engine.facts.aggregates.refresh import refresh_aggregates
from parindex.engine.facts.registry import MEASURES
from parindex.engine.records.upkeep.compaction import compact
from parindex.engine.records.upkeep.undo import undo
from parindex.engine.values.periods import Period, month_of, year_of
from tests.engine.facts import made_up
from tests.engine.facts.aggregates.kit import (
    BY_MARKS,
    KEPT,
    facts,
    kept_of,
    statutory_periods,
)
from tests.engine.records.kit import Store

GROUPINGS = [(), ("level",), ("unit",), ("month",), ("unit", "month")]
# Kinds that others are looked up in come as often as those that count.
KINDS = ["dossiers", "dossiers", "apologies", "apologies", "procedures", "petitions", "tasks"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("filled"))
    made_up.fill(store, seed=766)
    assert refresh_aggregates(store.path).whole
    return store


@pytest.mark.parametrize("period", [*statutory_periods(2023)], ids=str)
def test_every_statutory_period(filled: Store, period: Period) -> None:
    assert kept_of(filled, period) == {*KEPT}
    by = ("unit", "month")
    assert facts(filled, period, by) == facts(filled, period, by, Source.ROWS)


@pytest.mark.parametrize("by", GROUPINGS, ids="-".join)
def test_every_grouping(filled: Store, by: tuple[str, ...]) -> None:
    year = year_of(2023)
    assert kept_of(filled, year, by) == {*KEPT}
    counted = facts(filled, year, by)
    assert counted == facts(filled, year, by, Source.ROWS)
    something = {fact.measure for fact in counted if fact.denominator or fact.numerator}
    assert something == {*KEPT, BY_MARKS}


def test_units_rolled_up_to_their_successors(filled: Store) -> None:
    year = year_of(2023)
    rolled = facts(filled, year, ("unit",), roll_up=year.last)
    assert rolled == facts(filled, year, ("unit",), Source.ROWS, roll_up=year.last)
    assert rolled != facts(filled, year, ("unit",))


def test_judged_on_another_end_than_that_of_the_period(filled: Store) -> None:
    may = month_of(2023, 5)
    for day in (date(2023, 6, 30), date(2023, 12, 31)):
        assert kept_of(filled, may, as_of=day) == {*KEPT}
        assert facts(filled, may, as_of=day) == facts(filled, may, (), Source.ROWS, as_of=day)
    # A year that has only got as far as June is its first half.
    day, year = date(2023, 6, 30), year_of(2023)
    assert facts(filled, year, as_of=day) == facts(filled, year, (), Source.ROWS, as_of=day)


@pytest.mark.parametrize(
    ("period", "as_of"),
    [
        (month_of(2023, 5), date(2023, 6, 15)),
        (Period(date(2022, 12, 15), date(2023, 6, 14)), date(2023, 6, 14)),
        (Period(date(2022, 12, 1), date(2023, 12, 31)), date(2023, 12, 31)),
    ],
)
def test_other_periods_take_what_rests_on_no_judgement_and_count_the_rest(
    filled: Store, period: Period, as_of: date
) -> None:
    kept = kept_of(filled, period, as_of=as_of)
    assert {"dossiers_received_online", "dossiers_digitised"} <= kept
    assert not kept & {"dossiers_on_time_par", "apologies_for_late", "petitions_on_time"}
    for by in ((), ("month",)):
        assert facts(filled, period, by, as_of=as_of) == facts(
            filled, period, by, Source.ROWS, as_of=as_of
        )


@pytest.mark.parametrize("by", ["sector", "procedure", "channel"])
def test_fields_of_the_row_are_grouped_from_the_rows(filled: Store, by: str) -> None:
    measures = [name for name in KEPT if MEASURES[name].kind == "dossiers"]
    assert not kept_of(filled, year_of(2023), (by,))
    assert facts(filled, year_of(2023), (by,), measures=measures)


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """What happens to a store: imports of a kind (seed, first key), undone ones, refreshes."""
    kinds = draw(
        st.lists(
            st.sampled_from([*KINDS, "undo", "undo", "compact", "refresh"]), min_size=6, max_size=9
        )
    )
    return [
        (kind, draw(st.integers(0, 1000)), draw(st.sampled_from([0, 15, 30]))) for kind in kinds
    ]


@given(happened=steps(), late=st.integers(1, 12))
@settings(
    max_examples=4,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],
)
def test_after_any_sequence_of_imports_and_undone_ones(
    tmp_path_factory: pytest.TempPathFactory, happened: Sequence[tuple[str, int, int]], late: int
) -> None:
    store = Store(tmp_path_factory.mktemp("sequence"))
    store.take("units", made_up.UNITS)
    store.take("dossiers", rows("dossiers", 1, 0))
    refresh_aggregates(store.path)
    batches: list[str] = []
    for kind, seed, first in happened:
        if kind == "refresh":
            assert not refresh_aggregates(store.path).whole
        elif kind == "compact":
            compact(store.path, keep_days=0)
            batches.clear()
        elif kind != "undo":
            batches.append(store.take(kind, rows(kind, seed, first)).batch)
        elif batches:
            undo(store.path, batches.pop(seed % len(batches)))
    refreshed = refresh_aggregates(store.path)
    assert not refreshed.whole
    for period, by in ((year_of(2023), ("unit", "month")), (month_of(2023, late), ("unit",))):
        assert facts(store, period, by) == facts(store, period, by, Source.ROWS)


def rows(kind: str, seed: int, first: int) -> list[dict[str, object]]:
    """Sixty rows; those of other batches have some of the same keys and other content."""
    random = Random(seed)  # noqa: S311 - rows for a test
    return [made_up._row(random, kind, number) for number in range(first, first + 60)]


def test_a_store_without_rows(tmp_path: Path) -> None:
    store = Store(tmp_path)
    refresh_aggregates(store.path)
    for by in ((), ("unit", "month")):
        assert facts(store, year_of(2023), by) == facts(store, year_of(2023), by, Source.ROWS)
