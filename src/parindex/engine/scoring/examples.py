"""Run the worked examples that a set carries: what was calculated by hand must come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parindex.engine.criteria.answers import read_declaration
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.reading.yaml import YamlDocument
from parindex.engine.rules.wording import weight
from parindex.engine.scoring.score import score
from parindex.engine.scoring.scorecard import Scorecard
from parindex.engine.values.numbers import exact
from parindex.engine.values.problems import BadInput, Problem, excerpt

_STATES = {"not_applicable", "missing_input", "waiting_for_survey"}
_TOTAL = "total"
_POINTS = re.compile(r"-?\d{1,9}(?:\.\d{1,20}|/\d{1,9})?")


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
    alone = set(cards) == {""}
    expected = {"": example.expect} if alone else example.expect
    for subject, outcomes in expected.items():
        for code, fault in _faults(cards.get(subject), outcomes):
            where = document.where((*at, "expect", subject, code))
            what = f"ví dụ «{example.title}»: {fault}" + ("" if alone else f" (đơn vị «{subject}»)")
            yield Problem(where, what, "Hãy kiểm tra lại quy tắc hoặc phép tính của ví dụ")


def _faults(card: Scorecard | None, outcomes: Any) -> Iterator[tuple[str, str]]:
    """Code and fault of every outcome that did not come out as expected."""
    if card is None:
        yield "", "inputs không có đơn vị này"
    elif not isinstance(outcomes, dict):
        yield "", f"«{excerpt(outcomes)}» không phải các dòng «mã: điểm»"
    else:
        for code, wanted in outcomes.items():
            fault = _fault(card, code, wanted)
            if fault is not None:
                yield code, fault


def _fault(card: Scorecard, code: str, wanted: Any) -> str | None:
    if code != _TOTAL and code not in card.criteria_set.by_code:
        return f"bộ chỉ số không có mã «{excerpt(code)}»"
    expected = _expected(wanted)
    if expected is None:
        return f"mã {code}: «{excerpt(wanted)}» không phải số điểm hay trạng thái"
    got = _outcome(card, code)
    if got == expected:
        return None
    shown = got if isinstance(got, str) else weight(got)
    return f"mã {code} tính ra {shown}, khác «{excerpt(wanted)}» đã ghi"


def _expected(wanted: Any) -> Fraction | str | None:
    """Points (a number, decimal or fraction text) or a state as written; None for anything else."""
    if isinstance(wanted, str):
        return wanted if wanted in _STATES else _fraction(wanted)
    if isinstance(wanted, int | Decimal) and not isinstance(wanted, bool):
        return exact(wanted)
    return None


def _fraction(text: str) -> Fraction | None:
    try:
        return Fraction(text) if _POINTS.fullmatch(text) else None
    except ZeroDivisionError:
        return None


def _outcome(card: Scorecard, code: str) -> Fraction | str:
    if code == _TOTAL:
        return card.overall.points
    found = next(each for each in card.components if each.code == code)
    return found.state.value if found.points is None else found.points
