"""Facts become inputs: the measure a component names fills its input from the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.values.facts import Fact, stood_in_words
from parindex.engine.values.inputs import Answer, Count, Input, InputKind, Origin, Rate


def measures_of(criteria_set: CriteriaSet) -> list[str]:
    """The measures the set asks for, each once, in the set's order."""
    named = (each.measure.name for each in criteria_set.components if each.measure)
    return list(dict.fromkeys(named))


def measured_answers(
    criteria_set: CriteriaSet, facts: Sequence[Fact], unit: str | None = None
) -> dict[str, Answer]:
    """An answer for every component whose measure has facts about the unit (None: everybody).

    `facts` are of one period. Facts of several levels are added numerator by numerator and
    denominator by denominator; a mean of rates would be another figure. Where records of one of
    them are lacking, or none of all their records could be judged, the answer has no value and says
    so; where those of one level could not be judged, it says that they are left out.
    """
    answers: dict[str, Answer] = {}
    for component in criteria_set.components:
        used = tuple(facts_for(component, facts, unit))
        gap = _gap(used)
        value = None if gap else _input(component, used)
        if value is not None or gap:
            note = gap or "; ".join(filter(None, (*_left_out(used), stood_in_words(used))))
            answers[component.code] = Answer(value, Origin.MEASURED, facts=used, note=note)
    return answers


def combined(measured: Mapping[str, Answer], declared: Mapping[str, Answer]) -> dict[str, Answer]:
    """Both kinds together: a declared value stands in the place of a measured one and says so.

    A declaration without a value only adds its evidence and explanation.
    """
    merged = dict(measured)
    for code, answer in declared.items():
        own = measured.get(code)
        if own is None:
            merged[code] = answer
        elif answer.value is None:
            merged[code] = replace(
                own,
                evidence=answer.evidence,
                explanation=answer.explanation,
                kinds=answer.kinds,
            )
        else:
            merged[code] = replace(answer, measured=own.value, facts=own.facts)
    return merged


def facts_for(
    component: Component, facts: Iterable[Fact], unit: str | None = None
) -> Iterable[Fact]:
    """The facts that the component's measure is added from, in their order."""
    measure = component.measure
    if measure is not None:
        for fact in facts:
            wanted = not measure.levels or fact.level in measure.levels
            if fact.measure == measure.name and fact.unit == unit and wanted:
                yield fact


def _gap(facts: Sequence[Fact]) -> str:
    """Why the facts together are no answer; empty where they are one."""
    told = any(fact.numerator or fact.denominator for fact in facts)
    lacking = [fact.gap for fact in facts if fact.gap and not (told and fact.unjudged)]
    return "; ".join(dict.fromkeys(lacking))


def _left_out(facts: Sequence[Fact]) -> Iterable[str]:
    for fact in facts:
        if fact.unjudged:
            yield f"chưa gồm {fact.level.vietnamese if fact.level else 'phần này'}: {fact.gap}"


def _input(component: Component, facts: Sequence[Fact]) -> Input | None:
    if not facts:
        return None
    numerator = sum(fact.numerator for fact in facts)
    if component.input.kind is InputKind.COUNT:
        return Count(numerator)
    denominators = [fact.denominator for fact in facts if fact.denominator is not None]
    return Rate(numerator, sum(denominators)) if denominators else None
