"""Rank subjects and rate them, on the figure the set says: exact or as printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import Basis
from parindex.engine.scoring.scorecard import Scorecard
from parindex.engine.values.numbers import exact, round_half_up


@dataclass(frozen=True, slots=True)
class Ranked:
    """A subject's place; subjects with the same figure share it, and the next place is skipped."""

    place: int
    card: Scorecard


def rank(cards: Iterable[Scorecard]) -> list[Ranked]:
    """The cards in order of rank, the best first, ties in order of name."""
    ordered = sorted(cards, key=lambda card: (-_ranked_on(card), card.subject))
    placed: list[Ranked] = []
    for index, card in enumerate(ordered):
        tied = index > 0 and _ranked_on(ordered[index - 1]) == _ranked_on(card)
        placed.append(Ranked(placed[-1].place if tied else index + 1, card))
    return placed


def rating(card: Scorecard) -> str | None:
    """The rating's label; None where the set has no ratings or nothing applies or is scored.

    A total lifted above the maximum by bonus points, or pulled below zero by penalties, is rated
    as the maximum or zero.
    """
    percent = card.overall.percent
    if percent is None:
        return None
    if card.criteria_set.band_on is Basis.ROUNDED:
        percent = exact(round_half_up(percent, card.criteria_set.places))
    percent = max(Fraction(0), min(percent, Fraction(100)))
    ratings = card.criteria_set.ratings
    return next((each.label for each in ratings if percent in each.interval), None)


def _ranked_on(card: Scorecard) -> Fraction:
    if card.criteria_set.rank_on is Basis.ROUNDED:
        return card.total_shown
    return card.overall.points
