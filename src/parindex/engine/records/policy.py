"""What whoever imports may decide about the manner of it."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.records.database import MEMORY_LIMIT
from parindex.engine.records.lock import WAIT


@dataclass(frozen=True, slots=True)
class Policy:
    """How a batch is taken in.

    `accept_anyway` takes also a file most of whose rows have the same fault. `dry_run` does
    everything up to the new version, reports, and keeps nothing. `memory_limit` is what the database
    may hold before it spills to disk, `wait` the seconds for which another writer is waited for.
    """

    accept_anyway: bool = False
    dry_run: bool = False
    memory_limit: str = MEMORY_LIMIT
    wait: float = WAIT
