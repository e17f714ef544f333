from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.rules.base import InputLacking, NothingArose, UnusableInput
from parindex.engine.values.inputs import Amount, Count, InputKind, LevelReached, NoneArose, Rate
from tests.engine.rules.kit import context, faults, rule

GROWTH = rule("""
kind: growth
bands:
  - {from: 10, points: 1}
  - {above: 0, below: 10, points: 0.5}
  - {to: 0, points: 0}
""")
GIVEN = context(InputKind.VALUE, unit=" tỷ đồng")


def amount(value: int, previous: int | None = None) -> Amount:
    return Amount(Fraction(value), None if previous is None else Fraction(previous))


@pytest.mark.parametrize(
    ("now", "before", "points"),
    [(220, 200, "1"), (219, 200, "1/2"), (200, 200, "0"), (150, 200, "0"), (201, 200, "1/2")],
)
def test_growth_on_last_year(now: int, before: int, points: str):
    assert GROWTH.evaluate(amount(now, before), GIVEN) == Fraction(points)


def test_last_year_may_come_from_last_years_inputs():
    looking_back = context(InputKind.COUNT, unit="", previous=Count(50))
    assert GROWTH.evaluate(Count(55), looking_back) == 1


def test_without_last_year_there_is_no_growth():
    with pytest.raises(InputLacking, match="thiếu số liệu năm trước"):
        GROWTH.evaluate(amount(5), GIVEN)


def test_growth_from_zero_has_no_rate():
    with pytest.raises(NothingArose):
        GROWTH.evaluate(amount(5, 0), GIVEN)


@pytest.mark.parametrize("before", [NoneArose(), Rate(0, 0)])
def test_growth_on_a_year_in_which_nothing_arose_has_no_rate(before: NoneArose | Rate):
    looking_back = context(InputKind.RATE, unit=" %", previous=before)
    with pytest.raises(NothingArose):
        GROWTH.evaluate(Rate(5, 10), looking_back)
    assert str(GROWTH.invert(Fraction(1), looking_back)) == "cần từ 10 % so với năm trước trở lên"


def test_the_growth_sentences():
    told = GROWTH.explain(amount(220, 200), GIVEN)
    assert told == "(220 − 200) / 200 = 10 % thuộc mức «từ 10 % trở lên» ⇒ 1 điểm"
    told = GROWTH.explain(amount(4, 3), GIVEN)
    assert told == "(4 − 3) / 3 ≈ 33,33 % thuộc mức «từ 10 % trở lên» ⇒ 1 điểm"
    assert GROWTH.describe(GIVEN).startswith("tăng trưởng so với năm trước từ 10 % trở lên: 1,00")
    told = str(GROWTH.invert(Fraction(1), GIVEN))
    assert told == "cần từ 10 % so với năm trước trở lên"


def test_growth_asks_for_a_value_where_last_years_is_known():
    """10 % over 40 is 44."""
    known = context(InputKind.VALUE, unit=" tỷ đồng", previous=Amount(Fraction(40)))
    assert str(GROWTH.invert(Fraction(1), known)) == "cần từ 44 tỷ đồng trở lên"
    assert GROWTH.evaluate(Amount(Fraction(44)), known) == 1
    assert GROWTH.evaluate(Amount(Fraction("43.99")), known) < 1


def test_growth_over_nothing_is_asked_for_in_percent():
    known = context(InputKind.VALUE, unit=" tỷ đồng", previous=Amount(Fraction(0)))
    assert str(GROWTH.invert(Fraction(1), known)) == "cần từ 10 % so với năm trước trở lên"


def test_growth_bands_cover_the_whole_line():
    half = "{kind: growth, bands: [{from: 0, points: 1}]}"
    assert faults(half, GIVEN) == ["có khoảng trống ngay trước mức «từ 0 trở lên»"]


def test_the_level_of_another_index_is_worth_points():
    level = rule("""
kind: options
options:
  - {key: Tốt, title: Tốt, points: 1}
  - {key: Khá, title: Khá, points: 0.75}
""")
    assert level.evaluate(LevelReached("Khá"), context(InputKind.LEVEL, unit="")) == Fraction(3, 4)


def test_published_points_are_taken_as_they_are():
    published = rule("kind: published")
    twelve = context(InputKind.VALUE, "12", unit=" điểm")
    assert published.evaluate(Amount(Fraction("10.5")), twelve) == Fraction("10.5")
    assert published.explain(Amount(Fraction("10.5")), twelve) == "Điểm công bố ⇒ 10,5 điểm"
    assert published.evaluate(Amount(Fraction(12)), twelve) == 12
    assert published.evaluate(Amount(Fraction(0)), twelve) == 0
    for outside in ("12.01", "-0.01"):
        with pytest.raises(UnusableInput, match="nằm ngoài khoảng 0 đến 12,00"):
            published.evaluate(Amount(Fraction(outside)), twelve)
    assert str(published.invert(Fraction(5), twelve)) == "cần từ 5 điểm đến 12 điểm"
    assert str(published.invert(Fraction(12), twelve)) == "cần bằng 12 điểm"
    assert not published.invert(Fraction(13), twelve).possible
