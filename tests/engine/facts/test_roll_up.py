"""Records of units that ended count for their successors, when asked (01/7/2025)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parindex.engine.facts.compute import compute_facts
from parindex.engine.values.facts import Fact, Level
from parindex.engine.values.periods import Period, year_of
from tests.engine.records.kit import Store, dossier

ENDED = {"valid_from": "2000-01-01", "valid_to": "2025-06-30"}
UNITS = [
    {"code": "H10", "name": "Bình Thuận", "level": "province", "successor_code": "H11", **ENDED},
    {"code": "H11", "name": "Lâm Đồng", "level": "province", "valid_from": "2000-01-01"},
    {"code": "H10.51", "name": "Huyện", "level": "district", "successor_code": "H11.01", **ENDED},
    {"code": "H11.01", "name": "Xã mới", "level": "commune", "valid_from": "2025-07-01"},
]
ONLINE = "dossiers_received_online"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    assert not made.take("units", UNITS).quarantined
    days = {
        "H10": "2025-06-30",
        "H10.51": "2025-06-30",
        "H11": "2025-07-01",
        "H11.01": "2025-07-01",
    }
    made.take(
        "dossiers",
        [
            dossier(code, unit_code=code, received_at=day, channel="online")
            for code, day in days.items()
        ],
    )
    return made


def online(facts: list[Fact]) -> dict[tuple[str | None, Level | None], int]:
    return {(fact.unit, fact.level): fact.numerator for fact in facts if fact.numerator}


def test_rolled_up_at_the_end_of_the_year(store: Store) -> None:
    year = year_of(2025)
    facts = compute_facts(store.path, year, [ONLINE], ("unit",), roll_up=year.last)
    assert online(facts) == {("H11", Level.PROVINCE): 2, ("H11.01", Level.COMMUNE): 2}
    # Whoever was rolled up has no fact of its own, not even an empty one; H1 named no successor.
    assert [fact.unit for fact in facts] == ["H11", "T1", "H1", "H11.01", "X1"]
    levels = compute_facts(store.path, year, [ONLINE], ("level",), roll_up=year.last)
    assert online(levels) == {(None, Level.PROVINCE): 2, (None, Level.COMMUNE): 2}


def test_not_rolled_up_unless_asked_nor_before_they_ended(store: Store) -> None:
    own = {
        ("H10", Level.PROVINCE): 1,
        ("H11", Level.PROVINCE): 1,
        ("H10.51", Level.DISTRICT): 1,
        ("H11.01", Level.COMMUNE): 1,
    }
    for roll_up in (None, date(2025, 6, 30)):
        facts = compute_facts(store.path, year_of(2025), [ONLINE], ("unit",), roll_up=roll_up)
        assert online(facts) == own


def test_months_keep_their_rows_under_the_successor(store: Store) -> None:
    period = Period(date(2025, 6, 1), date(2025, 7, 31))
    facts = compute_facts(store.path, period, [ONLINE], ("unit", "month"), roll_up=period.last)
    found = {(fact.unit, fact.period.first.month): fact.numerator for fact in facts}
    assert (found["H11", 6], found["H11", 7]) == (1, 1)
    assert (found["H11.01", 6], found["H11.01", 7]) == (1, 1)


def test_successors_that_cannot_be_are_told_at_import(tmp_path: Path) -> None:
    store = Store(tmp_path)
    wrong = [
        {"code": "A", "name": "A", "level": "commune", "successor_code": "A", **ENDED},
        {"code": "B", "name": "B", "level": "commune", "successor_code": "Z", **ENDED},
        {
            "code": "C",
            "name": "C",
            "level": "commune",
            "successor_code": "X1",
            "valid_from": "2000-01-01",
        },
    ]
    report = store.take("units", wrong)
    assert report.added == 0
    assert report.quarantined == {
        "own_successor": 1,
        "successor_without_end": 1,
        "unknown_unit": 1,
    }
