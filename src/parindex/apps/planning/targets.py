"""The plan's targets held against the facts of its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import set_of
from parindex.apps.facts.models import FactBatch
from parindex.apps.facts.queries import facts_of, latest_batch
from parindex.apps.planning.contents import TargetData
from parindex.apps.planning.criteria import current_sets
from parindex.apps.planning.models import Task, Version
from parindex.apps.planning.reading import engine_target
from parindex.engine.criteria.model import Component
from parindex.engine.official.targets import answers, held_against, required_text
from parindex.engine.plans.model import Target
from parindex.engine.scoring.measured import measured_answers, measures_of
from parindex.engine.values.inputs import Answer

_Measured = dict[tuple[str, str], tuple[Component, Answer | None]]


@dataclass(frozen=True, slots=True)
class TargetShown:
    """A target with what was measured for it: `reached` is empty where there are no figures.

    `met` is None while nothing can be said; `note` tells why, or what the figure leaves out.
    """

    task: Task
    target: TargetData
    required: str
    code: str = ""
    reached: str = ""
    met: bool | None = None
    note: str = ""

    @property
    def scope(self) -> str:
        return ", ".join(self.target.scope)


@dataclass(frozen=True, slots=True)
class Targets:
    """Every target of some tasks, and the facts they were held against (None: nothing counted)."""

    rows: tuple[TargetShown, ...]
    batch: FactBatch | None
    year: int


def targets_of(version: Version, tasks: Sequence[Task]) -> Targets:
    """The targets of the tasks beside the facts of the plan's year.

    A target is answered by the components linked to its task that say, in their set, which target
    they answer; the facts are those of everybody, by level. A few queries, however many targets.
    """
    year = (version.heading.dated or version.heading.as_of).year
    batch = latest_batch(year)
    with_target = [task for task in tasks if task.said.targets]
    measured = _measured(with_target, batch) if batch else {}
    rows = tuple(
        row
        for task in with_target
        for target in task.said.targets
        for row in _rows(task, target, measured)
    )
    return Targets(rows, batch, year)


def _measured(tasks: Sequence[Task], batch: FactBatch) -> _Measured:
    linked = {link.set_id for task in tasks for link in task.said.links}
    sets = current_sets() if linked else {}
    found: _Measured = {}
    for set_id in sorted(linked & sets.keys()):
        found |= _of_set(sets[set_id], batch)
    return found


def _of_set(published: PublishedSet, batch: FactBatch) -> _Measured:
    criteria_set = set_of(published)
    facts = facts_of(batch, measures_of(criteria_set))
    measured = measured_answers(criteria_set, facts)
    return {
        (published.set_id, code): (component, measured.get(code))
        for code, component in criteria_set.by_code.items()
    }


def _rows(task: Task, target: TargetData, measured: _Measured) -> list[TargetShown]:
    read = engine_target(target)
    required = required_text(read)
    keys = [(link.set_id, link.code) for link in task.said.links]
    answering = [
        measured[key] for key in keys if key in measured and answers(measured[key][0], read)
    ]
    rows = [_row(task, target, read, *each) for each in answering]
    return rows or [TargetShown(task, target, required)]


def _row(
    task: Task, target: TargetData, read: Target, component: Component, answer: Answer | None
) -> TargetShown:
    required = required_text(read)
    if answer is None or answer.value is None:
        note = answer.note if answer else ""
        return TargetShown(task, target, required, component.code, note=note)
    reached, met = held_against(read, component, answer.value)
    return TargetShown(task, target, required, component.code, reached, met, answer.note)
