from __future__ import annotations

from fractions import Fraction

from parindex.engine.values.inputs import InputKind, Percent
from tests.engine.rules.kit import context, rule

SIPAS = context(InputKind.PERCENT, "10")


def test_sipas_91_17_percent_is_9_12_of_10():
    # domain: 91.17 % → 9.12 of 10; stored unrounded it is 9,117.
    survey = rule("kind: proportion")
    assert survey.evaluate(Percent(Fraction("91.17")), SIPAS) == Fraction("9.117")
    told = survey.explain(Percent(Fraction("91.17")), SIPAS)
    assert told == "91,17 % ⇒ 91,17 % × 10,00 = 9,117 điểm"
