"""What one version of a plan says otherwise than another."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.apps.pages.versions import Difference
from parindex.apps.planning.conflicts import (
    FRAME_LABELS,
    HEAD_LABELS,
    TASK_LABELS,
    differences,
)
from parindex.apps.planning.models import Task, Version
from parindex.apps.planning.queries import tasks_in


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task that was added, taken out, or changed in some fields (`mine` is the earlier wording)."""

    ref: str
    title: str
    kind: str
    fields: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two versions."""

    head: tuple[Difference, ...]
    tasks: tuple[TaskChange, ...]

    @property
    def is_empty(self) -> bool:
        return not self.head and not self.tasks


def changes_between(earlier: Version, later: Version) -> Changes:
    """The differences, tasks matched by their identity, in the order of the later version."""
    head = (
        *differences(earlier.heading, later.heading, HEAD_LABELS),
        *differences(earlier.around, later.around, FRAME_LABELS),
    )
    before = {task.identity: task for task in tasks_in(earlier)}
    after = {task.identity: task for task in tasks_in(later)}
    changed = [_change(before.get(key), task) for key, task in after.items()]
    gone = [
        TaskChange(task.ref, task.title, "bỏ") for key, task in before.items() if key not in after
    ]
    return Changes(head, (*(each for each in changed if each is not None), *gone))


def _change(before: Task | None, after: Task) -> TaskChange | None:
    if before is None:
        return TaskChange(after.ref, after.title, "thêm")
    fields = tuple(differences(before.said, after.said, TASK_LABELS))
    return TaskChange(after.ref, after.title, "sửa", fields) if fields else None
