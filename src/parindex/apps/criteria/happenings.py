"""What happens to criteria sets."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from parindex.apps.events.registry import happening


@happening("criteria.set_published", "Công bố bộ chỉ số")
@dataclass(frozen=True, slots=True)
class SetPublished:
    """A set with its whole text; `source` names the file, or says that it comes with the product."""

    id: UUID
    set_id: str
    edition: str
    title: str
    text: str
    content_hash: str
    first_year: int
    last_year: int | None
    verified: bool
    source: str
