"""The hash of an event: over canonical JSON of everything that it says."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from parindex.apps.events.models import Event


def canonical(data: Any) -> str:
    """JSON with sorted keys and no blanks; `TypeError` for a float, which has several spellings."""
    _refuse_floats(data)
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def event_hash(event: Event) -> str:
    """SHA-256 over the event and the hash before it, as 64 hexadecimal digits."""
    said = {
        "subject": event.subject,
        "seq": event.seq,
        "kind": event.kind,
        "payload": event.payload,
        "actor": event.actor_name,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "reason": event.reason,
        "previous": event.previous,
    }
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def _refuse_floats(data: Any) -> None:
    if isinstance(data, float):
        raise TypeError(f"{data!r} is a float; write it as text")
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        _refuse_floats(each)
