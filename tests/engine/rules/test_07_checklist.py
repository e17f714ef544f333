from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.rules.base import UnusableInput
from parindex.engine.values.inputs import InputKind, Parts
from tests.engine.rules.kit import context, faults, rule

TEXT = """
kind: checklist
parts:
  - {key: a, title: Có mục tiêu, points: 0.5}
  - {key: b, title: Có phân công, points: 0.25}
  - {key: c, title: Có thời gian, points: 0.25}
"""
RULE = rule(TEXT)
GIVEN = context(InputKind.PARTS, unit="")


def test_the_fulfilled_parts_add_up():
    assert RULE.evaluate(Parts({"a": True, "b": False, "c": True}), GIVEN) == Fraction(3, 4)
    assert RULE.evaluate(Parts({"a": False, "b": False, "c": False}), GIVEN) == 0


def test_the_sentences():
    told = RULE.explain(Parts({"a": True, "b": False, "c": True}), GIVEN)
    assert told == "Đạt 2/3 nội dung: 0,5 + 0,25 = 0,75 điểm; chưa đạt: Có phân công"
    told = RULE.explain(Parts({"a": False, "b": False, "c": False}), GIVEN)
    assert told == "Đạt 0/3 nội dung ⇒ 0 điểm; chưa đạt: Có mục tiêu, Có phân công, Có thời gian"
    words = "Có mục tiêu: 0,50 điểm; Có phân công: 0,25 điểm; Có thời gian: 0,25 điểm"
    assert RULE.describe(GIVEN) == words


def test_an_unanswered_part_is_not_a_no():
    with pytest.raises(UnusableInput, match="chưa trả lời phần «c»"):
        RULE.evaluate(Parts({"a": True, "b": False}), GIVEN)


def test_an_unknown_part_is_refused():
    with pytest.raises(UnusableInput, match="không có phần «x»"):
        RULE.evaluate(Parts({"a": True, "b": False, "c": True, "x": True}), GIVEN)


def test_what_is_needed_is_the_fewest_parts():
    assert RULE.invert(Fraction("0.6"), GIVEN).parts == ("Có mục tiêu", "Có phân công")
    assert RULE.invert(Fraction("0.5"), GIVEN).parts == ("Có mục tiêu",)
    assert RULE.invert(Fraction(0), GIVEN).possible
    assert not RULE.invert(Fraction(2), GIVEN).possible


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("points: 0.5", "points: 0.75"), "các phần cộng lại được 1,25, khác điểm tối đa 1,00"),
        (("key: b", "key: a"), "phần «a» lặp lại"),
        (("points: 0.5", "points: 0"), "phần «a» không có điểm dương"),
    ],
)
def test_faulty_checklists_are_refused(change: tuple[str, str], told: str):
    assert told in faults(TEXT.replace(*change), GIVEN)
