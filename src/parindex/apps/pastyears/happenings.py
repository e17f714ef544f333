"""What happens to the results of earlier years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from parindex.apps.events.registry import happening


@dataclass(frozen=True, slots=True)
class PastData:
    """A row of a file: one component of a unit in a year; points are fractions as text."""

    id: UUID
    line: int
    unit: UUID
    code: str
    year: int
    maximum: str
    points: str
    typed: dict[str, str] = field(default_factory=dict)
    raw: dict[str, Any] | None = None
    words: str = ""
    explanation: str = ""


@happening("pastyears.imported", "Nhập kết quả các năm trước")
@dataclass(frozen=True, slots=True)
class PastImported:
    """Each row takes the place of what an earlier import said of the same unit, code and year."""

    id: UUID
    source: str
    criteria: UUID
    set_id: str
    simulated: bool
    results: tuple[PastData, ...]


@happening("pastyears.withdrawn", "Thu hồi một lần nhập")
@dataclass(frozen=True, slots=True)
class PastWithdrawn:
    """What the import had replaced counts again; why stands as the event's reason."""

    id: UUID
