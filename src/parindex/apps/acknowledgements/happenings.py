"""What happens to documents that units are asked to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from parindex.apps.events.registry import happening


@happening("acknowledgements.reading_asked", "Yêu cầu quán triệt")
@dataclass(frozen=True, slots=True)
class ReadingAsked:
    """Units are asked to confirm; `address` is the page of the document on this site."""

    id: UUID
    thing: str
    title: str
    address: str
    owner: UUID
    units: tuple[UUID, ...]
    due: date | None = None


@happening("acknowledgements.reading_confirmed", "Xác nhận đã quán triệt")
@dataclass(frozen=True, slots=True)
class ReadingConfirmed:
    """The head of a unit, who signs as `name`, has read it and passed it on in the unit."""

    id: UUID
    unit: UUID
    name: str
