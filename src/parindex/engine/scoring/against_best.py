"""The best of a group, against which some components are scored: what counts, and who comes highest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.rules.base import NothingArose
from parindex.engine.rules.best_of_group import BestOfGroup
from parindex.engine.values.inputs import Amount, Answer, Count, Input, Percent, Rate

Best = Mapping[str, Fraction]
"""Component code → the greatest quantity."""


def scored_against_best(criteria_set: CriteriaSet) -> tuple[Component, ...]:
    """The components of the set whose points depend on the best of the group."""
    return tuple(each for each in criteria_set.components if isinstance(each.rule, BestOfGroup))


def best_of_group(
    criteria_set: CriteriaSet,
    answers: Mapping[str, Mapping[str, Answer]],
    groups: Mapping[str, str],
    elsewhere: Best,
) -> dict[str, Fraction]:
    """The greatest quantity of each component that is scored against the best.

    `answers` are those of the subjects at hand; `elsewhere` is the best of the group's others.
    """
    return {
        component.code: max(
            (
                *_quantities(component, answers, groups),
                elsewhere.get(component.code, Fraction(0)),
                Fraction(0),
            )
        )
        for component in scored_against_best(criteria_set)
    }


def quantity(value: Input | None) -> Fraction | None:
    """The figure that is compared within the group; None where an input is none."""
    if isinstance(value, Rate):
        return value.quantity if value.denominator else None
    return value.quantity if isinstance(value, Amount | Count | Percent) else None


def told_against(component: Component, own: Fraction, best: Fraction) -> str:
    """What a figure is worth against a best, as the trace says it: `60 %, đơn vị tốt nhất 80 % ⇒ …`.

    Where even the best is zero, that nothing arose.
    """
    rule = component.rule
    if not isinstance(rule, BestOfGroup):
        raise TypeError(f"{component.code} is not scored against the best")
    try:
        return rule.explain(Amount(own), component.context(best=best))
    except NothingArose:
        return "cả nhóm không phát sinh"


def _quantities(
    component: Component, answers: Mapping[str, Mapping[str, Answer]], groups: Mapping[str, str]
) -> Iterator[Fraction]:
    for subject, known in answers.items():
        answer = known.get(component.code)
        if answer is not None and component.applies(groups.get(subject)):
            found = quantity(answer.value)
            if found is not None:
                yield found
