"""Part of a group scored by itself: the same cards as when all are scored together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from parindex.engine.scoring.against_best import told_against
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.score import score
from parindex.engine.values.inputs import Count
from tests.engine.scoring.kit import set_of

COUNTED = set_of([("1.1", 2, "{kind: count}", "{kind: best_of_group, when_none_arose: zero}")])
NOW = datetime(2024, 1, 5, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def points(given: int, elsewhere: int | None) -> Fraction | None:
    best = None if elsewhere is None else {"1.1": Fraction(elsewhere)}
    cards = score(COUNTED, {"A": {"1.1": Count(given)}}, best_elsewhere=best)
    return cards["A"].components[0].points


def test_the_best_may_stand_elsewhere_or_here():
    # 40 of the best 50, of 2 points: 1,6; alone, or above the others, the full 2.
    assert points(40, 50) == Fraction(8, 5)
    assert points(40, None) == 2
    assert points(40, 30) == 2


def test_it_is_the_card_of_the_whole_group():
    whole = score(COUNTED, {"A": {"1.1": Count(50)}, "B": {"1.1": Count(40)}})
    alone = score(COUNTED, {"B": {"1.1": Count(40)}}, best_elsewhere={"1.1": Fraction(50)})
    assert alone["B"] == whole["B"]


def test_the_best_elsewhere_is_an_input_of_the_run():
    cards = score(COUNTED, {"A": {"1.1": Count(40)}})
    alone = ScoringRun(COUNTED, cards, (), NOW, "Người chấm")
    told = [{}, {"thu": {"1.1": Fraction(50)}}, {"thu": {"1.1": Fraction(60)}}]
    ids = [replace(alone, best_elsewhere=each).id for each in told]
    assert len(set(ids)) == 3
    # A group of one unit has no best elsewhere: its run is what it was before there were any.
    assert ids[0] == alone.id
    assert replace(alone, best_elsewhere={"thu": {}}).id == alone.id


def test_a_figure_is_told_against_any_best_as_its_trace_would_tell_it():
    component = COUNTED.by_code["1.1"]
    trace = score(COUNTED, {"A": {"1.1": Count(40)}}, best_elsewhere={"1.1": Fraction(50)})
    assert told_against(component, Fraction(40), Fraction(50)) in trace["A"].components[0].trace
    # 40 of 64, of 2 points.
    assert told_against(component, Fraction(40), Fraction(64)).endswith(
        "40 / 64 × 2,00 = 1,25 điểm"
    )
    assert told_against(component, Fraction(0), Fraction(0)) == "cả nhóm không phát sinh"
    passed = set_of([("1.1", 2, "{kind: count}", "{kind: per_event, start: 0, each: 1}")]).by_code[
        "1.1"
    ]
    with pytest.raises(TypeError, match=r"1\.1"):
        told_against(passed, Fraction(1), Fraction(1))
