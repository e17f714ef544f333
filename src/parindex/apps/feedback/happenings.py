"""What happens when other agencies are asked; all of it on the chain of the assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from parindex.apps.events.registry import happening


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put."""

    key: str
    words: str


@happening("feedback.consultation_opened", "Mở đợt lấy ý kiến")
@dataclass(frozen=True, slots=True)
class ConsultationOpened:
    id: UUID
    assessment: UUID
    title: str
    note: str
    named: bool
    questions: tuple[Asked, ...]
    closes: date
    seal: str


@dataclass(frozen=True, slots=True)
class Invitee:
    """A unit, or a partner that has a name alone."""

    id: UUID
    name: str
    unit: UUID | None = None


@happening("feedback.invited", "Mời góp ý")
@dataclass(frozen=True, slots=True)
class Invited:
    """They are asked about the same items."""

    consultation: UUID
    invitees: tuple[Invitee, ...]
    items: tuple[UUID, ...]


@happening("feedback.link_issued", "Cấp liên kết góp ý")
@dataclass(frozen=True, slots=True)
class LinkIssued:
    """A partner's link of that number counts from now on; those before it do not."""

    invitation: UUID
    number: int


@happening("feedback.withdrawn", "Rút lời mời góp ý")
@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Why stands as the event's reason."""

    invitation: UUID


@happening("feedback.rescheduled", "Đổi hạn góp ý")
@dataclass(frozen=True, slots=True)
class Rescheduled:
    consultation: UUID
    closes: date


@happening("feedback.closed", "Đóng đợt lấy ý kiến")
@dataclass(frozen=True, slots=True)
class Closed:
    consultation: UUID


@dataclass(frozen=True, slots=True)
class ReplyGiven:
    """Question key → choice, and a remark, on one item."""

    item: UUID
    choices: dict[str, str]
    remark: str


@happening("feedback.opinion_given", "Góp ý")
@dataclass(frozen=True, slots=True)
class OpinionGiven:
    """An answer, in the place of the one before it.

    Where the consultation is unnamed, `invitation` is None, `id` and `used` can only be computed with
    this site's key, the event's actor says no more than that somebody invited answered, and its time
    no more than the day.
    """

    id: UUID
    consultation: UUID
    invitation: UUID | None
    seen: int
    replies: tuple[ReplyGiven, ...]
    used: str = ""
