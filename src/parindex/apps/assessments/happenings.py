"""What happens in a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from parindex.apps.events.registry import happening


@dataclass(frozen=True, slots=True)
class Entrant:
    """A unit that assesses itself, with the key of its assessment and the unit's group."""

    id: UUID
    unit: UUID
    group: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A component that everybody is asked for: who answers (None: the unit itself), who helps.

    `parent` is the code, in the round's own set, of the component that takes this one's score.
    `groups` are the groups of units that it is asked of (none: all).
    """

    criteria: UUID
    set_id: str
    code: str
    parent: str | None = None
    groups: tuple[str, ...] = ()
    unit: UUID | None = None
    contributors: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Phases:
    """The last day of each phase."""

    self_due: date
    unit_due: date
    check_due: date
    leader_due: date


@happening("assessments.round_opened", "Mở đợt đánh giá")
@dataclass(frozen=True, slots=True)
class RoundOpened:
    id: UUID
    code: str
    title: str
    criteria: UUID
    linked: tuple[UUID, ...]
    year: int
    owner: UUID
    own_records: bool
    phases: Phases
    facts: UUID | None
    items: tuple[Planned, ...]


@happening("assessments.units_entered", "Lập mục đánh giá cho các đơn vị")
@dataclass(frozen=True, slots=True)
class UnitsEntered:
    """Some units of a round that is being opened."""

    round: UUID
    entrants: tuple[Entrant, ...]


@happening("assessments.round_ready", "Đợt đã đủ đơn vị, bắt đầu tự đánh giá")
@dataclass(frozen=True, slots=True)
class RoundReady:
    """All its units have entered: from now on people see the round."""

    round: UUID


@happening("assessments.facts_taken", "Lấy số liệu đo từ hồ sơ")
@dataclass(frozen=True, slots=True)
class FactsTaken:
    round: UUID
    batch: UUID


@happening("assessments.results_published", "Công bố kết quả")
@dataclass(frozen=True, slots=True)
class ResultsPublished:
    """From now on every unit sees the approved results of all."""

    round: UUID


@happening("assessments.assigned", "Giao việc")
@dataclass(frozen=True, slots=True)
class Assigned:
    """The items go to a unit; `contributors` help with all of them."""

    items: tuple[UUID, ...]
    unit: UUID
    contributors: tuple[UUID, ...]


@happening("assessments.answer_saved", "Lưu nội dung tự đánh giá")
@dataclass(frozen=True, slots=True)
class AnswerSaved:
    """`seen` is the version that was on the writer's screen."""

    item: UUID
    seen: int
    typed: dict[str, str]
    raw: dict[str, Any] | None
    explanation: str


@happening("assessments.submitted", "Trình lãnh đạo đơn vị")
@dataclass(frozen=True, slots=True)
class Submitted:
    item: UUID
    seen: int


@happening("assessments.returned", "Trả lại")
@dataclass(frozen=True, slots=True)
class Returned:
    """Why stands as the event's reason."""

    item: UUID
    seen: int


@happening("assessments.approved", "Lãnh đạo đơn vị duyệt")
@dataclass(frozen=True, slots=True)
class Approved:
    item: UUID
    seen: int


@happening("assessments.contributed", "Góp nội dung phối hợp")
@dataclass(frozen=True, slots=True)
class Contributed:
    item: UUID
    unit: UUID
    text: str


@happening("assessments.commented", "Trao đổi")
@dataclass(frozen=True, slots=True)
class Commented:
    id: UUID
    item: UUID
    text: str


@happening("assessments.checked", "Kiểm tra đủ, trình lãnh đạo cơ quan")
@dataclass(frozen=True, slots=True)
class Checked:
    assessment: UUID
    seen: int


@happening("assessments.sent_back", "Lãnh đạo cơ quan trả lại")
@dataclass(frozen=True, slots=True)
class SentBack:
    """Why stands as the event's reason."""

    assessment: UUID
    seen: int


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file kept under its SHA-256."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """A figure that was scored against the best: the unit's own and the greatest of all.

    Both are exact fractions as text; `set_id` and `code` name the component.
    """

    set_id: str
    code: str
    own: str
    best: str


@happening("assessments.frozen", "Phê duyệt, chốt kết quả")
@dataclass(frozen=True, slots=True)
class Frozen:
    """The official result; `head` is the chain's head before this event, as the report prints it."""

    id: UUID
    assessment: UUID
    seen: int
    run: str
    inputs_hash: str
    facts_hash: str
    engine: str
    total: str
    maximum: str
    rating: str
    head: str
    files: tuple[KeptFile, ...]
    compared: tuple[ComparedFigure, ...] = ()


@happening("assessments.reopened", "Mở lại sau khi phê duyệt")
@dataclass(frozen=True, slots=True)
class Reopened:
    """Why stands as the event's reason."""

    assessment: UUID
    seen: int


@happening("assessments.filed", "Văn thư ghi số, nộp bản ký")
@dataclass(frozen=True, slots=True)
class Filed:
    """The number and date that the registry gave the report of a frozen run, and the signed file."""

    run: UUID
    number: str
    issued_on: date
    signed: KeptFile


@happening("assessments.handed_over", "Lập gói bàn giao")
@dataclass(frozen=True, slots=True)
class HandedOver:
    """The handover file of a frozen run was made; `sha256` is that of the whole file."""

    run: UUID
    name: str
    sha256: str
