"""Totals by criterion, field and source; rounding where the set says; bonus and penalty blocks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.criteria.loader import load_set
from parindex.engine.scoring.components import Outlook
from parindex.engine.scoring.score import score
from parindex.engine.scoring.scorecard import State
from parindex.engine.values.inputs import Count, Rate, YesNo
from parindex.engine.values.problems import BadInput
from tests.engine.rules.test_shapes import ROOT
from tests.engine.scoring.kit import RATE, scored, set_of

THIRDS = [(f"1.{n}", 1, RATE, "{kind: proportion, when_none_arose: zero}") for n in (1, 2, 3)]
GIVEN = {code: Rate(1, 3) for code, *_ in THIRDS}


def test_nothing_is_rounded_on_the_way_to_the_total():
    card = scored(set_of(THIRDS), GIVEN)
    assert card.overall.points == 1
    assert card.by_criterion["1"].points == 1


def test_a_set_may_round_each_component_first():
    # 0,33 + 0,33 + 0,33: the published figures that disagree with recomputed ones.
    card = scored(set_of(THIRDS, round_at="component"), GIVEN)
    assert card.overall.points == Fraction("0.99")


@pytest.mark.parametrize("level", ["criterion", "field"])
def test_or_at_a_higher_level(level: str):
    card = scored(set_of(THIRDS, round_at=level), {"1.1": Rate(1, 3)})
    assert card.overall.points == Fraction("0.33")


def test_the_total_is_stored_exact_and_shown_rounded():
    card = scored(set_of(THIRDS), {"1.1": Rate(2, 3)})
    assert card.overall.points == Fraction(2, 3)
    assert card.total_shown == Fraction("0.67")


def test_what_is_missing_is_still_possible_and_not_lost():
    card = scored(set_of(THIRDS), {"1.1": Rate(1, 2)})
    assert [each.state for each in card.components[1:]] == [State.MISSING_INPUT] * 2
    assert (card.overall.points, card.overall.possible, card.overall.lost) == (Fraction(1, 2), 3, 0)
    assert not card.complete


def test_bonus_and_penalty_blocks_stand_beside_the_base_within_their_bounds():
    shape = load_set(ROOT / "examples" / "rules" / "06-per-event.yaml")
    given = {"1.1": Count(0), "CT.1": Count(9), "TR.1": Count(5)}
    card = score(shape, {"": given})[""]
    # Base 1, bonus stops at 1, penalty of −2 is cut to the block's −1,5.
    assert card.by_field["CT"].points == 1
    assert card.by_field["TR"].points == Fraction(-3, 2)
    assert card.overall.points == Fraction(1, 2)
    assert card.overall.max == 1


def test_what_is_possible_of_a_block_keeps_to_its_bounds_too():
    shape = load_set(ROOT / "examples" / "rules" / "06-per-event.yaml")
    ended = Outlook(year_ended=True)
    card = score(shape, {"": {"TR.1": Count(5), "CT.1": Count(1)}}, outlook=ended)[""]
    # The penalty of −2 is settled and stops at −1,5; the bonus is settled at 0,5.
    assert card.by_field["TR"].possible == Fraction(-3, 2)
    assert card.by_field["CT"].possible == Fraction(1, 2)


def test_the_cut_by_source_holds_the_same_points():
    survey = load_set(ROOT / "examples" / "rules" / "08-survey.yaml")
    card = score(survey, {"": {}})[""]
    assert {source: totals.max for source, totals in card.by_source.items()} == {
        "sipas": 10,
        "manager_survey": 2,
    }
    assert {each.state for each in card.components} == {State.WAITING_FOR_SURVEY}


def test_every_unusable_answer_is_named_at_once():
    parts = [("1.1", 1, "{kind: yes_no}", "kind: pass_fail"), THIRDS[1]]
    with pytest.raises(BadInput) as caught:
        score(set_of(parts), {"Sở A": {"1.1": Count(3), "1.2": Rate(5, 4)}})
    told = [str(problem) for problem in caught.value.problems]
    assert told == [
        "Sở A, mã 1.1: số liệu «3» không đúng loại. Hãy ghi theo mẫu {yes: true}.",
        "Sở A, mã 1.2: tử số lớn hơn mẫu số (5/4). Hãy kiểm tra lại số liệu gốc.",
    ]


def test_an_unknown_code_is_refused():
    with pytest.raises(BadInput, match=r"mã 9\.9: không có trong bộ chỉ số thu"):
        scored(set_of(THIRDS), {"9.9": YesNo(yes=True)})
