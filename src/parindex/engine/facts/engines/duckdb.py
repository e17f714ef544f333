"""DuckDB inside this process: nothing to install or start, one machine."""

# ruff: noqa: S608 - names come from declarations, paths from the manifest

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any, ClassVar

import duckdb

from parindex.engine.facts.compilation import Dialect
from parindex.engine.facts.engines.relations import Answer
from parindex.engine.facts.tables import create_table
from parindex.engine.records.database import (
    MEMORY_LIMIT,
    Database,
    literal,
    literals,
    open_database,
)
from parindex.engine.records.lake import Snapshot
from parindex.engine.records.reading import make_views, units_in
from parindex.engine.reference.units import Units
from parindex.engine.values.problems import BadInput

_CHUNK = 10_000
_AGAIN = 0.02
"""Seconds between two interruptions."""


@dataclass(frozen=True, slots=True)
class DuckDBRelations:
    """Views of a fenced in-memory database."""

    database: Database
    dialect: ClassVar[Dialect] = "duckdb"

    def units(self) -> Units:
        return units_in(self.database)

    def fill(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        self.database.connection.execute(create_table(table))
        self.database.fill(table, rows)

    def attach(self, name: str, columns: Mapping[str, str], paths: Sequence[str]) -> None:
        nothing = ", ".join(f"NULL::{type_} AS {column}" for column, type_ in columns.items())
        files = literals(str(self.database.lake / path) for path in paths)
        found = f"SELECT {', '.join(columns)} FROM read_parquet([{files}])"
        rows = found if paths else f"SELECT {nothing} WHERE false"
        self.database.connection.execute(f"CREATE VIEW {name} AS {rows}")

    def literal(self, value: str) -> str:
        return literal(value)

    def answer(self, query: str) -> Answer:
        result = self.database.connection.execute(query)
        columns = [column[0] for column in result.description or ()]
        return Answer(columns, result.fetchall())

    def rows(self, query: str) -> Iterator[Sequence[Any]]:
        result = self.database.connection.execute(query)
        while chunk := result.fetchmany(_CHUNK):
            yield from chunk


@dataclass(frozen=True, slots=True)
class DuckDBEngine:
    """The embedded engine; what exceeds `memory_limit` is spilled to disk.

    With `seconds` the work is broken off after that time, with `BadInput`.
    """

    memory_limit: str = MEMORY_LIMIT
    seconds: float | None = None

    @contextmanager
    def relations(self, snapshot: Snapshot, kinds: Iterable[str]) -> Iterator[DuckDBRelations]:
        with (
            open_database(snapshot.store, memory_limit=self.memory_limit) as database,
            _within(database.connection, self.seconds),
        ):
            make_views(database, snapshot, sorted({"units", *kinds}))
            yield DuckDBRelations(database)


@contextmanager
def _within(connection: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[None]:
    """Break off what the connection does when the time is over."""
    if seconds is None:
        yield
        return
    done = Event()
    Thread(target=_interrupt, args=(connection, seconds, done), daemon=True).start()
    try:
        yield
    except duckdb.InterruptException as broken:
        raise BadInput.of(
            "câu hỏi với kho hồ sơ",
            f"chưa trả lời xong sau {seconds:g} giây",
            "Hãy hỏi phạm vi hẹp hơn (một đơn vị, một tháng) hoặc thử lại khi máy rảnh",
        ) from broken
    finally:
        done.set()


def _interrupt(connection: duckdb.DuckDBPyConnection, seconds: float, done: Event) -> None:
    """Interrupt every query that runs after the time is over: one that begins later runs too."""
    wait = seconds
    while not done.wait(wait):
        connection.interrupt()
        wait = _AGAIN
