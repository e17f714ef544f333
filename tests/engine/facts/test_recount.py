"""The engine against a plain recount of random rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parindex.engine.facts.compute import compute_facts
from parindex.engine.facts.registry import MEASURES
from parindex.engine.records.catalog import KINDS
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import year_of
from tests.engine.facts import recount
from tests.engine.records.kit import Store

UNITS = st.sampled_from(["T1", "H1", "X1"])
MAYBE = st.sampled_from([True, False, None])
# Close to each other and to both ends of the year, so that every boundary is met.
DAYS = st.one_of(
    st.dates(date(2022, 12, 20), date(2023, 1, 12)),
    st.dates(date(2023, 4, 20), date(2023, 5, 20)),
    st.dates(date(2023, 12, 1), date(2024, 1, 20)),
)
STEPS = st.sampled_from([0, 1, 2, 5, 7, 8, 20, 21, 22, 23, 40, None])
PUBLISHED = [0, 1, 2, 3, 4, None]
TIMES = st.sampled_from([timedelta(hours=8), timedelta(hours=17), timedelta(hours=17, minutes=1)])


def after(start: Any, step: int | None) -> Any:
    return None if step is None else start + timedelta(days=step)


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, Any]:
    received = datetime.combine(draw(DAYS), datetime.min.time()) + timedelta(hours=7)
    due, finished = draw(STEPS), draw(STEPS)
    clock = draw(TIMES) - timedelta(hours=7)
    flags = KINDS["dossiers"].names
    return {
        "unit_code": draw(UNITS),
        "procedure_code": "P",
        "received_at": received,
        "due_at": None if due is None else after(received, due) + draw(TIMES) - timedelta(hours=7),
        "finished_at": None if finished is None else after(received, finished) + clock,
        "channel": draw(st.sampled_from([None, "online", "in_person"])),
        "status": draw(st.sampled_from([None, "processing", "withdrawn", "stopped"])),
        **{name: draw(MAYBE) for name in flags if name.endswith(("digitised", "electronically"))},
        **{name: draw(MAYBE) for name in ("synced", "has_fee", "paid_online")},
    }


@st.composite
def dated(draw: st.DrawFn, first: str, *others: str, **fixed: st.SearchStrategy[Any]) -> Any:
    start = draw(DAYS)
    row = {"unit_code": draw(UNITS), first: start}
    row.update({name: after(start, draw(STEPS)) for name in others})
    return {**row, **{name: draw(values) for name, values in fixed.items()}}


def listed(rows: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(rows, min_size=60, max_size=90)


@given(
    dossier_rows=listed(dossiers()),
    petition_rows=listed(
        dated(
            "received_on",
            "supplement_requested_on",
            "handled_on",
            outcome=st.sampled_from([None, "answered", "refused", "processing"]),
        )
    ),
    task_rows=listed(dated("assigned_on", "due_on", "finished_on")),
    procedure_rows=listed(dated("decided_on", "effective_on", "published_on")),
)
@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    # Shrinking a store of hundreds of rows takes minutes and tells nothing more.
    phases=[Phase.generate],
)
def test_engine_and_recount_agree(
    tmp_path_factory: pytest.TempPathFactory,
    dossier_rows: list[Any],
    petition_rows: list[Any],
    task_rows: list[Any],
    procedure_rows: list[Any],
) -> None:
    for number, row in enumerate(petition_rows):
        # Published some days after it was handled, or not (yet).
        row["published_on"] = row["handled_on"] and after(row["handled_on"], PUBLISHED[number % 6])
    kinds = {
        "dossiers": numbered("dossier_code", dossier_rows),
        "petitions": numbered("petition_code", petition_rows),
        "tasks": numbered("task_code", task_rows),
        "procedures": numbered("procedure_code", procedure_rows),
    }
    apologised = {row["dossier_code"] for row in kinds["dossiers"][::2]}
    store = Store(tmp_path_factory.mktemp("recount"))
    for kind, rows in kinds.items():
        assert store.take(kind, rows).added == len(rows)
    store.take(
        "apologies",
        [{"dossier_code": c, "unit_code": "X1", "sent_on": date(2023, 6, 1)} for c in apologised],
    )
    expected = recount.dossier_counts(kinds["dossiers"], apologised) | recount.other_counts(kinds)
    whole, by_unit_month = (
        compute_facts(store.path, year_of(2023), list(expected), by=by)
        for by in ((), ("unit", "month"))
    )
    assert {f.measure: (f.numerator, f.denominator, f.missing) for f in whole} == expected
    # However the rows are grouped, the groups add up to the whole; what holds over time is counted
    # in every month anew.
    lasting = {name for name in expected if MEASURES[name].placement.lasting}
    once = {name: expected[name] for name in expected.keys() - lasting}
    assert added_up([fact for fact in by_unit_month if fact.measure in once]) == once


def numbered(name: str, rows: list[Any]) -> list[Any]:
    return [{name: f"K{number}", **row} for number, row in enumerate(rows)]


def added_up(facts: list[Fact]) -> dict[str, tuple[int, int, int]]:
    sums: dict[str, tuple[int, int, int]] = {}
    for fact in facts:
        numerator, denominator, missing = sums.get(fact.measure, (0, 0, 0))
        sums[fact.measure] = (
            numerator + fact.numerator,
            denominator + (fact.denominator or 0),
            missing + fact.missing,
        )
    return sums
