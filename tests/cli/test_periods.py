"""The options that name a period."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cli.periods import day_of, period_of
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ({"year": 2023}, date(2023, 1, 1), date(2023, 12, 31)),
        ({"half": "2023-H1"}, date(2023, 1, 1), date(2023, 6, 30)),
        ({"half": "2023-h2"}, date(2023, 7, 1), date(2023, 12, 31)),
        ({"quarter": "2023-Q2"}, date(2023, 4, 1), date(2023, 6, 30)),
        ({"month": "2024-02"}, date(2024, 2, 1), date(2024, 2, 29)),
        ({"month": "2023-5"}, date(2023, 5, 1), date(2023, 5, 31)),
        ({"first": "2023-03-10", "last": "15/4/2023"}, date(2023, 3, 10), date(2023, 4, 15)),
        ({"first": "2023-03-10", "last": "10/03/2023"}, date(2023, 3, 10), date(2023, 3, 10)),
    ],
)
def test_what_can_be_named(told: dict[str, int | str | None], first: date, last: date) -> None:
    assert period_of({"year": None, **told}) == Period(first, last)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "cần đúng một kỳ"),
        ({"year": 2023, "month": "2023-05"}, "cần đúng một kỳ"),
        ({"first": "2023-03-10"}, "cần đúng một kỳ"),
        ({"half": "2023-H3"}, "--half 2023-H3: không đúng dạng"),
        ({"quarter": "2023-Q5"}, "--quarter 2023-Q5: không đúng dạng"),
        ({"month": "2023-13"}, "--month 2023-13: không đúng dạng"),
        ({"month": "0023-05"}, "năm nằm ngoài khoảng 2000–2100"),
        ({"first": "2023-03-10", "last": "2023-03-09"}, "ngày cuối nằm trước ngày đầu"),
        (
            {"first": "2023-02-29", "last": "2023-03-09"},
            "--from 2023-02-29: không phải là một ngày",
        ),
    ],
)
def test_what_cannot(told: dict[str, int | str | None], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        period_of(told)


@pytest.mark.parametrize("text", ["2023-1-5", "5/1/2023", " 05/01/2023 "])
def test_a_day_in_both_ways_of_writing(text: str) -> None:
    assert day_of("--as-of", text) == date(2023, 1, 5)
