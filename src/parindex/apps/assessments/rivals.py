"""Sets that score against the best of a group: what the round's other units come to.

Only the figures that are compared pass from unit to unit; each is judged on its own with the best of
the others beside it, and comes out as if all had been judged together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from parindex.apps.assessments.models import Assessment, AssessmentStanding, Round
from parindex.apps.assessments.queries import linked_sets_of
from parindex.apps.criteria.queries import set_of
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.scoring.against_best import Best, quantity, scored_against_best
from parindex.engine.scoring.scorecard import Scorecard, State

Quantities = Mapping[str, Mapping[str, str]]
"""Set → component code → an exact fraction as text."""


def compares(sets: Iterable[CriteriaSet]) -> bool:
    """Whether any of the sets scores against the best."""
    return any(scored_against_best(each) for each in sets)


def round_compares(round_: Round) -> bool:
    """The same of the sets of a round."""
    return compares((set_of(round_.criteria), *linked_sets_of(round_).values()))


def best_elsewhere(assessment: Assessment) -> dict[str, Best]:
    """The greatest figures among the round's other units, by set and component, as they are kept."""
    others = AssessmentStanding.objects.filter(assessment__round=assessment.round_id)
    told = others.exclude(assessment=assessment).values_list("quantities", flat=True)
    return best_of(told)


def best_of(told: Iterable[Quantities]) -> dict[str, Best]:
    """The greatest of some units' figures; where none is above zero there is no best."""
    best: dict[str, dict[str, Fraction]] = {}
    for by_set in told:
        for set_id, figures in by_set.items():
            kept = best.setdefault(set_id, {})
            for code, text in figures.items():
                figure = Fraction(text)
                if figure > kept.get(code, Fraction(0)):
                    kept[code] = figure
    return dict(best)


def quantities_of(cards: Iterable[Scorecard]) -> dict[str, dict[str, str]]:
    """A unit's own figures that others are compared with."""
    found: dict[str, dict[str, str]] = {}
    for card in cards:
        compared = {each.code for each in scored_against_best(card.criteria_set)}
        for score in card.components:
            figure = quantity(score.value)
            applies = score.state is not State.NOT_APPLICABLE
            if score.code in compared and applies and figure is not None:
                found.setdefault(card.criteria_set.id, {})[score.code] = str(figure)
    return found
