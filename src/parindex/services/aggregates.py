"""Daily aggregates kept up with the store: after every change, once the store is worth it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from parindex.engine.facts.aggregates.pointer import read_aggregates
from parindex.engine.facts.aggregates.refresh import refresh_aggregates
from parindex.engine.records.lake import open_snapshot
from parindex.engine.values.problems import BadInput

WORTH_KEEPING = 500_000
"""Rows of a store from which on aggregates are kept; fewer are counted in no time."""


class Standing(StrEnum):
    """How the aggregates of a store stand to its current version."""

    NONE = "none"
    BEHIND = "behind"
    CURRENT = "current"


def standing(store: Path) -> Standing:
    """How the aggregates stand; what is behind is counted from the rows."""
    snapshot, held = open_snapshot(store), read_aggregates(store)
    if held is None:
        return Standing.NONE
    current = len(held.tell_of(snapshot.manifest)) == len(held.parts)
    return Standing.CURRENT if current else Standing.BEHIND


def keep_up(store: Path, say: Callable[[str], None] | None = None) -> str:
    """Bring the aggregates of a store up to its current version; for use after each change of it.

    A store that is too small and has none yet stays without. Should it fail, the store itself is
    complete and facts are counted from its rows until the next time; why is returned, in
    Vietnamese (empty if all is well).
    """
    rows = open_snapshot(store).manifest.row_counts.values()
    if sum(rows) < WORTH_KEEPING and read_aggregates(store) is None:
        return ""
    try:
        refresh_aggregates(store, say)
    except BadInput as error:
        return f"Chưa cập nhật được số tổng hợp theo ngày, số liệu tính thẳng từ hồ sơ. {error}"
    return ""
