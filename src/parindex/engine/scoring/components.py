"""Score one component: settle the special answers, then ask the rule."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from parindex.engine.criteria.inputs import EXAMPLES
from parindex.engine.criteria.model import Component
from parindex.engine.rules.base import (
    Context,
    InputLacking,
    NoneAroseOutcome,
    NothingArose,
    Rule,
    UnusableInput,
)
from parindex.engine.rules.wording import gives
from parindex.engine.scoring.scorecard import ComponentScore, State
from parindex.engine.values.inputs import Answer, Input, NoneArose, NotApplicable, Origin, Rate
from parindex.engine.values.problems import BadInput


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can no longer change: a year that has ended, components whose deadline was missed.

    Without such knowledge everything is still possible.
    """

    year_ended: bool = False
    late: frozenset[str] = frozenset()


def score_component(
    component: Component, answer: Answer, context: Context, outlook: Outlook, *, applies: bool
) -> ComponentScore:
    """The component's score; `BadInput` where the rule cannot use the answer."""
    if not applies:
        return _not_applicable(component, answer, "Không áp dụng cho nhóm đơn vị này")
    value = answer.value
    if value is None:
        return _unanswered(component, answer, outlook)
    _require_fit(component, value)
    if isinstance(value, NotApplicable):
        return _not_applicable(component, answer, f"Không áp dụng: {value.reason}")
    try:
        try:
            return _scored(component, answer, value, context, outlook)
        except NothingArose:
            return _nothing_arose(component, answer, outlook)
        except InputLacking as lacking:
            trace = f"Chưa đủ số liệu để tính từ {value}: {lacking}"
            return _missing(component, answer, trace, outlook)
    except UnusableInput as unusable:
        raise BadInput.of(f"mã {component.code}", unusable.what, unusable.remedy) from unusable


def _require_fit(component: Component, value: Input) -> None:
    definition = component.input
    if not definition.accepts(value):
        form = EXAMPLES[definition.kind]
        raise BadInput.of(
            f"mã {component.code}", f"số liệu «{value}» không đúng loại", f"Hãy ghi theo mẫu {form}"
        )
    fault = definition.fault(value)
    if fault is not None:
        raise BadInput.of(f"mã {component.code}", fault, "Hãy kiểm tra lại số liệu gốc")


def _scored(
    component: Component, answer: Answer, value: Input, context: Context, outlook: Outlook
) -> ComponentScore:
    if isinstance(value, NoneArose) or (isinstance(value, Rate) and value.denominator == 0):
        raise NothingArose
    # The value has been held against the input definition, and the loader the rule against that.
    rule = cast("Rule[Input]", component.rule)
    points = rule.evaluate(value, context)
    trace = rule.explain(value, context)
    return _settled(component, answer, points, trace, outlook)


def _settled(
    component: Component, answer: Answer, points: Fraction, trace: str, outlook: Outlook
) -> ComponentScore:
    # A survey may be held, and a score of another set published, after the year has ended.
    fixed = outlook.year_ended and not component.source.is_survey
    possible = points if fixed else max(points, _attainable(component, outlook))
    return ComponentScore(
        component, answer, State.SCORED, points, possible, _with_origin(trace, answer)
    )


def _unanswered(component: Component, answer: Answer, outlook: Outlook) -> ComponentScore:
    waiting = component.source.is_survey
    reason = "Chờ kết quả khảo sát" if waiting else "Chưa có số liệu"
    trace = f"{reason}: {answer.note}" if answer.note else reason
    return _missing(component, answer, trace, outlook)


def _missing(component: Component, answer: Answer, trace: str, outlook: Outlook) -> ComponentScore:
    waiting = component.source.is_survey
    state = State.WAITING_FOR_SURVEY if waiting else State.MISSING_INPUT
    return ComponentScore(component, answer, state, None, _attainable(component, outlook), trace)


def _not_applicable(component: Component, answer: Answer, trace: str) -> ComponentScore:
    return ComponentScore(component, answer, State.NOT_APPLICABLE, None, Fraction(0), trace)


def _nothing_arose(component: Component, answer: Answer, outlook: Outlook) -> ComponentScore:
    outcome = component.rule.when_none_arose
    if outcome is None:
        raise UnusableInput(
            "quy tắc không nói «không phát sinh» được bao nhiêu điểm",
            "Hãy ghi số liệu cụ thể, hoặc bổ sung when_none_arose vào bộ chỉ số",
        )
    if outcome is NoneAroseOutcome.NOT_APPLICABLE:
        return _not_applicable(component, answer, "Không phát sinh ⇒ không áp dụng")
    points = component.max if outcome is NoneAroseOutcome.FULL else Fraction(0)
    return _settled(component, answer, points, f"Không phát sinh {gives(points)}", outlook)


def _attainable(component: Component, outlook: Outlook) -> Fraction:
    return component.rule.attainable(component.max, late=component.code in outlook.late)


def _with_origin(trace: str, answer: Answer) -> str:
    if answer.measured is not None:
        told = "không phát sinh" if isinstance(answer.measured, NoneArose) else answer.measured
        trace = f"{trace} (số khai báo, thay cho số liệu đo được: {told})"
    if answer.origin in (Origin.LINKED, Origin.MEASURED) and answer.note:
        trace = f"{trace} ({answer.note})"
    return trace
