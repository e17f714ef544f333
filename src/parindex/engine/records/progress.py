"""How far long work has come: steps, and the rows of a step where their number is known."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

import duckdb

from parindex.engine.records.database import Database
from parindex.engine.records.scanning import Scan
from parindex.engine.records.sources.model import Source

_EVERY_SECONDS = 0.2


class Progress(Protocol):
    """Whoever wants to be told, in Vietnamese."""

    def step(self, says: str, rows: int | None = None) -> None:
        """A step begins; `rows` is how many rows it goes through, if that is known."""

    def done(self, rows: int) -> None:
        """So many rows of the step are done."""


class Silent:
    """Tells nobody."""

    def step(self, says: str, rows: int | None = None) -> None:
        pass

    def done(self, rows: int) -> None:
        pass


def rows_in(sources: Iterable[Source]) -> int:
    """About how many rows the sources have: their lines below the headers."""
    return sum(_rows(source) for source in sources)


def watched(progress: Progress, database: Database, scans: Iterable[Scan]) -> Iterator[Scan]:
    """The scans one after the other, and how far the database has come with each."""
    done = 0
    for scan in scans:
        rows = _rows(scan.source)
        with _polled(progress, database, done, rows):
            yield scan
        done += rows
        progress.done(done)


def _rows(source: Source) -> int:
    return max(0, source.lines - source.header_lines)


@contextmanager
def _polled(progress: Progress, database: Database, before: int, rows: int) -> Iterator[None]:
    """Ask the database from a thread of its own, for this one waits for the query."""
    if isinstance(progress, Silent):
        yield
        return
    over = threading.Event()
    thread = threading.Thread(
        target=_poll,
        args=(database, over, lambda share: progress.done(before + int(share * rows))),
        daemon=True,
    )
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _poll(database: Database, over: threading.Event, tell: Callable[[float], None]) -> None:
    while not over.wait(_EVERY_SECONDS):
        try:
            percent = database.connection.query_progress()
        except duckdb.Error:
            # Closed under us: the work has failed, and says so itself.
            return
        if percent > 0:
            tell(percent / 100)
