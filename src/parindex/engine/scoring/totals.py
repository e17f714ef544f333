"""Add components up: by criterion, field and source, rounding only where the set says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from parindex.engine.criteria.model import (
    CriteriaField,
    CriteriaSet,
    NotApplicablePolicy,
    RoundAt,
)
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard, State, Totals
from parindex.engine.values.numbers import exact, round_half_up

_LEVELS = (RoundAt.COMPONENT, RoundAt.CRITERION, RoundAt.FIELD, RoundAt.TOTAL)


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


def add(parts: Iterable[Totals]) -> Totals:
    """The sum of totals, exact."""
    zero = Totals(Fraction(0), Fraction(0), Fraction(0))
    for part in parts:
        zero = Totals(zero.points + part.points, zero.max + part.max, zero.possible + part.possible)
    return zero


class _Adder:
    """Rounds at the level the set names and at no other."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self.set = criteria_set

    def of_component(self, score: ComponentScore) -> Totals:
        if score.state is State.NOT_APPLICABLE:
            return Totals(Fraction(0), Fraction(0), Fraction(0))
        totals = Totals(score.points or Fraction(0), score.component.max, score.possible)
        return self.rounded(totals, RoundAt.COMPONENT)

    def rounded(self, totals: Totals, level: RoundAt) -> Totals:
        # The total itself is stored exact; printing, ranking and rating round it as they need.
        if level is not self.set.round_at or level is RoundAt.TOTAL:
            return totals
        return Totals(self._round(totals.points), totals.max, self._round(totals.possible))

    def _round(self, points: Fraction) -> Fraction:
        return exact(round_half_up(points, self.set.places))


def _within(field: CriteriaField, totals: Totals) -> Totals:
    if not field.outside_base:
        return totals
    points = max(field.lowest, min(totals.points, field.max))
    return Totals(points, field.max, max(field.lowest, min(totals.possible, field.max)))


def _overall(criteria_set: CriteriaSet, by_field: dict[str, Totals]) -> Totals:
    base = add(by_field[each.code] for each in criteria_set.fields if not each.outside_base)
    beside = add(by_field[each.code] for each in criteria_set.fields if each.outside_base)
    if criteria_set.not_applicable is NotApplicablePolicy.REBASE and base.max:
        base = _rebased(base, criteria_set.max)
    return Totals(base.points + beside.points, base.max, base.possible + beside.possible)


def _rebased(base: Totals, full: Fraction) -> Totals:
    return Totals(base.points * full / base.max, full, base.possible * full / base.max)


def _by_source(adder: _Adder, scores: Sequence[ComponentScore]) -> dict[str, Totals]:
    sources = dict.fromkeys(each.component.source for each in scores)
    return {
        source.value: add(
            adder.of_component(each) for each in scores if each.component.source is source
        )
        for source in sources
    }
