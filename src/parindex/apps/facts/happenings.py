"""What happens to the facts that pages show."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from parindex.apps.events.registry import happening


@happening("facts.asked_for", "Yêu cầu đo số liệu từ hồ sơ")
@dataclass(frozen=True, slots=True)
class FactsAskedFor:
    batch: UUID
    year: int


@happening("facts.published", "Đưa số liệu đo từ hồ sơ lên trang")
@dataclass(frozen=True, slots=True)
class FactsPublished:
    """`lake` is the version of the store that was counted."""

    batch: UUID
    year: int
    lake: str
    rows: int
