"""Reached, possible and lost: what can no longer change."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.criteria.loader import load_set
from parindex.engine.scoring.components import Outlook
from parindex.engine.scoring.scorecard import State
from parindex.engine.values.inputs import Amount, Answer, Option, Origin, Percent, Rate
from tests.engine.rules.test_shapes import ROOT
from tests.engine.scoring.kit import RATE, scored, set_of

PROPORTION = ("1.1", 1, RATE, "{kind: proportion, when_none_arose: zero}")
OPTIONS = (
    "{kind: options, options: [{key: dung, title: Kịp thời, points: 1, timely: true},"
    " {key: tre, title: Chậm, points: 0.5}]}"
)
TIMELY = ("1.2", 1, "{kind: option}", OPTIONS)
SET = set_of([PROPORTION, TIMELY])


def possible(given, **outlook) -> list[Fraction]:
    card = scored(SET, given, outlook=Outlook(**outlook))
    return [each.possible for each in card.components]


def test_without_knowledge_everything_is_possible():
    assert possible({"1.1": Rate(1, 2), "1.2": Option("tre")}) == [1, 1]


def test_a_year_that_has_ended_settles_what_was_scored():
    assert possible({"1.1": Rate(1, 2)}, year_ended=True) == [Fraction(1, 2), 1]


def test_a_missed_deadline_rules_out_the_timely_option():
    assert possible({}, late=frozenset({"1.2"})) == [1, Fraction(1, 2)]


def test_what_was_reached_is_never_above_what_is_possible():
    assert possible({"1.2": Option("dung")}, late=frozenset({"1.2"})) == [1, 1]


def test_a_survey_is_not_settled_by_the_end_of_the_year():
    survey = load_set(ROOT / "examples" / "rules" / "08-survey.yaml")
    given = {"1.1": Percent(Fraction("91.17"))}
    card = scored(survey, given, outlook=Outlook(year_ended=True))
    assert card.components[0].possible == 10


def test_lost_is_what_can_no_longer_be_attained():
    card = scored(SET, {"1.1": Rate(3, 4)}, outlook=Outlook(year_ended=True))
    assert card.overall.lost == Fraction(1, 4)
    assert card.components[0].lost == Fraction(1, 4)


def test_an_answer_that_overrides_says_what_was_measured():
    given = {"1.1": Answer(Rate(9, 10), measured=Rate(8, 10))}
    trace = scored(SET, given).components[0].trace
    assert trace.endswith("(số khai báo, thay cho số liệu đo được: 8/10)")


def test_growth_without_last_year_is_missing_input_and_the_rest_is_scored():
    rule = "{kind: growth, bands: [{from: 10, points: 1}, {below: 10, points: 0}]}"
    growing = ("1.3", 1, "{kind: value, previous: true}", rule)
    value = Amount(Fraction(7))
    card = scored(set_of([PROPORTION, growing]), {"1.1": Rate(3, 4), "1.3": value})
    first, second = card.components
    assert first.points == Fraction(3, 4)
    assert (second.state, second.points, second.possible) == (State.MISSING_INPUT, None, 1)
    assert second.trace == (
        "Chưa đủ số liệu để tính từ 7: thiếu số liệu năm trước để so sánh "
        "(trên trang: nhập ở «Các năm trước»; trong tệp khai báo: khóa previous)"
    )
    assert (second.value, card.complete) == (value, False)


def test_a_linked_score_names_the_other_scorecard():
    linked = set_of([("1.1", 1, "{kind: score, set: qd-766-2022}", "kind: proportion")])
    note = "bảng điểm qd-766-2022: 82,50/100,00 điểm"
    answer = Answer(Percent(Fraction("82.5")), Origin.LINKED, note=note)
    told = scored(linked, {"1.1": answer}).components[0]
    assert told.points == Fraction("0.825")
    assert told.trace == f"82,5 % ⇒ 82,5 % × 1,00 = 0,825 điểm ({note})"
