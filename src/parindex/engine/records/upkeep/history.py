"""What happened to a store, told from its journal: imports, undone ones, compactions, purges."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from parindex.engine.records.catalog import kind_named
from parindex.engine.records.journal import Action, Entry, entries, entry_of
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.ranks import rank_of

KEEP_DAYS = 30
"""Days for which a batch stays undoable unless told otherwise: a compaction spares it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the journal, and what later entries made of it.

    `undone_by` is the undo that took the batch back, `folded_by` the compaction that folded it into
    others, after which it cannot be taken back; both empty if there is none.
    """

    entry: Entry
    undone_by: str = ""
    folded_by: str = ""


def history(store: Path, kind: str | None = None) -> list[Change]:
    """All changes up to the current version, newest first; of one kind if it is named."""
    if kind is not None:
        kind_named(kind)
    number = open_snapshot(store).manifest.number
    told = [each for each in entries(store, number) if kind in (None, each.kind)]
    return changes(told)[::-1]


def changes(told: Iterable[Entry]) -> list[Change]:
    """Entries, oldest first, each with what later ones made of it."""
    listed = list(told)
    undone = {entry.of: entry.batch for entry in listed if entry.action is Action.UNDO}
    compactions = [entry for entry in listed if entry.action is Action.COMPACT]
    found = []
    for entry in listed:
        folded = ""
        if entry.action is Action.IMPORT and entry.batch not in undone:
            folded = next((each.batch for each in compactions if folds(each, entry)), "")
        found.append(Change(entry, undone.get(entry.batch, ""), folded))
    return found


def folds(compaction: Entry, batch: Entry) -> bool:
    """Whether a compaction folded a batch into others."""
    return (
        compaction.kind == batch.kind
        and batch.number < compaction.number
        and batch.number <= rank_of(compaction.of)
    )


def settled(store: Path, number: int, keep_days: int, now: datetime) -> int:
    """The number of the last version, up to `number`, that is at least `keep_days` days old; 0 if none."""
    limit = now - timedelta(days=keep_days)
    # The newest first: what is young is little, however long the store is used.
    for each in range(number, 0, -1):
        if datetime.fromisoformat(entry_of(store, each).at) <= limit:
            return each
    return 0


def last_imports(store: Path, number: int, kinds: Collection[str]) -> dict[str, Entry]:
    """The last import of each kind, up to the version of that number, that was not taken back."""
    found: dict[str, Entry] = {}
    undone: set[str] = set()
    for each in range(number, 0, -1):
        if len(found) == len(kinds):
            break
        entry = entry_of(store, each)
        if entry.action is Action.UNDO:
            undone.add(entry.of)
        elif entry.action is Action.IMPORT and entry.kind in kinds and entry.batch not in undone:
            found.setdefault(entry.kind, entry)
    return found
