"""What work on a store may use: memory, and time spent waiting for another writer."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.records.database import MEMORY_LIMIT
from parindex.engine.records.lock import WAIT


@dataclass(frozen=True, slots=True)
class Resources:
    """Memory of the database before it spills to disk; seconds to wait for another writer."""

    memory_limit: str = MEMORY_LIMIT
    wait: float = WAIT


USUAL = Resources()
