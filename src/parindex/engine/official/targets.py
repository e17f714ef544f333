"""Annex II: the plan's targets held against what was reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from parindex.engine.criteria.model import Component
from parindex.engine.official.figures import NOTHING, input_text
from parindex.engine.official.model import TargetRow
from parindex.engine.plans.model import Comparator, Plan, Target, Task
from parindex.engine.rules.wording import shown
from parindex.engine.scoring.scorecard import Scorecard
from parindex.engine.values.inputs import Amount, Count, Input, Percent, Quantity, Rate
from parindex.engine.values.numbers import vietnamese

# A plan that says «đạt 100 %» or «từ 02 - 03 cuộc» asks for no less; more than that also meets it.
_MEETS: Mapping[Comparator, Callable[[Fraction, Fraction], bool]] = {
    Comparator.AT_LEAST: lambda reached, value: reached >= value,
    Comparator.EQUAL: lambda reached, value: reached >= value,
    Comparator.BETWEEN: lambda reached, value: reached >= value,
    Comparator.ABOVE: lambda reached, value: reached > value,
    Comparator.AT_MOST: lambda reached, value: reached <= value,
    Comparator.BELOW: lambda reached, value: reached < value,
}
_WORDS: Mapping[Comparator, str] = {
    Comparator.AT_LEAST: "từ {value} trở lên",
    Comparator.EQUAL: "{value}",
    Comparator.BETWEEN: "từ {value} đến {upper}",
    Comparator.ABOVE: "trên {value}",
    Comparator.AT_MOST: "không quá {value}",
    Comparator.BELOW: "dưới {value}",
}
_EXCEPT = "trừ {exception}"
_PERCENT = "%"


def target_rows(card: Scorecard, plan: Plan | None) -> tuple[TargetRow, ...]:
    """A row for every numeric target and component that answers it, in the plan's order."""
    tasks = plan.tasks if plan else ()
    return tuple(
        row for task in tasks for target in task.targets for row in _rows(card, task, target)
    )


def tasks_without_target(plan: Plan | None) -> tuple[str, ...]:
    """The references of the tasks that set no figure."""
    return tuple(task.ref for task in plan.tasks if not task.targets) if plan else ()


def _rows(card: Scorecard, task: Task, target: Target) -> Iterator[TargetRow]:
    required = required_text(target)
    answering = [
        each
        for each in card.components
        if each.component.target
        and each.component.target.task == task.ref
        and answers(each.component, target)
    ]
    if not answering:
        yield TargetRow(task.ref, target.text, required, "", NOTHING, None)
    for score in answering:
        told, met = held_against(target, score.component, score.value)
        yield TargetRow(task.ref, target.text, required, score.code, told, met)


def answers(component: Component, target: Target) -> bool:
    """Whether the component says that it answers a target and, where it names a scope, this one's."""
    if component.target is None:
        return False
    scope = component.target.scope.casefold()
    return not scope or any(scope in each.casefold() for each in target.scope)


def held_against(
    target: Target, component: Component, value: Input | None
) -> tuple[str, bool | None]:
    """What was reached, in words, and whether the target is met; None where nothing can be said."""
    reached = _quantity(value, target)
    told = (
        shown(reached, target.value)
        if isinstance(reached, Rate | Percent)
        else input_text(component, value)
    )
    met = None if reached is None else _MEETS[target.comparator](reached.quantity, target.value)
    return told, met


def _quantity(value: Input | None, target: Target) -> Quantity | None:
    """The input, where it is a quantity in the target's unit and something arose."""
    if isinstance(value, Rate) and not value.denominator:
        return None
    if target.unit == _PERCENT:
        return value if isinstance(value, Rate | Percent) else None
    return value if isinstance(value, Count | Amount) else None


def required_text(target: Target) -> str:
    """What a target asks for: `từ 30 % trở lên (trừ …)`."""
    unit = f" {target.unit}" if target.unit else ""
    told = _WORDS[target.comparator].format(
        value=f"{vietnamese(target.value)}{unit}",
        upper="" if target.upper is None else f"{vietnamese(target.upper)}{unit}",
    )
    return f"{told} ({_EXCEPT.format(exception=target.exception)})" if target.exception else told
