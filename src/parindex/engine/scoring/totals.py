"""Add components up: by criterion, field and source, rounding only where the set says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from parindex.engine.criteria.model import (
    CriteriaField,
    CriteriaSet,
    NotApplicablePolicy,
    RoundAt,
)
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard, State, Totals
from parindex.engine.values.numbers import exact, round_half_up

NOTHING = Totals(Fraction(0), Fraction(0), Fraction(0), scored=False)
"""The totals over no components, or over some that do not apply."""


def assemble(
    subject: str, criteria_set: CriteriaSet, scores: Sequence[ComponentScore]
) -> Scorecard:
    """The scorecard of one subject from its component scores, in the set's order."""
    adder = _Adder(criteria_set)
    by_code = {each.code: each for each in scores}
    by_criterion: dict[str, Totals] = {}
    by_field: dict[str, Totals] = {}
    for field in criteria_set.fields:
        for criterion in field.criteria:
            parts = [adder.of_component(by_code[each.code]) for each in criterion.components]
            by_criterion[criterion.code] = adder.rounded(add(parts), RoundAt.CRITERION)
        parts = [by_criterion[each.code] for each in field.criteria]
        by_field[field.code] = adder.rounded(_within(field, add(parts)), RoundAt.FIELD)
    return Scorecard(
        subject,
        criteria_set,
        tuple(scores),
        by_field,
        by_criterion,
        _by_source(adder, scores),
        adder.rounded(_overall(criteria_set, by_field), RoundAt.TOTAL),
    )


def counted(criteria_set: CriteriaSet, score: ComponentScore) -> Totals:
    """What a component adds to its criterion, rounded where the set rounds components."""
    return _Adder(criteria_set).of_component(score)


def add(parts: Iterable[Totals]) -> Totals:
    """The sum of totals, exact."""
    total = NOTHING
    for part in parts:
        total = Totals(
            total.points + part.points,
            total.max + part.max,
            total.possible + part.possible,
            total.scored or part.scored,
        )
    return total


class _Adder:
    """Rounds at the level the set names and at no other."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self.set = criteria_set

    def of_component(self, score: ComponentScore) -> Totals:
        if score.state is State.NOT_APPLICABLE:
            return NOTHING
        points, scored = score.points or Fraction(0), score.points is not None
        totals = Totals(points, score.component.max, score.possible, scored)
        return self.rounded(totals, RoundAt.COMPONENT)

    def rounded(self, totals: Totals, level: RoundAt) -> Totals:
        # The total itself is stored exact; printing, ranking and rating round it as they need.
        if level is not self.set.round_at or level is RoundAt.TOTAL:
            return totals
        points, possible = self._round(totals.points), self._round(totals.possible)
        return replace(totals, points=points, possible=possible)

    def _round(self, points: Fraction) -> Fraction:
        return exact(round_half_up(points, self.set.places))


def _within(field: CriteriaField, totals: Totals) -> Totals:
    if not field.outside_base:
        return totals
    points = max(field.lowest, min(totals.points, field.max))
    possible = max(field.lowest, min(totals.possible, field.max))
    return replace(totals, points=points, max=field.max, possible=possible)


def _overall(criteria_set: CriteriaSet, by_field: dict[str, Totals]) -> Totals:
    base = add(by_field[each.code] for each in criteria_set.fields if not each.outside_base)
    beside = add(by_field[each.code] for each in criteria_set.fields if each.outside_base)
    if criteria_set.not_applicable is NotApplicablePolicy.REBASE and base.max:
        base = _rebased(base, criteria_set.max)
    return replace(add([base, beside]), max=base.max)


def _rebased(base: Totals, full: Fraction) -> Totals:
    points, possible = base.points * full / base.max, base.possible * full / base.max
    return replace(base, points=points, max=full, possible=possible)


def _by_source(adder: _Adder, scores: Sequence[ComponentScore]) -> dict[str, Totals]:
    sources = dict.fromkeys(each.component.source for each in scores)
    return {
        source.value: add(
            adder.of_component(each) for each in scores if each.component.source is source
        )
        for source in sources
    }
