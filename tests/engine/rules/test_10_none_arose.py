from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.scoring.scorecard import State
from parindex.engine.values.inputs import Input, NoneArose, Rate
from parindex.engine.values.problems import BadInput
from tests.engine.scoring.kit import one_component

PROPORTION = "{{kind: proportion, when_none_arose: {}}}"
NOTHING = (NoneArose(), Rate(0, 0))


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize(
    ("outcome", "state", "points"),
    [
        ("full", State.SCORED, Fraction(2)),
        ("zero", State.SCORED, Fraction(0)),
        ("not_applicable", State.NOT_APPLICABLE, None),
    ],
)
def test_the_rule_says_what_nothing_is_worth(nothing: Input, outcome, state, points):
    scored = one_component(PROPORTION.format(outcome), nothing, most=2)
    assert (scored.state, scored.points) == (state, points)


def test_the_sentences():
    full = one_component(PROPORTION.format("full"), Rate(0, 0), most=2)
    assert full.trace == "Không phát sinh ⇒ 2 điểm"
    apart = one_component(PROPORTION.format("not_applicable"), NoneArose(), most=2)
    assert apart.trace == "Không phát sinh ⇒ không áp dụng"


def test_nothing_done_of_something_is_a_real_zero():
    scored = one_component(PROPORTION.format("full"), Rate(0, 5), most=2)
    assert (scored.state, scored.points) == (State.SCORED, 0)


def test_a_rule_that_is_silent_refuses():
    with pytest.raises(BadInput, match=r"mã 1\.1: quy tắc không nói «không phát sinh»"):
        one_component("kind: pass_fail", NoneArose(), input_="{kind: yes_no}")
