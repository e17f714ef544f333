"""DuckDB inside this process: nothing to install or start, one machine."""

# ruff: noqa: S608 - names come from declarations, paths from the manifest

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread
from typing import Any, ClassVar, NamedTuple, Self

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
from parindex.engine.records.manifest import KindFiles
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
        self.database.connection.execute(f"CREATE TEMP VIEW {name} AS {rows}")

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
        content = _Content.of(snapshot, kinds)
        with _viewed(content, self) as database, _asked(database, self) as relations:
            yield relations

    @contextmanager
    def kept(self) -> Iterator[KeptDuckDB]:
        """The engine for several questions in a row; what it keeps is closed at the end."""
        engine = KeptDuckDB(self)
        try:
            yield engine
        finally:
            engine.close()


@dataclass(slots=True)
class KeptDuckDB:
    """An engine that leaves the database of its last question open for the next over the same files.

    Opening one, and learning again how the files are laid out, then falls away. A question that
    finds the database in use opens its own; after one that went wrong nothing is kept.
    """

    engine: DuckDBEngine
    _last: _Kept | None = None

    @contextmanager
    def relations(self, snapshot: Snapshot, kinds: Iterable[str]) -> Iterator[DuckDBRelations]:
        content = _Content.of(snapshot, kinds)
        with ExitStack() as closing_all:
            database = self._taken(content, closing_all)
            with _asked(database, self.engine) as relations:
                yield relations
            self.close()
            self._last = _Kept(content, database, closing_all.pop_all())

    def close(self) -> None:
        """Close what is kept."""
        last, self._last = self._last, None
        if last is not None:
            last.open.close()

    def _taken(self, content: _Content, closing_all: ExitStack) -> Database:
        """The database kept, if it shows this; otherwise a new one. It closes with `closing_all`."""
        if self._last is None or self._last.content != content:
            self.close()
            return closing_all.enter_context(_viewed(content, self.engine))
        last, self._last = self._last, None
        closing_all.enter_context(last.open)
        return last.database


@dataclass(frozen=True, slots=True)
class _Content:
    """What the views of a database show; equal where they read the same files."""

    store: Path
    files: Mapping[str, KindFiles]
    snapshot: Snapshot = field(compare=False)

    @classmethod
    def of(cls, snapshot: Snapshot, kinds: Iterable[str]) -> Self:
        files = {name: snapshot.manifest.of(name) for name in sorted({"units", *kinds})}
        return cls(snapshot.store.resolve(), files, snapshot)


class _Kept(NamedTuple):
    content: _Content
    database: Database
    open: ExitStack


@contextmanager
def _viewed(content: _Content, engine: DuckDBEngine) -> Iterator[Database]:
    """A database with a view for each of the kinds."""
    with open_database(content.snapshot.store, memory_limit=engine.memory_limit) as database:
        make_views(database, content.snapshot, content.files)
        yield database


@contextmanager
def _asked(database: Database, engine: DuckDBEngine) -> Iterator[DuckDBRelations]:
    """A connection of its own to the database: what a question makes there goes with it."""
    with (
        closing(database.connection.cursor()) as connection,
        _within(connection, engine.seconds),
    ):
        yield DuckDBRelations(replace(database, connection=connection))


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
