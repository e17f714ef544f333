from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.values.inputs import InputKind, Rate
from tests.engine.rules.kit import RATE, context, faults, rule

RULE = rule("{kind: threshold, threshold: 80}")
TWO = context(InputKind.RATE, "2")


@pytest.mark.parametrize(
    ("numerator", "points"), [(80, "2"), (100, "2"), (79, "1.975"), (40, "1"), (0, "0")]
)
def test_in_proportion_up_to_the_threshold(numerator: int, points: str):
    # (b/a) × max / 80 %: 79 × 2 / 80 = 1,975.
    assert RULE.evaluate(Rate(numerator, 100), TWO) == Fraction(points)


def test_the_portals_payment_terms_are_this_rule():
    # min(2; 2,5·B) with B = 0,31 is 0,775: the threshold form with 80 %.
    assert RULE.evaluate(Rate(31, 100), TWO) == Fraction("0.775")


def test_the_sentences():
    assert (
        RULE.explain(Rate(72, 100), RATE) == "72 % (72/100) < 80 % ⇒ 72 % × 1,00 / 80 % = 0,9 điểm"
    )
    assert RULE.explain(Rate(4, 5), RATE) == "80 % (4/5) ≥ 80 % ⇒ điểm tối đa 1,00 điểm"
    told = RULE.explain(Rate(1, 3), RATE)
    assert told == "≈ 33,33 % (1/3) < 80 % ⇒ 1/3 × 1,00 / 80 % ≈ 0,4167 điểm"
    assert RULE.describe(TWO) == "từ 80 % trở lên: 2,00 điểm; dưới 80 %: tỷ lệ % × 2,00 / 80 %"


def test_what_is_needed():
    assert str(RULE.invert(Fraction(1), TWO)) == "cần từ 40 % đến 100 %"
    assert str(RULE.invert(Fraction(2), TWO)) == "cần từ 80 % đến 100 %"
    assert not RULE.invert(Fraction(3), TWO).possible


@pytest.mark.parametrize("threshold", ["0", "-5", "100.5"])
def test_a_threshold_outside_the_scale_is_refused(threshold: str):
    assert faults(f"{{kind: threshold, threshold: {threshold}}}", RATE)
    assert not faults("{kind: threshold, threshold: 100}", RATE)
