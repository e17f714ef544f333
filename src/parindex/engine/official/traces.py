"""Annex III: how each component came to its points, down to the records."""

from __future__ import annotations

from parindex.engine.facts.registry import MEASURES
from parindex.engine.official import texts
from parindex.engine.official.figures import labelled_input
from parindex.engine.official.model import FactLine, LinkedResult, TraceEntry
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard
from parindex.engine.values.facts import Fact, stood_in_words


def traces_of(card: Scorecard) -> tuple[TraceEntry, ...]:
    """An entry for every component, in the set's order."""
    return tuple(_entry(each) for each in card.components)


def linked_results(run: ScoringRun, subject: str) -> tuple[LinkedResult, ...]:
    """The scorecards of other sets that fed components of a subject's."""
    return tuple(_linked(card) for card in run.linked.get(subject, {}).values())


def _entry(score: ComponentScore) -> TraceEntry:
    component, answer = score.component, score.answer
    return TraceEntry(
        code=component.code,
        title=component.title,
        state=score.state,
        points=score.points,
        max=component.max,
        rule=component.rule.in_words(component.context()),
        input=labelled_input(component, answer.value),
        origin="" if answer.value is None else answer.origin.vietnamese,
        facts=tuple(map(_fact, answer.facts)),
        trace=score.trace,
        reference=str(component.reference),
        verified=component.verified,
    )


def _fact(fact: Fact) -> FactLine:
    level = fact.level.vietnamese if fact.level else texts.ALL_LEVELS
    return FactLine(
        measure=_measure_title(fact.measure),
        scope=f"{level}, {fact.unit}" if fact.unit else level,
        period=str(fact.period),
        numerator=fact.numerator,
        denominator=fact.denominator,
        missing=fact.missing,
        lake=fact.lake,
        stood_in=stood_in_words([fact]),
    )


def _measure_title(name: str) -> str:
    measure = MEASURES.get(name)
    return measure.title if measure else name


def _linked(card: Scorecard) -> LinkedResult:
    criteria_set = card.criteria_set
    return LinkedResult(
        set_id=criteria_set.id,
        set_version=criteria_set.version,
        set_title=criteria_set.title,
        set_hash=criteria_set.content_hash,
        verified=criteria_set.verified,
        places=criteria_set.places,
        overall=card.overall,
        entries=traces_of(card),
    )
