from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.values.inputs import Count, InputKind
from tests.engine.rules.kit import COUNT, context, faults, rule

DEDUCTION = rule("{kind: per_event, start: 1, each: -0.25}")
BONUS = rule("{kind: per_event, start: 0, each: 0.5}")
PENALTY = rule("{kind: per_event, start: 0, each: -0.5, lowest: -2}")
NONE = context(InputKind.COUNT, "0", unit=" vi phạm")


@pytest.mark.parametrize(("late", "points"), [(0, "1"), (3, "1/4"), (4, "0"), (9, "0")])
def test_each_delay_costs_a_quarter_and_never_goes_below_zero(late: int, points: str):
    assert DEDUCTION.evaluate(Count(late), COUNT) == Fraction(points)


@pytest.mark.parametrize(("found", "points"), [(0, "0"), (1, "1/2"), (2, "1"), (9, "1")])
def test_a_bonus_stops_at_its_ceiling(found: int, points: str):
    assert BONUS.evaluate(Count(found), COUNT) == Fraction(points)


@pytest.mark.parametrize(("broken", "points"), [(0, 0), (1, "-1/2"), (4, -2), (9, -2)])
def test_a_penalty_goes_below_zero_but_not_below_its_floor(broken: int, points: str):
    assert PENALTY.evaluate(Count(broken), NONE) == Fraction(points)
    assert PENALTY.bounds(Fraction(0)) == (-2, 0)


def test_the_sentences():
    assert DEDUCTION.explain(Count(3), COUNT) == "1,00 − 3 lần × 0,25 = 0,25 điểm"
    told = DEDUCTION.explain(Count(6), COUNT)
    assert told == "1,00 − 6 lần × 0,25 = -0,5 điểm, giới hạn ở mức sàn ⇒ 0 điểm"
    told = BONUS.explain(Count(9), COUNT)
    assert told == "0,00 + 9 lần × 0,50 = 4,5 điểm, giới hạn ở mức trần ⇒ 1 điểm"
    words = "xuất phát 1,00 điểm, mỗi lần trừ 0,25 điểm, thấp nhất 0,00, cao nhất 1,00 điểm"
    assert DEDUCTION.describe(COUNT) == words


def test_a_weight_keeps_all_its_decimals():
    eighth = rule("{kind: per_event, start: 1, each: -0.125}")
    assert eighth.explain(Count(2), COUNT) == "1,00 − 2 lần × 0,125 = 0,75 điểm"


def test_what_is_needed():
    assert str(DEDUCTION.invert(Fraction("0.6"), COUNT)) == "cần từ 0 lần đến 1 lần"
    assert str(DEDUCTION.invert(Fraction(1), COUNT)) == "cần bằng 0 lần"
    assert str(DEDUCTION.invert(Fraction(0), COUNT)) == "cần từ 0 lần trở lên"
    assert str(BONUS.invert(Fraction("0.6"), COUNT)) == "cần từ 2 lần trở lên"
    assert not BONUS.invert(Fraction(2), COUNT).possible
    exactly = context(InputKind.COUNT, "1", unit=" lần", highest=2)
    assert str(BONUS.invert(Fraction(1), exactly)) == "cần bằng 2 lần"
    few = context(InputKind.COUNT, "1", unit=" lần", highest=1)
    assert not BONUS.invert(Fraction(1), few).possible


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{kind: per_event, start: 1, each: 0}", "mỗi lần được 0 điểm"),
        ("{kind: per_event, start: 0.5, each: -0.25}", "không bao giờ đạt điểm tối đa 1,00"),
        (
            "{kind: per_event, start: 2, each: -0.25}",
            "điểm xuất phát 2,00 nằm ngoài khoảng 0,00 đến 1,00",
        ),
    ],
)
def test_faulty_rules_are_refused(text: str, told: str):
    assert told in faults(text, COUNT)


def test_events_worth_nothing_are_the_only_fault_of_such_a_rule():
    # Whether it deducts and so must start at the maximum is no question then.
    assert faults("{kind: per_event, start: 0.5, each: 0}", COUNT) == ["mỗi lần được 0 điểm"]
