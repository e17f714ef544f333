"""Units within their validity."""

from __future__ import annotations

from datetime import date

from parindex.engine.reference.units import Unit, Units
from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period, year_of

DISTRICT = Unit("H1", "Huyện", Level.DISTRICT, "T", "huyện", date(2000, 1, 1), date(2025, 6, 30))
OLD = Unit("X1", "Xã cũ", Level.COMMUNE, "H1", "xã", date(2000, 1, 1), date(2025, 6, 30))
NEW = Unit("X1", "Xã mới", Level.COMMUNE, "T", "xã", date(2025, 7, 1))
UNITS = Units((NEW, DISTRICT, OLD))


def test_both_ends_of_the_validity_belong_to_it() -> None:
    days = [date(1999, 12, 31), date(2000, 1, 1), date(2025, 6, 30), date(2025, 7, 1)]
    assert [DISTRICT.valid_on(day) for day in days] == [False, True, True, False]
    assert NEW.valid_on(date(2090, 1, 1))


def test_a_unit_exists_within_a_period_that_it_touches() -> None:
    assert DISTRICT.valid_within(year_of(2025))
    assert not DISTRICT.valid_within(Period(date(2025, 7, 1), date(2025, 12, 31)))
    assert not NEW.valid_within(Period(date(2025, 1, 1), date(2025, 6, 30)))
    assert [unit.code for unit in UNITS.within(year_of(2025))] == ["H1", "X1"]
    assert [unit.code for unit in UNITS.within(year_of(2026))] == ["X1"]


def test_the_latest_unit_of_a_code_is_found() -> None:
    found = UNITS.find("X1")
    assert found is not None
    assert found.name == "Xã mới"
    assert UNITS.find("X9") is None
    assert len(UNITS) == 3


def test_the_fingerprint_follows_the_content_not_the_order() -> None:
    assert UNITS.fingerprint == Units((OLD, NEW, DISTRICT)).fingerprint
    assert UNITS.fingerprint != Units((OLD, NEW)).fingerprint
