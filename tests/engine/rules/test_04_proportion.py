from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.values.inputs import InputKind, Percent, Rate
from tests.engine.rules.kit import RATE, context, faults, rule

RULE = rule("{kind: proportion, floor: 95, when_none_arose: zero}")


def test_the_sentence_of_the_design():
    told = RULE.explain(Rate(11_670, 12_000), RATE)
    assert told == "97,25 % (11.670/12.000) ≥ 95 % ⇒ 97,25 % × 1,00 = 0,9725 điểm"


@pytest.mark.parametrize(
    ("numerator", "denominator", "points"),
    [(95, 100, "19/20"), (9499, 10000, "0"), (29, 30, "29/30"), (1, 1, "1"), (0, 1, "0")],
)
def test_the_floor_itself_counts_and_nothing_is_rounded(numerator, denominator, points):
    assert RULE.evaluate(Rate(numerator, denominator), RATE) == Fraction(points)


def test_a_figure_that_does_not_end_is_shown_as_counts():
    told = RULE.explain(Rate(29, 30), RATE)
    assert told == "≈ 96,67 % (29/30) ≥ 95 % ⇒ 29/30 × 1,00 ≈ 0,9667 điểm"


def test_just_below_the_floor_is_never_printed_as_the_floor():
    told = RULE.explain(Rate(949_999, 1_000_000), RATE)
    assert told == "94,9999 % (949.999/1.000.000) < 95 % ⇒ 0 điểm"
    # 949.9999/10 = 94,99999: four decimals would round it onto the floor.
    told = RULE.explain(Rate(9_499_999, 10_000_000), RATE)
    assert told == "≈ 94,99999 % (9.499.999/10.000.000) < 95 % ⇒ 0 điểm"


def test_everything_is_no_more_than_everything():
    told = RULE.explain(Rate(3, 3), RATE)
    assert told == "100 % (3/3) ≥ 95 % ⇒ 100 % × 1,00 = 1 điểm"


def test_more_than_everything_stays_at_the_maximum():
    open_ended = rule("kind: proportion")
    given = context(InputKind.PERCENT, "2", highest=150)
    assert open_ended.evaluate(Percent(Fraction(120)), given) == 2
    assert "vượt 100 % ⇒ điểm tối đa 2,00 điểm" in open_ended.explain(Percent(Fraction(120)), given)


def test_in_words():
    words = "từ 95 % trở lên: tỷ lệ % × 1,00 điểm; dưới 95 %: 0 điểm; không phát sinh: 0 điểm"
    assert RULE.in_words(RATE) == words
    assert rule("kind: proportion").describe(RATE) == "tỷ lệ % × 1,00 điểm"


def test_what_is_needed():
    assert str(RULE.invert(Fraction("0.5"), RATE)) == "cần từ 95 % đến 100 %"
    assert str(RULE.invert(Fraction("0.98"), RATE)) == "cần từ 98 % đến 100 %"
    assert str(RULE.invert(Fraction(1), RATE)) == "cần bằng 100 %"
    assert str(RULE.invert(Fraction(0), RATE)) == "cần từ 0 % đến 100 %"
    assert not RULE.invert(Fraction(2), RATE).possible


@pytest.mark.parametrize("floor", ["0", "-1", "101"])
def test_a_floor_outside_the_scale_is_refused(floor: str):
    assert faults(f"{{kind: proportion, floor: {floor}}}", RATE)
    assert not faults("{kind: proportion, floor: 100}", RATE)
