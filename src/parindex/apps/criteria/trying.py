"""Try a component: an answer into points and the sentence that explains them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms

from parindex.apps.criteria.answering import InputForm, NumberField
from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.rules.best_of_group import BestOfGroup
from parindex.engine.rules.growth import Growth
from parindex.engine.scoring.components import Outlook, score_component
from parindex.engine.scoring.scorecard import ComponentScore
from parindex.engine.values.inputs import Amount, Answer, Input, InputKind
from parindex.engine.values.problems import BadInput


class TryForm(InputForm):
    """A component's own fields, and those that its rule needs from elsewhere in a real round."""

    def __init__(
        self, criteria_set: CriteriaSet, component: Component, *args: Any, **options: Any
    ) -> None:
        super().__init__(criteria_set, component, *args, **options)
        self.fields.update(_from_elsewhere(component))

    def previous(self) -> Input | None:
        number = self.cleaned_data.get("truoc")
        return None if number is None else Amount(number)

    def best(self) -> Fraction | None:
        number = self.cleaned_data.get("tot_nhat")
        return number if isinstance(number, Fraction) else None


def _from_elsewhere(component: Component) -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    if isinstance(component.rule, Growth) and component.input.kind is not InputKind.VALUE:
        made["truoc"] = NumberField(label="Kết quả năm trước")
    if isinstance(component.rule, BestOfGroup):
        made["tot_nhat"] = NumberField(label="Kết quả của đơn vị tốt nhất")
    return made


@dataclass(frozen=True, slots=True)
class Trial:
    """What an answer is worth, or what is still to be filled in."""

    score: ComponentScore | None = None
    lacking: str = ""
    problems: tuple[str, ...] = ()


def try_component(form: TryForm) -> Trial:
    """What the bound form's answer is worth by the component's rule."""
    if not form.is_valid():
        return Trial(problems=tuple(str(each) for each in form.non_field_errors()))
    if form.answered is None:
        return Trial(lacking=form.lacking)
    component = form.component
    context = component.context(form.previous(), form.best())
    answer = Answer(form.answered.value)
    try:
        return Trial(score_component(component, answer, context, Outlook(), applies=True))
    except BadInput as bad:
        return Trial(problems=tuple(f"{each.what}. {each.remedy}." for each in bad.problems))
