"""The journal of a store: one entry for every version, never rewritten.

Manifests name files and nothing else, so that they stay small however long a store is used; what
led to a version is told here.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Any

from parindex.engine.reading.files import written_aside
from parindex.engine.values.problems import BadInput

JOURNAL = "journal"

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


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
    `of` names the batch that an undo took back; `warnings` counts by rule what was odd about an import.
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
    warnings: Mapping[str, int] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Short hash of what was done, whenever and by whomever."""
        told = [self.action, self.kind, [sha for _, sha in self.files], self.of]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, default=str, indent=1)


def stamp(now: datetime | None = None) -> str:
    """The time (now, unless another is named) as the journal tells it."""
    return (now or datetime.now(VIETNAM)).isoformat(timespec="seconds")


def person() -> str:
    """The name of whoever runs this process; the number of an account that has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def write_entry(store: Path, entry: Entry) -> None:
    """Put an entry in its place; it counts once the version of its number is current."""
    (store / JOURNAL).mkdir(exist_ok=True)
    with written_aside(store / JOURNAL / f"{entry.number:06d}.json", durable=True) as aside:
        aside.write_text(entry.to_json(), encoding="utf-8")


def entries(store: Path, upto: int, since: int = 0) -> Iterator[Entry]:
    """The entries from one number of a version up to another, oldest first; `BadInput` if damaged."""
    for path in sorted((store / JOURNAL).glob("[0-9]*.json")):
        if since <= int(path.stem) <= upto:
            yield _read(path)


def entry_of(store: Path, number: int) -> Entry:
    """The entry of the version of that number; `BadInput` if it is missing or damaged."""
    return _read(store / JOURNAL / f"{number:06d}.json")


def _read(path: Path) -> Entry:
    try:
        return _entry(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput.of(
            path,
            "tệp nhật ký của kho dữ liệu bị thiếu hoặc hỏng",
            "Hãy khôi phục tệp này từ bản sao lưu của kho",
        ) from error


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
