"""What does not add up is told with its signed difference, and kept as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from parindex.engine.records.forms.balances import violations
from parindex.engine.records.forms.read import read_form
from tests.engine.records.forms.kit import CIVIL, LAND, TOTAL, form


def changed(row: list[object], **columns: int) -> list[object]:
    """The row with other figures in the form columns `c3` to `c13`."""
    copy = list(row)
    for name, value in columns.items():
        copy[int(name[1:]) - 1] = value
    return copy


def told(path: Path) -> list[tuple[int, str, int]]:
    found = violations(read_form(path).form)
    return [(each.line, each.balance, each.difference) for each in found]


def test_a_form_that_adds_up(tmp_path: Path) -> None:
    assert told(form(tmp_path / "a.xlsx")) == []


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        # LAND: 30 = 12 + 10 + 8; 20 = 9 + 8 + 3; 10 = 7 + 3; 30 = 20 + 10
        ({"c4": 14}, [("(3) = (4) + (5) + (6)", -2)]),
        ({"c10": 0}, [("(7) = (8) + (9) + (10)", 3)]),
        ({"c13": 8}, [("(11) = (12) + (13)", -5)]),
        ({"c3": 31}, [("(3) = (4) + (5) + (6)", 1), ("(3) = (7) + (11)", 1)]),
        ({"c7": 21, "c8": 10}, [("(3) = (7) + (11)", -1)]),
    ],
)
def test_each_balance_of_a_row(
    tmp_path: Path, columns: dict[str, int], expected: list[tuple[str, int]]
) -> None:
    path = form(tmp_path / "a.xlsx", [changed(LAND, **columns), CIVIL])
    assert told(path) == [(9, balance, difference) for balance, difference in expected]


def test_the_total_is_held_against_its_rows_column_by_column(tmp_path: Path) -> None:
    # One online and one pending dossier too many in the total: 53 for 52, 10 for 9.
    total = changed(TOTAL, c4=53, c12=10)
    assert told(form(tmp_path / "a.xlsx", [LAND, CIVIL, total])) == [
        (11, "(3) = (4) + (5) + (6)", -1),
        (11, "(11) = (12) + (13)", -1),
        (11, "cột (4) = tổng các dòng", 1),
        (11, "cột (12) = tổng các dòng", 1),
    ]


def test_a_section_is_held_against_its_own_rows(tmp_path: Path) -> None:
    data = [
        ["I", "Phần một", *changed(LAND, c5=11)[2:]],
        LAND,
        ["II", "Phần hai", *CIVIL[2:]],
        CIVIL,
        TOTAL,
    ]
    assert told(form(tmp_path / "a.xlsx", data)) == [
        (9, "(3) = (4) + (5) + (6)", -1),
        (9, "cột (5) = tổng các dòng", 1),
    ]


def test_earlier_totals_sum_their_own_part(tmp_path: Path) -> None:
    data = [LAND, ["", "Tổng cộng I", *LAND[2:]], CIVIL, ["", "Cộng", *LAND[2:]], TOTAL]
    found = told(form(tmp_path / "a.xlsx", data))
    assert {line for line, _, _ in found} == {12}
    assert (12, "cột (3) = tổng các dòng", 30 - 50) in found


def test_the_sentence(tmp_path: Path) -> None:
    big = [1, "Đất đai", 12000, 10000, 1000, 0, 12000, 12000, 0, 0, 0, 0, 0]
    (violation,) = violations(read_form(form(tmp_path / "a.xlsx", [big])).form)
    assert str(violation) == (
        "dòng 9 «Đất đai»: (3) = (4) + (5) + (6) không khớp, 12.000 so với 11.000, lệch +1.000"
    )


def test_rows_that_do_not_add_up_are_kept_as_written(tmp_path: Path) -> None:
    wrong = changed(LAND, c3=1)
    reading = read_form(form(tmp_path / "a.xlsx", [wrong, CIVIL]))
    assert list(reading.form.rows[0].counts.values) == wrong[2:]
