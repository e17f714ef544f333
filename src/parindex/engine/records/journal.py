"""The journal of a store: one entry for every version, never rewritten.

Manifests name files and nothing else, so that they stay small however long a store is used; what
led to a version is told here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from parindex.engine.reading.files import written_aside

JOURNAL = "journal"


class Action(StrEnum):
    """What made a version."""

    IMPORT = "import"
    UNDO = "undo"
    COMPACT = "compact"
    PURGE = "purge"


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a store.

    `files` are names and SHA-256 of what was handed over; `days` the days whose rows changed, as
    closed ranges (empty where the kind has no day, None where they are not known: all of them);
    `of` names the batch that an undo took back.
    """

    number: int
    action: Action
    batch: str
    kind: str
    at: str
    by: str = ""
    files: tuple[tuple[str, str], ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    days: tuple[tuple[date, date], ...] | None = ()
    of: str = ""

    @property
    def fingerprint(self) -> str:
        """Short hash of what was done, whenever and by whomever."""
        told = [self.action, self.kind, [sha for _, sha in self.files], self.of]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, default=str, indent=1)


def write_entry(store: Path, entry: Entry) -> None:
    """Put an entry in its place; it counts once the version of its number is current."""
    (store / JOURNAL).mkdir(exist_ok=True)
    with written_aside(store / JOURNAL / f"{entry.number:06d}.json") as aside:
        aside.write_text(entry.to_json(), encoding="utf-8")


def entries(store: Path, upto: int) -> Iterator[Entry]:
    """The entries up to the version of that number, oldest first."""
    for path in sorted((store / JOURNAL).glob("[0-9]*.json")):
        if int(path.stem) <= upto:
            yield _entry(json.loads(path.read_text(encoding="utf-8")))


def _entry(told: Mapping[str, Any]) -> Entry:
    days = told["days"]
    return Entry(
        **{
            **told,
            "action": Action(told["action"]),
            "files": tuple((name, sha) for name, sha in told["files"]),
            "days": None
            if days is None
            else tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in days),
        }
    )
