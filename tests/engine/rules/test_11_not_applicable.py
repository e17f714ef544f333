from __future__ import annotations

from fractions import Fraction

from parindex.engine.scoring.scorecard import State
from parindex.engine.values.inputs import NotApplicable, YesNo
from tests.engine.scoring.kit import scored, set_of

PARTS = [
    ("1.1", 40, "{kind: yes_no}", "kind: pass_fail"),
    ("1.2", 20, "{kind: yes_no}", "kind: pass_fail"),
    ("1.3", 40, "{kind: yes_no}", "kind: pass_fail"),
]
GIVEN = {"1.1": YesNo(yes=True), "1.2": YesNo(yes=False), "1.3": NotApplicable("không có xã")}


def test_the_total_is_put_back_on_the_full_scale():
    card = scored(set_of(PARTS, not_applicable="rebase"), GIVEN)
    # 40 of the 60 points that apply, on a scale of 100: 66,67.
    assert card.overall.points == Fraction(200, 3)
    assert card.overall.max == 100
    assert card.by_field["1"].max == 60


def test_or_the_maximum_shrinks_where_the_set_says_so():
    card = scored(set_of(PARTS, not_applicable="exclude"), GIVEN)
    assert (card.overall.points, card.overall.max) == (40, 60)


def test_the_reason_is_kept():
    card = scored(set_of(PARTS), GIVEN)
    assert card.components[2].state is State.NOT_APPLICABLE
    assert card.components[2].trace == "Không áp dụng: không có xã"
    assert card.components[2].lost == 0


def test_where_nothing_applies_there_is_no_total_to_rebase():
    nothing = {code: NotApplicable("đơn vị giải thể") for code in ("1.1", "1.2", "1.3")}
    card = scored(set_of(PARTS), nothing)
    assert (card.overall.points, card.overall.max, card.overall.percent) == (0, 0, None)
