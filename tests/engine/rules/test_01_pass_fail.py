from __future__ import annotations

from fractions import Fraction

from parindex.engine.rules.base import NoneAroseOutcome
from parindex.engine.values.inputs import InputKind, YesNo
from tests.engine.rules.kit import context, rule

RULE = rule("kind: pass_fail")
GIVEN = context(InputKind.YES_NO, "0.5", unit="")


def test_full_marks_or_none():
    assert RULE.evaluate(YesNo(yes=True), GIVEN) == Fraction(1, 2)
    assert RULE.evaluate(YesNo(yes=False), GIVEN) == 0


def test_the_sentences():
    assert RULE.explain(YesNo(yes=True), GIVEN) == "Đạt ⇒ 0,5 điểm"
    assert RULE.explain(YesNo(yes=False), GIVEN) == "Không đạt ⇒ 0 điểm"
    assert RULE.in_words(GIVEN) == "Đạt: điểm tối đa (0,50 điểm); không đạt: 0 điểm"


def test_the_clause_on_nothing_arising_is_told():
    told = rule("{kind: pass_fail, when_none_arose: full}")
    assert told.when_none_arose is NoneAroseOutcome.FULL
    assert told.in_words(GIVEN).endswith("; không phát sinh: điểm tối đa")


def test_what_is_needed():
    for points in (Fraction(1, 4), Fraction(1, 2)):
        assert str(RULE.invert(points, GIVEN)) == "cần «Đạt»"
    assert set(RULE.invert(Fraction(0), GIVEN).choices) == {"true", "false"}
    assert not RULE.invert(Fraction(1), GIVEN).possible
