"""What is odd about rows that were taken all the same: counted once over the new files."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parindex.engine.records.against_past import UnlikePast
from parindex.engine.records.database import Database, identifier
from parindex.engine.records.faults import BAD_DATE, MIXED_DATES, UNLIKE_LAST_YEAR, warnings_of
from parindex.engine.records.mapping import SourceMapping
from parindex.engine.records.schema import Kind

_SHOWN = 3
_NUMERIC_DATE = r"^\d{1,2}[/-]\d{1,2}[/-]\d{4}\b"


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning, the number of rows it is about, and the keys (or values) of the first few."""

    rule: str
    rows: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Oddities:
    """All that is odd about a batch: of single rows, and of their numbers beside the past."""

    warned: tuple[Warned, ...]
    unlike: UnlikePast

    @property
    def counts(self) -> dict[str, int]:
        """How often each rule warns."""
        counts = {each.rule: each.rows for each in self.warned}
        if self.unlike.count:
            counts[UNLIKE_LAST_YEAR.rule] = self.unlike.count
        return counts


def warned_rows(database: Database, kind: Kind, rows: str, today: date) -> list[Warned]:
    """The warnings about the rows of a relation of typed columns, the most frequent first."""
    faults = warnings_of(kind)
    if not faults:
        return []
    beside = f"(SELECT *, DATE '{today}' AS today FROM {rows})"
    counts = ", ".join(f"count(*) FILTER (WHERE {fault.when})" for fault in faults)
    found = database.connection.execute(f"SELECT {counts} FROM {beside}").fetchall()[0]
    warned = [
        Warned(fault.rule, times, _examples(database, kind, f"{beside} WHERE {fault.when}"))
        for fault, times in zip(faults, found, strict=True)
        if times
    ]
    return sorted(warned, key=lambda each: -each.rows)


def _examples(database: Database, kind: Kind, rows: str) -> tuple[str, ...]:
    key = " || ' · ' || ".join(f"{identifier(name)}::VARCHAR" for name in kind.key)
    found = database.connection.execute(f"SELECT {key} FROM {rows} LIMIT {_SHOWN}").fetchall()
    return tuple(text for (text,) in found)


def mixed_dates(database: Database, mapping: SourceMapping) -> list[Warned]:
    """Whether a date could not be read that the other order of day and month would make one.

    Then dates that make sense in both orders may mean another day than was read. Expects `faults`.
    """
    other = _other_order(mapping.formats)
    if not other:
        return []
    day = f"replace(regexp_extract(value, '{_NUMERIC_DATE}'), '-', '/')"
    found = database.connection.execute(
        f"SELECT count(*), min(value, {_SHOWN}) FROM faults WHERE rule = '{BAD_DATE}'"
        f" AND try_strptime({day}, '{other}') IS NOT NULL"
    ).fetchall()
    ((times, values),) = found
    return [Warned(MIXED_DATES.rule, times, tuple(values))] if times else []


def _other_order(formats: Sequence[str]) -> str:
    """The order of day and month that the formats do not read; empty where they have none or both."""
    day_first = any(0 <= text.find("%d") < text.find("%m") for text in formats)
    month_first = any(0 <= text.find("%m") < text.find("%d") < text.find("%Y") for text in formats)
    if day_first == month_first:
        return ""
    return "%m/%d/%Y" if day_first else "%d/%m/%Y"
