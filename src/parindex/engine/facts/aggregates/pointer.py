"""The pointer of the aggregates: which version of the lake they have reached, and their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from parindex.engine.facts.aggregates.parts import Part
from parindex.engine.facts.sql_cache import foundation
from parindex.engine.reading.files import written_aside
from parindex.engine.records.manifest import Manifest

FOLDER = "aggregates"
POINTER = "CURRENT.json"
_FORMAT = 1

Months = Mapping[str, str]
"""The file of a part for every month that has rows (`2023-05`): its path inside the lake."""


@dataclass(frozen=True, slots=True)
class Aggregates:
    """All aggregates of a store.

    `version` is the version of the lake they tell of, `states` the state of every kind in it;
    `calendar` is the fingerprint of the calendar of working days, `foundation` that of the code of
    the measures.
    """

    version: str
    calendar: str
    states: Mapping[str, str]
    foundation: str = field(default_factory=foundation)
    parts: Mapping[Part, Months] = field(default_factory=dict)

    def paths(self) -> Iterator[str]:
        for months in self.parts.values():
            yield from months.values()

    def tell_of(self, manifest: Manifest) -> frozenset[Part]:
        """The parts that tell of a version: those whose kinds stand in it as they were counted."""
        asked = {kind for part in self.parts for kind in part.kinds}
        known = {kind for kind in asked if self.states.get(kind) == state_of(manifest, kind)}
        return frozenset(part for part in self.parts if known.issuperset(part.kinds))


def state_of(manifest: Manifest, kind: str) -> str:
    """A hash that tells the rows of a kind in one version from those in others."""
    files = manifest.of(kind)
    told = [[file.path for file in files.files], files.deletes]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def read_aggregates(store: Path) -> Aggregates | None:
    """The aggregates of a store; None if there are none, or none that this code has made."""
    try:
        told = json.loads((store / FOLDER / POINTER).read_text(encoding="utf-8"))
        if told["format"] != _FORMAT or told["foundation"] != foundation():
            return None
        parts = {
            Part(each["kind"], tuple(each["measures"]), each["judged"], each["mark"]): each["files"]
            for each in told["parts"]
        }
        return Aggregates(
            told["version"], told["calendar"], told["states"], told["foundation"], parts
        )
    except (OSError, ValueError, KeyError, TypeError):
        # Whatever is wrong with them, the rows still tell everything.
        return None


def write_pointer(store: Path, aggregates: Aggregates) -> None:
    """Make these the aggregates of the store."""
    told = {
        "format": _FORMAT,
        "version": aggregates.version,
        "calendar": aggregates.calendar,
        "states": aggregates.states,
        "foundation": aggregates.foundation,
        "parts": [{**asdict(part), "files": months} for part, months in aggregates.parts.items()],
    }
    with written_aside(store / FOLDER / POINTER) as aside:
        aside.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
