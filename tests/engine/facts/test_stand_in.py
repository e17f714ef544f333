"""A unit with only a form still counts, once, and every figure that it enters says so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.facts.compute import compute_facts
from parindex.engine.facts.registry import MEASURES
from parindex.engine.facts.stand_in import (
    FORM_MEASURES,
    Reported,
    cover,
    read_reported,
    reporting_period,
    units_with_dossiers,
    with_forms_of,
    with_stand_ins,
)
from parindex.engine.official.form_06a import write_form
from parindex.engine.records.database import open_database
from parindex.engine.records.forms.count import fill_form
from parindex.engine.records.forms.load import import_forms
from parindex.engine.records.forms.model import COUNT_NAMES, Counts
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.reading import make_views
from parindex.engine.reference.units import Unit, Units
from parindex.engine.values.facts import Fact, Level, StoodIn, stood_in_words
from parindex.engine.values.periods import Period, month_of, quarter_of, year_of
from tests.engine.records.kit import Store, dossier

YEAR = year_of(2023)
Q1, Q2, Q3, Q4 = (quarter_of(2023, n) for n in range(1, 5))
HALF = Period(Q1.first, Q2.last)

START = date(2000, 1, 1)
UNITS = Units(
    (
        Unit("H1", "Huyện", Level.DISTRICT, None, None, START, date(2022, 12, 31)),
        Unit("T1", "Sở", Level.PROVINCE, None, None, START),
        Unit("X1", "Xã 1", Level.COMMUNE, None, None, START),
        Unit("X2", "Xã 2", Level.COMMUNE, None, None, START),
    )
)


def fact(
    level: Level | None = None,
    unit: str | None = None,
    period: Period = YEAR,
    measure: str = "dossiers_on_time_06a",
) -> Fact:
    return Fact(measure, level, unit, period, 90, 100, 1)


def reported(
    unit: str, period: Period, early: int, on_day: int, late: int, whole: int = -1, **marks: bool
) -> Reported:
    total = early + on_day + late if whole < 0 else whole
    counts = Counts(
        finished=total, finished_early=early, finished_on_day=on_day, finished_late=late
    )
    return Reported(unit, period, counts, **marks)


def nobody(_: Period) -> Collection[str]:
    return ()


def pair(fact: Fact) -> tuple[int, int | None, int]:
    return fact.numerator, fact.denominator, fact.missing


def test_a_unit_without_dossiers_counts_as_it_reported() -> None:
    forms = [reported("X1", YEAR, 5, 2, 1)]
    facts = [fact(), fact(Level.COMMUNE), fact(Level.PROVINCE), fact(Level.COMMUNE, "X1")]
    found = with_stand_ins(facts, forms, UNITS, nobody)
    # 90/100 and the form's (5 + 2)/(5 + 2 + 1); the province has no such unit.
    assert [pair(each) for each in found] == [
        (97, 108, 1),
        (97, 108, 1),
        (90, 100, 1),
        (97, 108, 1),
    ]
    assert [each.stood_in for each in found] == [
        (StoodIn("X1", YEAR),),
        (StoodIn("X1", YEAR),),
        (),
        (StoodIn("X1", YEAR),),
    ]


def test_a_unit_with_dossiers_is_not_counted_twice() -> None:
    forms = [reported("X1", YEAR, 5, 2, 1), reported("X2", YEAR, 1, 0, 0)]
    (found,) = with_stand_ins([fact()], forms, UNITS, lambda _: {"X1"})
    assert pair(found) == (91, 101, 1)
    assert found.stood_in == (StoodIn("X2", YEAR),)


def test_only_forms_that_make_up_the_period_exactly_stand_in() -> None:
    quarters = [reported("X1", each, 1, 0, 0) for each in (Q1, Q2, Q3, Q4)]
    (found,) = with_stand_ins([fact()], quarters, UNITS, nobody)
    assert pair(found) == (94, 104, 1)
    (without,) = with_stand_ins([fact()], quarters[:3], UNITS, nobody)
    assert pair(without) == (90, 100, 1)
    # The half-year holds its quarters; it goes first and they are not added to it.
    half = reported("X1", HALF, 7, 0, 1)
    (found,) = with_stand_ins([fact()], [*quarters, half], UNITS, nobody)
    assert pair(found) == (90 + 7 + 2, 100 + 8 + 2, 1)


def test_a_month_takes_the_form_of_that_month_alone() -> None:
    may = month_of(2023, 5)
    forms = [reported("X1", Q2, 50, 0, 0), reported("X2", may, 1, 1, 1)]
    (found,) = with_stand_ins([fact(period=may)], forms, UNITS, nobody)
    assert pair(found) == (92, 103, 1)


def test_reporting_periods_that_close_on_the_14th() -> None:
    assert reporting_period(HALF) == Period(date(2022, 12, 15), date(2023, 6, 14))
    assert reporting_period(YEAR) == Period(date(2022, 12, 15), date(2023, 12, 14))
    assert reporting_period(Q2) == Period(date(2023, 3, 15), date(2023, 6, 14))
    assert reporting_period(Period(date(2023, 1, 2), date(2023, 6, 30))) is None
    assert reporting_period(Period(date(2023, 1, 1), date(2023, 6, 29))) is None
    closing = Period(date(2022, 12, 15), date(2023, 12, 14))
    (found,) = with_stand_ins([fact()], [reported("X1", closing, 3, 0, 0)], UNITS, nobody)
    assert pair(found) == (93, 103, 1)
    assert stood_in_words([found]) == (
        "trong đó 1 đơn vị theo Biểu 06a do đơn vị lập: X1 (từ ngày 15/12/2022 đến ngày 14/12/2023)"
    )


def test_what_a_form_counts_beyond_its_parts_could_not_be_judged() -> None:
    more = reported("X1", YEAR, 5, 2, 1, whole=10)
    fewer = reported("X2", YEAR, 5, 2, 1, whole=3)
    (found,) = with_stand_ins([fact()], [more, fewer], UNITS, nobody)
    assert pair(found) == (104, 116, 3)


def test_units_that_do_not_exist_in_the_period_and_other_measures_stay_out() -> None:
    forms = [reported("H1", YEAR, 5, 2, 1), reported("X9", YEAR, 5, 2, 1)]
    facts = [fact(), fact(measure="dossiers_on_time_par")]
    assert with_stand_ins(facts, forms, UNITS, nobody) == facts
    other = [fact(measure="dossiers_on_time_par")]
    assert with_stand_ins(other, [reported("X1", YEAR, 1, 1, 1)], UNITS, nobody) == other
    assert with_stand_ins(facts, [], UNITS, nobody) == facts


def test_made_up_forms_mark_the_fact() -> None:
    forms = [reported("X1", YEAR, 5, 2, 1, simulated=True)]
    (found,) = with_stand_ins([fact()], forms, UNITS, nobody)
    assert found.simulated


def open_ones(unit: str, period: Period, carried: int, in_time: int, overdue: int) -> Reported:
    counts = Counts(
        carried_over=carried,
        pending=in_time + overdue,
        pending_in_time=in_time,
        pending_overdue=overdue,
    )
    return Reported(unit, period, counts)


def test_what_is_open_stands_in_the_first_or_the_last_form() -> None:
    forms = [open_ones("X1", Q1, 7, 2, 1), open_ones("X1", Q2, 3, 4, 6)]
    facts = [
        Fact("dossiers_carried_over", None, None, HALF, 10, None),
        fact(period=HALF, measure="dossiers_pending_in_time"),
        fact(period=HALF, measure="dossiers_pending_overdue"),
    ]
    found = with_stand_ins(facts, forms, UNITS, nobody)
    assert [pair(each) for each in found] == [(17, None, 0), (94, 110, 1), (96, 110, 1)]


def test_every_part_of_what_was_finished_and_received() -> None:
    counts = Counts(30, 12, 10, 8, 20, 9, 8, 3, 10, 7, 3)
    names = {
        "dossiers_finished_before_due": (9, 20),
        "dossiers_finished_on_due": (8, 20),
        "dossiers_finished_late": (3, 20),
        "dossiers_received_online": (12, 22),
        "dossiers_on_time_06a": (17, 20),
    }
    facts = [Fact(name, None, None, YEAR, 0, 0) for name in names]
    found = with_stand_ins(facts, [Reported("X1", YEAR, counts)], UNITS, nobody)
    assert {each.measure: (each.numerator, each.denominator) for each in found} == names
    assert set(FORM_MEASURES) <= set(MEASURES)


def test_forms_of_a_unit_that_ended_count_for_its_successor_on_request() -> None:
    ended = Unit("X0", "Xã cũ", Level.DISTRICT, None, None, START, date(2023, 6, 30), "X1")
    units = Units((*UNITS.units, ended))
    forms = [reported("X0", YEAR, 5, 2, 1)]
    facts = [fact(Level.COMMUNE, "X1"), fact(Level.DISTRICT)]
    plain = with_stand_ins(facts, forms, units, nobody)
    assert [pair(each) for each in plain] == [(90, 100, 1), (97, 108, 1)]
    rolled = with_stand_ins(facts, forms, units, nobody, date(2023, 7, 1))
    assert [pair(each) for each in rolled] == [(97, 108, 1), (90, 100, 1)]
    assert rolled[0].stood_in == (StoodIn("X0", YEAR),)


def test_facts_by_fields_of_the_dossier_take_no_form() -> None:
    by_sector = fact()._replace(groups=(("sector", "Đất đai"),))
    assert with_stand_ins([by_sector], [reported("X1", YEAR, 1, 1, 1)], UNITS, nobody) == [
        by_sector
    ]


days = st.integers(1, 12)


@given(spans=st.sets(st.tuples(days, days).filter(lambda span: span[0] <= span[1]), max_size=12))
def test_a_cover_is_the_shortest_chain(spans: set[tuple[int, int]]) -> None:
    def between(first: int, last: int) -> Period:
        return Period(date(2023, 1, first), date(2023, 1, last))

    found = cover([between(*span) for span in spans], between(3, 9))

    def shortest(day: int) -> int | None:
        """By trying everything: the fewest spans from a day to the ninth."""
        if day == 10:
            return 0
        tails = [shortest(last + 1) for first, last in spans if first == day and last <= 9]
        known = [tail for tail in tails if tail is not None]
        return 1 + min(known) if known else None

    best = shortest(3)
    assert len(found) == (best or 0)
    if found:
        covered = [day for p in found for day in range(p.first.day, p.last.day + 1)]
        assert covered == list(range(3, 10))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def row(unit: str, sector: str, **counts: object) -> dict[str, object]:
    period = {"period_from": "2023-01-01", "period_to": "2023-12-31"}
    return {
        "unit_code": unit,
        **period,
        "sector": sector,
        **dict.fromkeys(COUNT_NAMES, 0),
        **counts,
    }


def test_forms_and_dossiers_of_a_store(store: Store) -> None:
    store.take(
        "form_06a",
        [
            row("X1", "A", finished=3, finished_early=3),
            row("X1", "B", finished=4, finished_late=4, origin="mô phỏng"),
            row("T1", "A", finished=1, finished_on_day=1),
        ],
    )
    store.take(
        "dossiers",
        [
            dossier("A", unit_code="T1", received_at="2022-12-31", finished_at="2023-01-01"),
            dossier("B", unit_code="X1", received_at="2022-01-01", finished_at="2022-12-31 23:00"),
            dossier("C", unit_code="X1", received_at="2024-01-01"),
            dossier("D", unit_code="H1", received_at="2023-12-31 23:59"),
        ],
    )
    with open_database(store.path) as database:
        make_views(database, open_snapshot(store.path), ["form_06a", "dossiers"])
        found = read_reported(database)
        assert [(each.unit, each.period, each.simulated) for each in found] == [
            ("T1", YEAR, False),
            ("X1", YEAR, True),
        ]
        assert found[1].counts == Counts(finished=7, finished_early=3, finished_late=4)
        assert units_with_dossiers(database, YEAR) == {"T1", "H1"}
    snapshot = open_snapshot(store.path)
    facts = [fact(Level.COMMUNE), fact(Level.PROVINCE), fact(Level.DISTRICT)]
    # X1 has no dossier of 2023, T1 has one: only the form of X1 (3 of 7) stands in.
    found = with_forms_of(snapshot, facts, YEAR.last)
    assert [pair(each) for each in found] == [(93, 107, 1), (90, 100, 1), (90, 100, 1)]
    assert found[0].simulated
    assert with_forms_of(snapshot, facts, date(2023, 12, 30)) == facts
    # Through the door: T1 has its dossier A, finished without a due date; the district none finished.
    told = compute_facts(store.path, YEAR, ["dossiers_on_time_06a"], by=("level",))
    assert [(each.numerator, each.denominator, len(each.stood_in)) for each in told] == [
        (1, 1, 0),
        (0, 0, 0),
        (3, 7, 1),
    ]


def test_a_store_without_forms_leaves_facts_as_they_are(store: Store) -> None:
    store.take("dossiers", [dossier("A")])
    assert with_forms_of(open_snapshot(store.path), [fact()], YEAR.last) == [fact()]


def test_a_form_tells_what_the_dossiers_behind_it_tell(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    with_dossiers, with_form = Store(ours), Store(theirs)
    dates = [
        ("2022-12-01", "2023-01-05", "2023-01-04"),
        ("2023-02-01", "2023-02-05", "2023-02-05"),
        ("2023-02-01", "2023-02-04", "2023-02-05"),
        ("2023-03-01", "", "2024-01-01"),
        ("2023-03-01", "", "2023-12-31"),
    ]
    rows = [
        dossier(f"D{n}", received_at=first, finished_at=done, due_at=due, channel=channel)
        for n, (first, done, due) in enumerate(dates)
        for channel in ["online" if n % 2 else "postal"]
    ]
    with_dossiers.take("dossiers", rows)
    write_form(fill_form(with_dossiers.path, YEAR, unit="X1"), tmp_path / "a.xlsx")
    import_forms(with_form.path, [tmp_path / "a.xlsx"])
    expected, found = (
        compute_facts(each.path, YEAR, list(FORM_MEASURES), by=("unit",))
        for each in (with_dossiers, with_form)
    )
    assert [pair(each) for each in found] == [pair(each) for each in expected]
    assert {each.unit for each in found if each.stood_in} == {"X1"}
    assert not any(each.stood_in for each in expected)
