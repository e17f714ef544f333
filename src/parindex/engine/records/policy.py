"""What whoever imports may decide about the manner of it."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.records.resources import USUAL, Resources


@dataclass(frozen=True, slots=True)
class Policy:
    """How a batch is taken in.

    `accept_anyway` takes also a file most of whose rows have the same fault. `dry_run` does
    everything up to the new version, reports, and keeps nothing.
    """

    accept_anyway: bool = False
    dry_run: bool = False
    resources: Resources = USUAL
