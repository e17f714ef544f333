"""Score subjects under a criteria set: a pure function from inputs to scorecards."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.scoring.against_best import Best, best_of_group
from parindex.engine.scoring.components import Outlook, score_component
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard
from parindex.engine.scoring.totals import assemble
from parindex.engine.values.inputs import Answer, Input
from parindex.engine.values.problems import BadInput, Problem

Given = Mapping[str, Mapping[str, Answer | Input]]
"""Subject → component code → what is known: an answer, or a bare input as shorthand."""

_UNKNOWN = Answer(None)


def score(
    criteria_set: CriteriaSet,
    inputs: Given,
    previous: Given | None = None,
    *,
    groups: Mapping[str, str] | None = None,
    outlook: Outlook | None = None,
    best_elsewhere: Best | None = None,
) -> dict[str, Scorecard]:
    """Score every subject.

    `previous` holds last year's inputs for rules that look back; `groups` the subjects' unit
    groups; `outlook` what can no longer change. The subjects together are the group in which
    «best of group» rules find their best; where they are only part of it, `best_elsewhere` is the
    best of the others, and each subject's card is the same as if all had been scored together.
    `BadInput` lists every answer that a rule cannot use.
    """
    answers = {subject: _answers(criteria_set, given) for subject, given in inputs.items()}
    before = {subject: _answers(criteria_set, given) for subject, given in (previous or {}).items()}
    best = best_of_group(criteria_set, answers, groups or {}, best_elsewhere or {})
    problems: list[Problem] = []
    cards: dict[str, Scorecard] = {}
    for subject, known in answers.items():
        group, last = (groups or {}).get(subject), before.get(subject, {})
        try:
            scored = _scored(criteria_set, known, last, best, group, outlook or Outlook())
        except BadInput as bad:
            problems += [_of_subject(subject, each) for each in bad.problems]
        else:
            cards[subject] = assemble(subject, criteria_set, scored)
    if problems:
        raise BadInput(*problems)
    return cards


def _scored(
    criteria_set: CriteriaSet,
    known: Mapping[str, Answer],
    last: Mapping[str, Answer],
    best: Best,
    group: str | None,
    outlook: Outlook,
) -> list[ComponentScore]:
    """Every component of one subject, `last` being its answers of the year before."""
    problems: list[Problem] = []
    scored: list[ComponentScore] = []
    for component in criteria_set.components:
        before = last.get(component.code, _UNKNOWN).value
        try:
            scored.append(
                score_component(
                    component,
                    known.get(component.code, _UNKNOWN),
                    component.context(before, best.get(component.code)),
                    outlook,
                    applies=component.applies(group),
                )
            )
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(*problems)
    return scored


def _answers(criteria_set: CriteriaSet, given: Mapping[str, Answer | Input]) -> dict[str, Answer]:
    unknown = [code for code in given if code not in criteria_set.by_code]
    if unknown:
        raise BadInput(
            *(
                Problem(f"mã {code}", f"không có trong bộ chỉ số {criteria_set.id}", "Hãy sửa mã")
                for code in unknown
            )
        )
    return {
        code: each if isinstance(each, Answer) else Answer(each) for code, each in given.items()
    }


def _of_subject(subject: str, problem: Problem) -> Problem:
    where = f"{subject}, {problem.where}" if subject else problem.where
    return Problem(where, problem.what, problem.remedy)
