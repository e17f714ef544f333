"""What happens to offers from the year before; all of it stands in the assessment's chain."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from parindex.apps.events.registry import happening
from parindex.apps.exchange.kinds import Kind


@happening("exchange.offer_taken", "Nhận nội dung năm trước")
@dataclass(frozen=True, slots=True)
class OfferTaken:
    """`source` names what was offered, `words` says it; the draft or use made of it is told beside."""

    id: UUID
    item: UUID
    kind: Kind
    source: str
    words: str


@happening("exchange.offer_declined", "Không nhận nội dung năm trước")
@dataclass(frozen=True, slots=True)
class OfferDeclined:
    id: UUID
    item: UUID
    kind: Kind
    source: str
    words: str


@happening("exchange.offer_reopened", "Xem lại nội dung năm trước")
@dataclass(frozen=True, slots=True)
class OfferReopened:
    """What was declined is offered again; `id` is the decision's."""

    id: UUID
    item: UUID
