"""A fact in which units are counted as they reported themselves says which."""

from __future__ import annotations

from datetime import date

from parindex.engine.values.facts import Fact, StoodIn, stood_in_words
from parindex.engine.values.periods import Period, year_of

YEAR = year_of(2023)


def fact(*marks: StoodIn) -> Fact:
    return Fact("dossiers_on_time_06a", None, None, YEAR, 1, 1, stood_in=marks)


def test_ten_units_are_named_and_the_others_counted() -> None:
    marks = tuple(StoodIn(f"X{n:02}", YEAR) for n in range(12))
    assert stood_in_words([fact(*marks), fact()]) == (
        "trong đó 12 đơn vị theo Biểu 06a do đơn vị lập: X00, X01, X02, X03, X04, X05, X06, X07,"
        " X08, X09 và 2 đơn vị khác"
    )
    assert stood_in_words([fact(*marks[:10])]).endswith("X09")
    assert stood_in_words([fact()]) == ""


def test_days_other_than_the_period_of_the_fact_are_told() -> None:
    closing = Period(date(2022, 12, 15), date(2023, 12, 14))
    assert stood_in_words([fact(StoodIn("X1", closing), StoodIn("X2", YEAR))]) == (
        "trong đó 2 đơn vị theo Biểu 06a do đơn vị lập:"
        " X1 (từ ngày 15/12/2022 đến ngày 14/12/2023), X2"
    )
