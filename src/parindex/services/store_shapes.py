"""The JSON shapes of what the upkeep of a store tells; docs/cli.md describes them field by field."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from parindex.engine.records.upkeep.history import Change
from parindex.engine.records.upkeep.purge import PurgeReport


def change_json(change: Change) -> dict[str, Any]:
    """One entry of the journal; `days` is null where all days may have changed."""
    entry = change.entry
    days = entry.days
    return {
        "batch": entry.batch,
        "number": entry.number,
        "action": entry.action.value,
        "kind": entry.kind,
        "at": entry.at,
        "by": entry.by,
        "files": [{"name": name, "sha256": sha256} for name, sha256 in entry.files],
        "counts": dict(entry.counts),
        "warnings": dict(entry.warnings),
        "days": None if days is None else [[a.isoformat(), b.isoformat()] for a, b in days],
        "of": entry.of or None,
        "undone_by": change.undone_by or None,
        "folded_by": change.folded_by or None,
    }


def purge_json(report: PurgeReport) -> dict[str, Any]:
    """What a purge removed."""
    kinds = [{**asdict(kind), "first_kept": kind.first_kept.isoformat()} for kind in report.kinds]
    return {
        "kinds": kinds,
        "versions": list(report.versions),
        "held_by_pins": dict(report.held_by_pins),
        "freed": report.freed,
        "version": report.version,
    }
