"""What happens to plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from parindex.apps.events.registry import happening
from parindex.apps.planning.choices import ProgressState
from parindex.apps.planning.contents import FrameData, HeadData, SourceData, TaskData


@happening("planning.plan_loaded", "Nạp kế hoạch")
@dataclass(frozen=True, slots=True)
class PlanLoaded:
    """A plan of an office was read from a file into a first draft."""

    id: UUID
    version: UUID
    unit: UUID
    head: HeadData
    frame: FrameData
    tasks: tuple[TaskData, ...]
    source: SourceData
    simulated: bool = False


@happening("planning.head_corrected", "Sửa phần đầu kế hoạch")
@dataclass(frozen=True, slots=True)
class HeadCorrected:
    version: UUID
    seen: int
    head: HeadData
    frame: FrameData


@happening("planning.task_corrected", "Sửa nhiệm vụ")
@dataclass(frozen=True, slots=True)
class TaskCorrected:
    version: UUID
    seen: int
    task: TaskData


@happening("planning.task_added", "Thêm nhiệm vụ")
@dataclass(frozen=True, slots=True)
class TaskAdded:
    """`position` places the task among the others."""

    version: UUID
    position: int
    task: TaskData


@happening("planning.task_removed", "Bỏ nhiệm vụ")
@dataclass(frozen=True, slots=True)
class TaskRemoved:
    version: UUID
    seen: int
    task: UUID
    ref: str


@happening("planning.plan_issued", "Ban hành kế hoạch")
@dataclass(frozen=True, slots=True)
class PlanIssued:
    """The draft became the version `number`, with that hash of its content, and changes no more.

    `concerned` are the units to which it gives something to do, groups as they stood on its day;
    `name` is what whoever issued it is called.
    """

    version: UUID
    number: int
    content_hash: str
    concerned: tuple[UUID, ...]
    name: str


@happening("planning.amendment_begun", "Mở dự thảo sửa đổi, bổ sung")
@dataclass(frozen=True, slots=True)
class AmendmentBegun:
    """A new draft with the content of the issued version `of`."""

    version: UUID
    of: UUID
    number: int


@happening("planning.amendment_read", "Nạp văn bản sửa đổi, bổ sung")
@dataclass(frozen=True, slots=True)
class AmendmentRead:
    """A new draft read from a file; its tasks keep the identities of those in force that they are."""

    version: UUID
    plan: UUID
    number: int
    head: HeadData
    frame: FrameData
    tasks: tuple[TaskData, ...]
    source: SourceData


@happening("planning.draft_dropped", "Bỏ dự thảo")
@dataclass(frozen=True, slots=True)
class DraftDropped:
    version: UUID


@happening("planning.progress_reported", "Báo cáo tiến độ")
@dataclass(frozen=True, slots=True)
class ProgressReported:
    """What a lead unit says of a task: how far on the day `on`, for the period that ends `period_last`.

    `name` is what whoever reports is called.
    """

    id: UUID
    plan: UUID
    task: UUID
    ref: str
    unit: UUID
    state: ProgressState
    percent: int
    words: str
    on: date
    period_last: date | None
    name: str
