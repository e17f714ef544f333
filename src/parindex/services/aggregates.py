"""Daily aggregates kept up with the store: after every change, once the store is worth it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from parindex.engine.facts.aggregates.pointer import read_aggregates
from parindex.engine.facts.aggregates.refresh import refresh_aggregates
from parindex.engine.records.lake import open_snapshot
from parindex.engine.values.problems import BadInput

WORTH_KEEPING = 500_000
"""Rows of a store from which on aggregates are kept; fewer are counted in no time."""


def keep_up(store: Path, say: Callable[[str], None]) -> None:
    """Bring the aggregates of a store up to its current version; for use after each change of it.

    A store that is too small and has none yet stays without. Should it fail, the store itself is
    complete and facts are counted from its rows until the next time; `say` is told why.
    """
    rows = open_snapshot(store).manifest.row_counts.values()
    if sum(rows) < WORTH_KEEPING and read_aggregates(store) is None:
        return
    try:
        refresh_aggregates(store, say)
    except BadInput as error:
        say(f"Chưa cập nhật được số tổng hợp theo ngày: {error}")
