"""Files that were handed over, and what `parindex records import` must make of each.

`expected.yaml` beside the files names every one of them; names without a file are made by
`builders`. An entry says with which kind, options and mapping the file is imported, and what comes
of it: the exit status, the sentences told, the faults in quarantine, the warnings, the rows as they
are stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
from ruamel.yaml import YAML

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import open_database
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.reading import make_views

HERE = Path(__file__).parent
UNITS = HERE / "units.csv"
EXPECTED = "expected.yaml"
MAPPINGS = "mappings"
ANYTHING = "{…}"
"""Stands in a sentence for what differs from machine to machine."""


@dataclass(frozen=True)
class Case:
    """One entry; `folder` holds its file, `told` the sentences of a refusal in their order."""

    folder: Path
    name: str
    kind: str
    status: int
    options: Sequence[str] = ()
    mapping: str | None = None
    given: Sequence[str] = ()
    told: Sequence[str] = ()
    report: Mapping[str, Any] = field(default_factory=dict)
    quarantine: Sequence[Mapping[str, Any]] = ()
    warned: Sequence[Mapping[str, Any]] = ()
    rows: Sequence[Mapping[str, Any]] = ()

    @property
    def path(self) -> Path:
        return self.folder / self.name

    @property
    def mapping_path(self) -> Path | None:
        """The mapping asked for: a file of the folder, else just what was typed."""
        if self.mapping is None:
            return None
        file = self.folder / MAPPINGS / self.mapping
        return file if file.exists() else Path(self.mapping)


def cases(folder: str) -> list[Case]:
    """The entries of a folder; what begins with an underline only holds sentences used often."""
    entries = YAML(typ="safe").load(HERE / folder / EXPECTED)
    return [
        Case(HERE / folder, name, **entry)
        for name, entry in entries.items()
        if not name.startswith("_")
    ]


@dataclass
class Scene:
    """A store that knows a few units, and what is handed over; builders change either.

    `store` stands in a folder of its own, `folder` takes files that are made. `during` holds while
    the import runs, and no longer; `closing` undoes the rest.
    """

    folder: Path
    store: Path
    given: list[object]
    closing: ExitStack
    during: Callable[[], AbstractContextManager[object]] = nullcontext
    placeholders: dict[str, object] = field(default_factory=dict)


def sentence(template: str, values: Mapping[str, object]) -> re.Pattern[str]:
    """What a sentence must be, with the changing parts put in."""
    text = re.escape(template).replace(re.escape(ANYTHING), ".+")
    for name, value in values.items():
        text = text.replace(re.escape(f"{{{name}}}"), re.escape(str(value)))
    return re.compile(text)


def faults(store: Path, kind: str) -> list[dict[str, Any]]:
    """What the quarantine holds of a kind, by line and column."""
    files = [str(path) for path in (store / "quarantine" / kind).glob("*.parquet")]
    if not files:
        return []
    found = duckdb.connect().execute(
        'SELECT line, "column", value, says, remedy FROM read_parquet(?) ORDER BY line, "column"',
        [files],
    )
    names = ("line", "column", "value", "says", "remedy")
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def stored(store: Path, kind: str) -> list[dict[str, Any]]:
    """The rows of a kind in the current version of a store."""
    snapshot = open_snapshot(store)
    with open_database(store) as database:
        make_views(database, snapshot, [kind])
        found = database.connection.execute(f"SELECT * FROM {kind}").fetchall()  # noqa: S608
    return [dict(zip(KINDS[kind].names, row, strict=True)) for row in found]


def among(rows: Iterable[Mapping[str, Any]], wanted: Mapping[str, Any]) -> bool:
    """Whether one of the rows holds all the wanted values."""
    return any(all(row[name] == value for name, value in wanted.items()) for row in rows)
