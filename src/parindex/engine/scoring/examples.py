"""Run the worked examples that a set carries: what was calculated by hand must come out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from parindex.engine.criteria.answers import read_declaration
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.reading.yaml import YamlDocument
from parindex.engine.rules.wording import weight
from parindex.engine.scoring.score import score
from parindex.engine.scoring.scorecard import Scorecard
from parindex.engine.values.problems import BadInput, Problem

_STATES = {"not_applicable", "missing_input", "waiting_for_survey"}


def check_examples(criteria_set: CriteriaSet, document: YamlDocument) -> None:
    """Score every example of the set in the document; `BadInput` lists the deviations."""
    problems = [
        problem
        for index in range(len(criteria_set.examples))
        for problem in _deviations(criteria_set, document, index)
    ]
    if problems:
        raise BadInput(*problems)


def _deviations(criteria_set: CriteriaSet, document: YamlDocument, index: int) -> Iterator[Problem]:
    at = ("examples", index)
    example = criteria_set.examples[index]
    told = read_declaration(document, criteria_set, "", (*at, "inputs"))
    cards = score(criteria_set, told.subjects, told.previous, groups=told.groups)
    for subject, expected in _expectations(example.expect, cards).items():
        for code, wanted in expected.items():
            got = _outcome(cards[subject], code)
            if got != _wanted(wanted):
                shown = got if isinstance(got, str) else weight(got)
                yield Problem(
                    document.where((*at, "expect", subject, code)),
                    f"ví dụ «{example.title}»: mã {code} tính ra {shown}, khác «{wanted}» đã ghi",
                    "Hãy kiểm tra lại quy tắc hoặc phép tính của ví dụ",
                )


def _expectations(expect: dict[str, Any], cards: dict[str, Scorecard]) -> dict[str, dict[str, Any]]:
    named = {subject: each for subject, each in expect.items() if subject in cards}
    return named or {"": expect}


def _wanted(value: Any) -> Fraction | str:
    return value if isinstance(value, str) and value in _STATES else Fraction(value)


def _outcome(card: Scorecard, code: str) -> Fraction | str:
    if code == "total":
        return card.overall.points
    found = next(each for each in card.components if each.code == code)
    return found.state.value if found.points is None else found.points
