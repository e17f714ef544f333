"""Annex II: the plan's targets held against what was reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from parindex.engine.official.figures import NOTHING, input_text
from parindex.engine.official.model import TargetRow
from parindex.engine.plans.model import Comparator, Plan, Target, Task
from parindex.engine.rules.wording import shown
from parindex.engine.scoring.scorecard import ComponentScore, Scorecard
from parindex.engine.values.inputs import Amount, Count, Percent, Quantity, Rate
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
    required = _required(target)
    answering = [each for each in card.components if _answers(each, task, target)]
    if not answering:
        yield TargetRow(task.ref, target.text, required, "", NOTHING, None)
    for score in answering:
        reached = _quantity(score, target)
        yield TargetRow(
            task.ref,
            target.text,
            required,
            score.code,
            _reached(score, reached, target),
            None if reached is None else _MEETS[target.comparator](reached.quantity, target.value),
        )


def _answers(score: ComponentScore, task: Task, target: Target) -> bool:
    """Whether the component names the task and, where it names a scope, one that the target binds."""
    named = score.component.target
    if named is None or named.task != task.ref:
        return False
    scope = named.scope.casefold()
    return not scope or any(scope in each.casefold() for each in target.scope)


def _quantity(score: ComponentScore, target: Target) -> Quantity | None:
    """The component's input, where it is a quantity in the target's unit and something arose."""
    value = score.value
    if isinstance(value, Rate) and not value.denominator:
        return None
    if target.unit == _PERCENT:
        return value if isinstance(value, Rate | Percent) else None
    return value if isinstance(value, Count | Amount) else None


def _reached(score: ComponentScore, reached: Quantity | None, target: Target) -> str:
    if isinstance(reached, Rate | Percent):
        return shown(reached, target.value)
    return input_text(score.component, score.value)


def _required(target: Target) -> str:
    unit = f" {target.unit}" if target.unit else ""
    told = _WORDS[target.comparator].format(
        value=f"{vietnamese(target.value)}{unit}",
        upper="" if target.upper is None else f"{vietnamese(target.upper)}{unit}",
    )
    return f"{told} ({_EXCEPT.format(exception=target.exception)})" if target.exception else told
