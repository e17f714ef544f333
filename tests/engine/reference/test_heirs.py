"""Who counts for a unit that ended: the real dates of 01/7/2025, chains, circles."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.engine.reference.units import Unit, Units
from parindex.engine.values.facts import Level
from parindex.engine.values.problems import BadInput

LAST_DAY = date(2025, 6, 30)
START = date(2000, 1, 1)


def unit(code: str, level: Level, successor: str | None = None, **days: date) -> Unit:
    first, last = days.get("first", START), days.get("last", LAST_DAY if successor else None)
    return Unit(code, code, level, None, None, first, last, successor)


REAL = Units(
    (
        unit("BINH-THUAN", Level.PROVINCE, "LAM-DONG"),
        unit("LAM-DONG", Level.PROVINCE),
        unit("HAM-THUAN-BAC", Level.DISTRICT, "HAM-THUAN"),
        unit("HAM-THUAN", Level.COMMUNE, first=date(2025, 7, 1)),
        unit("TUY-PHONG", Level.DISTRICT, last=LAST_DAY),
    )
)


def heirs(units: Units, day: date | None) -> dict[str, str]:
    return {code: heir.code for code, heir in units.heirs(day).items()}


def test_on_its_last_day_a_unit_has_not_ended():
    assert heirs(REAL, LAST_DAY)["BINH-THUAN"] == "BINH-THUAN"
    assert heirs(REAL, date(2025, 7, 1))["BINH-THUAN"] == "LAM-DONG"
    assert heirs(REAL, None)["BINH-THUAN"] == "BINH-THUAN"


def test_the_level_is_the_successors():
    heir = REAL.heirs(date(2025, 7, 1))["HAM-THUAN-BAC"]
    assert (heir.code, heir.level) == ("HAM-THUAN", Level.COMMUNE)


def test_who_named_no_successor_keeps_its_records():
    assert heirs(REAL, date(2025, 12, 31))["TUY-PHONG"] == "TUY-PHONG"


def test_successors_are_followed_to_the_one_that_goes_on():
    chain = Units(
        (
            unit("A", Level.COMMUNE, "B", last=date(2010, 12, 31)),
            unit("B", Level.COMMUNE, "C", last=date(2020, 12, 31)),
            unit("C", Level.COMMUNE),
        )
    )
    assert heirs(chain, date(2015, 1, 1)) == {"A": "B", "B": "B", "C": "C"}
    assert heirs(chain, date(2021, 1, 1)) == {"A": "C", "B": "C", "C": "C"}


def test_a_unit_founded_again_takes_its_own_records_back():
    again = Units(
        (
            unit("A", Level.COMMUNE, "B", last=date(2010, 12, 31)),
            unit("A", Level.COMMUNE, first=date(2021, 1, 1)),
            unit("B", Level.COMMUNE, "A", last=date(2020, 12, 31)),
        )
    )
    assert heirs(again, date(2015, 1, 1)) == {"A": "B", "B": "B"}
    assert heirs(again, date(2021, 6, 1)) == {"A": "A", "B": "A"}


def test_a_circle_is_told_with_its_units():
    circle = Units((unit("A", Level.COMMUNE, "B"), unit("B", Level.COMMUNE, "A")))
    with pytest.raises(BadInput, match="nối thành vòng: A → B → A"):
        circle.heirs(date(2025, 12, 31))
    assert heirs(circle, LAST_DAY) == {"A": "A", "B": "B"}


def test_a_successor_that_is_no_unit_is_told():
    lost = Units((unit("A", Level.COMMUNE, "Z"),))
    with pytest.raises(BadInput, match="«Z» không có trong danh mục"):
        lost.heirs(date(2025, 12, 31))
