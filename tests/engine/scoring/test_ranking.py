"""Ranks and ratings on the figure the set names, with closed ends where it says."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.scoring.ranking import rank, rating
from parindex.engine.scoring.score import score
from parindex.engine.values.inputs import NotApplicable, Percent
from tests.engine.scoring.kit import scored, set_of

RATINGS = "[{label: A, from: 90, to: 100}, {label: B, from: 80, below: 90}, {label: C, below: 80, from: 0}]"
PART = [("1.1", 100, "{kind: percent}", "kind: proportion")]


def percent(text: str) -> dict[str, Percent]:
    return {"1.1": Percent(Fraction(text))}


@pytest.mark.parametrize(
    ("reached", "label"), [("90", "A"), ("89.99", "B"), ("80", "B"), ("79.99", "C"), ("0", "C")]
)
def test_ratings_close_the_end_they_say(reached: str, label: str):
    assert rating(scored(set_of(PART, ratings=RATINGS), percent(reached))) == label


@pytest.mark.parametrize(("basis", "label"), [("exact", "B"), ("rounded", "A")])
def test_a_rating_looks_at_the_exact_or_the_printed_figure(basis: str, label: str):
    card = scored(set_of(PART, ratings=RATINGS, band_on=basis), percent("89.995"))
    assert rating(card) == label


def test_units_shown_with_the_same_figure_share_a_rank():
    given = {"X": percent("80.001"), "Y": percent("80.004"), "Z": percent("70")}
    placed = rank(score(set_of(PART), given).values())
    assert [(each.place, each.card.subject) for each in placed] == [(1, "X"), (1, "Y"), (3, "Z")]


def test_a_lone_unit_is_first():
    placed = rank(score(set_of(PART), {"X": percent("50")}).values())
    assert [each.place for each in placed] == [1]


def test_unless_the_set_ranks_on_the_exact_figure():
    given = {"X": percent("80.001"), "Y": percent("80.004")}
    placed = rank(score(set_of(PART, rank_on="exact"), given).values())
    assert [(each.place, each.card.subject) for each in placed] == [(1, "Y"), (2, "X")]


def test_without_ratings_or_without_anything_that_applies_there_is_none():
    assert rating(scored(set_of(PART), percent("95"))) is None
    nothing = {"1.1": NotApplicable("giải thể")}
    assert rating(scored(set_of(PART, ratings=RATINGS), nothing)) is None
