"""The faults that stand in the quarantine of a kind, ranked, grouped, and row by row."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from parindex.engine.records.catalog import kind_named
from parindex.engine.records.database import Database, literal, open_database
from parindex.engine.records.errors.layout import BESIDE, CAME
from parindex.engine.records.faults import Fault, every_fault
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.schema import SIMULATED, Kind
from parindex.engine.records.severity import FaultClass, Severity
from parindex.engine.records.standing import faulty_rows, standing_faults

MOST_ROWS = 100_000
"""A workbook with more rows is no longer mended by hand."""
MOST_GROUPS = 10_000
FIRST_KINDS = 10
_PIECE = 1_000


@dataclass(frozen=True, slots=True)
class Group:
    """Faults of one rule in one column (of one file, where they are told apart by file).

    `value` and `line` are those of the first; `column` is what the source calls it, empty where the
    fault lies in no column.
    """

    rule: str
    fault_class: FaultClass
    severity: Severity
    column: str
    file: str
    faults: int
    rows: int
    says: str
    remedy: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A field that the rows have, and the heading of its column: what the source calls it."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A quarantined row as it came: `values` by field, or the text of one that has no columns.

    `again` counts the further places where the very same row stood.
    """

    id: str
    file: str
    line: int
    again: int
    faulty: frozenset[str]
    reasons: tuple[str, ...]
    values: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Listing:
    """The standing faults of one kind in one version of a store; `most_rows` of them are listed."""

    kind: Kind
    version: str
    database: Database
    most_rows: int

    @cached_property
    def faults(self) -> int:
        return self.database.count("standing")

    @cached_property
    def rows(self) -> int:
        """Quarantined rows, each place where one stood counted."""
        return faulty_rows(self.database, "standing")

    @cached_property
    def different_rows(self) -> int:
        """Rows that differ from each other."""
        return self.database.number("SELECT count(DISTINCT id) FROM standing")

    @cached_property
    def simulated(self) -> bool:
        """Whether any of them is made up."""
        return bool(
            self.database.number(
                "SELECT count(*) FROM standing WHERE names IS NOT NULL"
                f" AND lower(json_extract_string(\"row\", '$.origin')) = {literal(SIMULATED)}"
            )
        )

    @cached_property
    def unsplit(self) -> bool:
        """Whether any row did not fall into columns."""
        return bool(self.database.number("SELECT count(*) FROM standing WHERE names IS NULL"))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The fields that any row has, or must have, in the order of the kind."""
        named = self._names()
        required = {field.name for field in self.kind.fields if field.required}
        shown = {*named, *required, *self._filled()}
        taken = {*BESIDE, CAME}
        found = []
        for name in self.kind.names:
            if name in shown:
                theirs = named.get(name, set())
                text = next(iter(theirs)) if len(theirs) == 1 else name
                found.append(Heading(name, name if text in taken else text))
                taken.add(found[-1].text)
        return tuple(found)

    def kinds(self) -> list[Group]:
        """The kinds of fault, those first that matter most."""
        return self._groups("''", FIRST_KINDS)

    def groups(self) -> list[Group]:
        """All faults by rule, column and file, in the same order."""
        return self._groups("file", MOST_GROUPS)

    def each_row(self) -> Iterator[Row]:
        """The first `most_rows` different rows in the order in which they came."""
        self.database.connection.execute(
            "CREATE OR REPLACE TABLE picked AS SELECT id, min(place) AS place, count(*) AS places"
            " FROM (SELECT DISTINCT id, struct_pack(version, file, line) AS place FROM standing)"
            f" GROUP BY id ORDER BY place LIMIT {self.most_rows}"
        )
        # On a cursor of its own, for it is read while other questions may be asked.
        found = self.database.connection.cursor().execute(
            'SELECT id, any_value(place) AS place, any_value(places), any_value("row"),'
            " any_value(names), list(DISTINCT struct_pack(rank, col := coalesce(\"column\", ''),"
            " says, remedy)) FROM standing JOIN picked USING (id) GROUP BY id ORDER BY place"
        )
        while piece := found.fetchmany(_PIECE):
            yield from map(self._row, piece)

    def _row(self, told: Sequence[Any]) -> Row:
        id_, place, places, content, names, faults = told
        faults.sort(key=lambda each: (each["rank"], each["col"], each["says"]))
        values = json.loads(content) if names is not None else {}
        return Row(
            id=id_,
            file=place["file"],
            line=place["line"],
            again=places - 1,
            faulty=frozenset(each["col"] for each in faults if each["col"]),
            reasons=tuple(map(self._reason, faults)),
            values={name: text for name, text in values.items() if text is not None},
            text=content if names is None else "",
        )

    def _reason(self, fault: Mapping[str, str]) -> str:
        where = f"«{self._heading(fault['col'])}»: " if fault["col"] else ""
        return f"{where}{fault['says']}. {fault['remedy']}."

    def _heading(self, field: str) -> str:
        return next((each.text for each in self.headings if each.field == field), field)

    def _groups(self, file: str, most: int) -> list[Group]:
        found = self.database.connection.execute(
            f"SELECT rule, coalesce(\"column\", '') AS col, {file} AS place, count(*) AS times,"
            " count(DISTINCT struct_pack(version, file, line)), any_value(says), any_value(remedy),"
            " coalesce(arg_min(value, line), ''), min(line)"
            " FROM standing GROUP BY rank, rule, col, place"
            f" ORDER BY rank, times DESC, rule, col, place LIMIT {most}"
        ).fetchall()
        ranked = {fault.rule: fault for fault in every_fault(self.kind)}
        return [self._group(ranked.get(row[0]), row) for row in found]

    def _group(self, fault: Fault | None, told: Sequence[Any]) -> Group:
        rule, column, file, faults, rows, says, remedy, value, line = told
        return Group(
            rule=rule,
            fault_class=fault.fault_class if fault else FaultClass.VALUE,
            severity=fault.severity if fault else Severity.REJECT_ROW,
            column=self._heading(column) if column else "",
            file=file,
            faults=faults,
            rows=rows,
            says=says,
            remedy=remedy,
            value=value,
            line=line,
        )

    def _names(self) -> dict[str, set[str]]:
        """The source's columns of each field, as all the sources call them."""
        told: dict[str, set[str]] = {}
        found = self.database.connection.execute(
            "SELECT DISTINCT names FROM standing WHERE names IS NOT NULL"
        ).fetchall()
        for (names,) in found:
            for field, column in json.loads(names).items():
                told.setdefault(field, set()).add(column)
        return told

    def _filled(self) -> list[str]:
        filled = ", ".join(
            f"count(json_extract_string(\"row\", '$.{name}'))" for name in self.kind.names
        )
        (counts,) = self.database.connection.execute(
            f"SELECT {filled} FROM standing WHERE names IS NOT NULL"
        ).fetchall()
        return [name for name, count in zip(self.kind.names, counts, strict=True) if count]


@contextmanager
def open_listing(store: Path, kind: str, *, most_rows: int = MOST_ROWS) -> Iterator[Listing]:
    """The standing faults of a kind; `BadInput` if there is no such kind or store."""
    schema, snapshot = kind_named(kind), open_snapshot(store)
    with open_database(store) as database:
        standing = standing_faults(database, snapshot.manifest.of(kind))
        ranked = {fault.rule: rank for rank, fault in enumerate(every_fault(schema))}
        database.make_table(
            "ranks",
            {"rule": pa.array(ranked, pa.string()), "rank": pa.array(ranked.values(), pa.int64())},
        )
        database.connection.execute(
            f"CREATE TABLE standing AS SELECT s.*, coalesce(rank, {len(ranked)}) AS rank"
            f" FROM {standing} s LEFT JOIN ranks USING (rule)"
        )
        yield Listing(schema, snapshot.version, database, most_rows)
