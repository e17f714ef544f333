"""Rank subjects and rate them, on the figure the set says: exact or as printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from parindex.engine.criteria.model import Basis, CriteriaSet
from parindex.engine.scoring.scorecard import Scorecard
from parindex.engine.values.numbers import exact, round_half_up


@dataclass(frozen=True, slots=True)
class Ranked:
    """A subject's place; subjects with the same figure share it, and the next place is skipped."""

    place: int
    card: Scorecard


Key = TypeVar("Key")


def places(criteria_set: CriteriaSet, totals: Mapping[Key, Fraction]) -> dict[Key, int]:
    """The place of each total, the greatest first; equal figures share it, the next is skipped.

    The figure is the one that the set ranks on: the exact total, or the total as it is printed.
    """
    figures = {key: _figure(criteria_set, points) for key, points in totals.items()}
    ordered = sorted(figures.values(), reverse=True)
    first = {figure: at for at, figure in reversed(list(enumerate(ordered, 1)))}
    return {key: first[figure] for key, figure in figures.items()}


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
    return _figure(card.criteria_set, card.overall.points)


def _figure(criteria_set: CriteriaSet, points: Fraction) -> Fraction:
    if criteria_set.rank_on is Basis.ROUNDED:
        return exact(round_half_up(points, criteria_set.places))
    return points
