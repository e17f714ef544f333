"""What an engine offers: one version of a store as relations, and queries over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from parindex.engine.facts.compilation import Dialect
from parindex.engine.records.lake import Snapshot
from parindex.engine.reference.units import Units


class Answer(NamedTuple):
    """The columns of a query and its rows, in plain Python values."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


class Relations(Protocol):
    """The kinds of one version of a store, by name, beside the small tables that queries read."""

    @property
    def dialect(self) -> Dialect:
        """In which SQL the engine wants to be asked."""

    def units(self) -> Units:
        """The units of the version."""

    def fill(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Make a table of `tables.SCHEMAS`, with these rows."""

    def attach(self, name: str, columns: Mapping[str, str], paths: Sequence[str]) -> None:
        """Make a relation of Parquet files of the store, with columns of these types of the lake."""

    def literal(self, value: str) -> str:
        """A text as a literal of the engine's SQL."""

    def answer(self, query: str) -> Answer:
        """Run a query and take all its rows: for counts, which are few."""

    def rows(self, query: str) -> Iterator[Sequence[Any]]:
        """Run a query and take its rows as they come: for records, which may be many."""


class Engine(Protocol):
    """Something that answers queries over a store."""

    def relations(
        self, snapshot: Snapshot, kinds: Iterable[str]
    ) -> AbstractContextManager[Relations]:
        """Open these kinds of a version; `BadInput` where the work cannot be done or goes wrong."""
