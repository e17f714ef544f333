"""Facts through the public door: groups, periods, versions, and what they say of themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parindex.engine.facts.compute import compute_facts
from parindex.engine.facts.measures.dossiers_on_time import Pending, on_time_par
from parindex.engine.records.lake import open_snapshot
from parindex.engine.values.facts import Fact, Level
from parindex.engine.values.periods import Period, month_of, year_of
from parindex.engine.values.problems import BadInput
from tests.engine.records.kit import Store, dossier

PAR = "dossiers_on_time_par"
YEAR = year_of(2023)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def pairs(facts: list[Fact]) -> dict[str | None, tuple[int, int | None]]:
    return {fact.unit or fact.level: (fact.numerator, fact.denominator) for fact in facts}


def late(code: str, **fields: object) -> dict[str, object]:
    return dossier(code, due_at="2023-03-05", finished_at="2023-03-06", **fields)


def in_time(code: str, **fields: object) -> dict[str, object]:
    return dossier(code, due_at="2023-03-05", finished_at="2023-03-05", **fields)


def test_a_rate_is_the_quotient_of_the_sums_not_the_mean_of_the_rates(store: Store) -> None:
    # X1: 1 of 1; T1: 0 of 3. The mean of the rates would be 1/2.
    store.take(
        "dossiers", [in_time("A"), *(late(code, unit_code="T1") for code in ("B", "C", "D"))]
    )
    (whole,) = compute_facts(store.path, YEAR, [PAR])
    assert (whole.numerator, whole.denominator, str(whole.value)) == (1, 4, "1/4")


def test_every_valid_unit_and_level_has_its_fact_even_where_nothing_arose(store: Store) -> None:
    store.take("dossiers", [in_time("A")])
    assert pairs(compute_facts(store.path, YEAR, [PAR], by=("level",))) == {
        Level.PROVINCE: (0, 0),
        Level.DISTRICT: (0, 0),
        Level.COMMUNE: (1, 1),
    }
    facts = compute_facts(store.path, YEAR, [PAR], by=("unit",))
    assert pairs(facts) == {"T1": (0, 0), "H1": (0, 0), "X1": (1, 1)}
    assert [fact.value for fact in facts if fact.unit == "T1"] == [None]
    assert {fact.unit: fact.level for fact in facts}["H1"] is Level.DISTRICT


def test_a_unit_that_ended_before_the_period_has_no_fact(store: Store) -> None:
    facts = compute_facts(store.path, year_of(2026), [PAR], by=("unit",))
    assert {fact.unit for fact in facts} == {"T1", "X1"}
    levels = compute_facts(store.path, year_of(2026), [PAR], by=("level",))
    assert {fact.level for fact in levels} == {Level.PROVINCE, Level.COMMUNE}


def test_a_unit_that_ended_since_keeps_the_facts_of_its_rows(store: Store) -> None:
    # Received by the district in its last week, finished when there were no districts any more.
    store.take(
        "dossiers",
        [dossier("A", unit_code="H1", received_at="2025-06-25", finished_at="2025-07-03")],
    )
    period = Period(date(2025, 7, 1), date(2025, 12, 31))
    facts = compute_facts(store.path, period, ["dossiers_on_time_06a"], by=("unit",))
    assert pairs(facts)["H1"] == (1, 1)


def test_months_are_cut_to_the_period_and_the_whole_is_their_sum(store: Store) -> None:
    rows = [
        dossier(f"D{n}", received_at=f"2023-{n:02d}-15", finished_at="2023-12-31")
        for n in range(1, 13)
    ]
    store.take("dossiers", rows)
    period = Period(date(2023, 2, 10), date(2023, 4, 14))
    facts = compute_facts(store.path, period, [PAR], by=("month",))
    assert [(fact.period, fact.denominator) for fact in facts] == [
        (Period(date(2023, 2, 10), date(2023, 2, 28)), 0),
        (month_of(2023, 3), 0),
        (Period(date(2023, 4, 1), date(2023, 4, 14)), 0),
    ]
    # None is finished by 14 April; judged at the end of the year all are.
    judged_later = compute_facts(store.path, period, [PAR], by=("month",), as_of=date(2023, 12, 31))
    assert [(fact.numerator, fact.denominator) for fact in judged_later] == [(1, 1), (1, 1), (0, 0)]


def test_what_is_dated_after_the_day_of_judgement_has_not_happened(store: Store) -> None:
    store.take(
        "dossiers", [in_time("A"), dossier("B", received_at="2023-09-01", finished_at="2023-09-02")]
    )
    (fact,) = compute_facts(store.path, YEAR, [PAR], as_of=date(2023, 6, 30))
    assert (fact.numerator, fact.denominator, fact.missing) == (1, 1, 0)
    months = compute_facts(
        store.path, YEAR, ["units_connected"], by=("month",), as_of=date(2023, 3, 15)
    )
    assert [fact.denominator for fact in months] == [3, 3, 3, *[0] * 9]


def test_connections_by_month_are_those_of_the_end_of_each_month(store: Store) -> None:
    store.take(
        "connections",
        [
            {"unit_code": "X1", "connected_on": "2023-02-28", "sends": 1, "receives": 1},
            {
                "unit_code": "T1",
                "connected_on": "2020-01-01",
                "disconnected_on": "2023-01-31",
                "sends": 1,
                "receives": 1,
            },
        ],
    )
    period = Period(date(2023, 1, 1), date(2023, 3, 31))
    facts = compute_facts(store.path, period, ["units_connected"], by=("unit", "month"))
    connected = {(fact.unit, fact.period.last.month): fact.numerator for fact in facts}
    assert [connected["X1", month] for month in (1, 2, 3)] == [0, 1, 1]
    assert [connected["T1", month] for month in (1, 2, 3)] == [1, 0, 0]


def test_the_open_questions_of_the_par_rule_are_parameters(store: Store) -> None:
    store.take(
        "dossiers",
        [
            dossier("due day", due_at="2023-03-05", finished_at="2023-03-05"),
            dossier("pending", due_at="2024-03-05"),
        ],
    )

    def counted(*, pending: Pending, same_day: bool) -> tuple[int, int | None, int]:
        measure = on_time_par(pending, same_day=same_day)
        (fact,) = compute_facts(store.path, YEAR, [measure])
        return fact.numerator, fact.denominator, fact.missing

    assert counted(pending=Pending.LEFT_OUT, same_day=True) == (1, 1, 1)
    assert counted(pending=Pending.LEFT_OUT, same_day=False) == (0, 1, 1)
    assert counted(pending=Pending.ON_TIME, same_day=True) == (2, 2, 0)


def test_a_fact_names_the_versions_it_was_read_from(store: Store) -> None:
    store.take("dossiers", [in_time("A")])
    (before,) = compute_facts(store.path, YEAR, [PAR])
    pinned = open_snapshot(store.path)
    store.take("dossiers", [late("A"), late("B")])
    (after,) = compute_facts(store.path, YEAR, [PAR])
    assert (before.lake, after.lake) == (pinned.version, open_snapshot(store.path).version)
    assert before.reference == after.reference
    assert (after.numerator, after.denominator) == (0, 2)
    # Who holds the earlier version goes on reading it.
    assert compute_facts(pinned, YEAR, [PAR]) == [before]
    store.take(
        "units", [{"code": "X2", "name": "Xã 2", "level": "commune", "valid_from": "2020-01-01"}]
    )
    (later,) = compute_facts(store.path, YEAR, [PAR])
    assert later.reference != after.reference


def test_made_up_rows_make_the_fact_simulated(store: Store) -> None:
    store.take("dossiers", [in_time("A"), in_time("B", unit_code="T1", origin="Mô phỏng")])
    facts = compute_facts(store.path, YEAR, [PAR], by=("unit",))
    assert {fact.unit: fact.simulated for fact in facts} == {"T1": True, "X1": False, "H1": True}
    # Nothing arose at H1, but the records that say so are partly made up.


def test_unknown_names_are_told_all_at_once(store: Store) -> None:
    with pytest.raises(BadInput) as caught:
        compute_facts(store.path, YEAR, ["no_such", PAR, "nor_this"])
    assert [problem.where for problem in caught.value.problems] == [
        "phép đo «no_such»",
        "phép đo «nor_this»",
    ]
    with pytest.raises(BadInput, match="cách nhóm «week»"):
        compute_facts(store.path, YEAR, [PAR], by=("week",))
    with pytest.raises(BadInput, match="nằm trước kỳ tính"):
        compute_facts(store.path, YEAR, [PAR], as_of=date(2022, 12, 31))
    with pytest.raises(BadInput, match="nằm ngoài lịch làm việc"):
        compute_facts(store.path, year_of(3000), [PAR])


def test_a_folder_that_is_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="không phải kho dữ liệu"):
        compute_facts(tmp_path / "none", YEAR)


def test_progress_is_told_for_each_kind(store: Store) -> None:
    told: list[str] = []
    compute_facts(store.path, YEAR, [PAR, "petitions_on_time"], progress=told.append)
    assert len(told) == 2
