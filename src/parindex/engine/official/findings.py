"""What stands out in a scorecard and a plan, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parindex.engine.official import texts
from parindex.engine.official.figures import input_text
from parindex.engine.official.model import Explanation, Finding, FindingKind
from parindex.engine.plans.model import Citation, Plan
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard, State
from parindex.engine.values.periods import vietnamese_date

_UNANSWERED = {
    State.MISSING_INPUT: FindingKind.MISSING_INPUT,
    State.WAITING_FOR_SURVEY: FindingKind.WAITING_FOR_SURVEY,
}


def findings_of(card: Scorecard, plan: Plan | None) -> tuple[Finding, ...]:
    """Everything that stands out, kind by kind; the points left lying come greatest first."""
    below = [each for each in card.components if _below_maximum(each)]
    below.sort(key=lambda each: (each.points or 0) - each.component.max)
    return (
        *(_finding(FindingKind.BELOW_MAXIMUM, each, each.trace) for each in below),
        *_unanswered(card),
        *_overridden(card),
        *_citations(plan),
    )


def explanations_of(card: Scorecard) -> tuple[Explanation, ...]:
    """A giải trình for every component that lacks mandatory evidence or brings one along."""
    return tuple(
        Explanation(
            each.code,
            each.component.title,
            tuple(asked.kind for asked in each.evidence_missing),
            each.answer.explanation,
        )
        for each in card.components
        if each.evidence_missing or each.answer.explanation
    )


def proposals_from(
    findings: Sequence[Finding], explanations: Sequence[Explanation]
) -> tuple[str, ...]:
    """One proposal for each kind of finding, and one for the evidence that is still owed."""
    proposals = []
    for kind, template in texts.PROPOSALS.items():
        codes = [each.code for each in findings if each.kind is kind]
        if codes:
            proposals.append(template.format(codes=", ".join(codes)))
    owed = [each.code for each in explanations if each.missing]
    if owed:
        proposals.append(texts.PROPOSE_EVIDENCE.format(codes=", ".join(owed)))
    return tuple(proposals)


def _below_maximum(score: ComponentScore) -> bool:
    return score.points is not None and score.points < score.component.max


def _unanswered(card: Scorecard) -> Iterator[Finding]:
    for state, kind in _UNANSWERED.items():
        for each in card.in_state(state):
            yield _finding(kind, each, each.trace)


def _overridden(card: Scorecard) -> Iterator[Finding]:
    for each in card.components:
        if each.answer.measured is not None:
            told = texts.OVERRIDDEN.format(
                declared=input_text(each.component, each.value),
                measured=input_text(each.component, each.answer.measured),
            )
            yield _finding(FindingKind.OVERRIDDEN, each, told)


def _finding(kind: FindingKind, score: ComponentScore, text: str) -> Finding:
    component = score.component
    return Finding(kind, component.code, component.title, text, score.points, component.max)


def _citations(plan: Plan | None) -> Iterator[Finding]:
    wrong = dict.fromkeys(_wrong_date(each) for each in plan.citations) if plan else {}
    yield from (each for each in wrong if each is not None)


def _wrong_date(citation: Citation) -> Finding | None:
    if citation.ok is not False:
        return None
    told = texts.WRONG_DATE.format(
        written=vietnamese_date(citation.date) if citation.date else texts.FILL_IN,
        known=vietnamese_date(citation.register_date) if citation.register_date else texts.FILL_IN,
    )
    return Finding(FindingKind.CITATION, citation.number, citation.text, told)
