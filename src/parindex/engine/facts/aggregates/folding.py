"""Sums of a part laid over the files that hold it so far, month by month."""

# ruff: noqa: S608 - names come from declarations, values pass through literal()

from __future__ import annotations

from uuid import uuid4

from parindex.engine.facts.aggregates.parts import Part
from parindex.engine.facts.aggregates.pointer import FOLDER, Months
from parindex.engine.records.database import Database, literal
from parindex.engine.values.periods import Period

NET = "net_sums"
"""The table of sums to be laid over, sorted by day; those of rows that went are negative."""


class Drifted(Exception):
    """The sums do not fit what they are laid over: something was counted that was never there."""


def lay_over(database: Database, part: Part, held: Months) -> dict[str, str]:
    """Write the months that `NET` concerns anew; the files of all months of the part."""
    months = dict(held)
    touched = database.connection.execute(
        f"SELECT strftime(day_, '%Y-%m') AS month, min(day_), max(day_) FROM {NET}"
        " GROUP BY month ORDER BY month"
    ).fetchall()
    (database.lake / FOLDER / part.name).mkdir(parents=True, exist_ok=True)
    for month, first, last in touched:
        _merge(database, part, Period(first, last), months.pop(month, ""))
        written = _write(database, part, month)
        if written:
            months[month] = written
    return dict(sorted(months.items()))


def make_net(database: Database, query: str) -> None:
    """Make `NET` from a query of sums."""
    # Sorted, so that a month is found without going through the others.
    database.connection.execute(f"CREATE OR REPLACE TABLE {NET} AS {query} ORDER BY day_")


def net_of(part: Part, sums: str) -> str:
    """A query that adds up a relation of sums by the part's keys and leaves out what comes to nothing."""
    keys = ", ".join(part.keys)
    added = ", ".join(f"sum({name})::INTEGER AS {name}" for name in part.sums)
    something = " OR ".join(f"sum({name}) <> 0" for name in part.sums)
    return f"SELECT {keys}, {added} FROM {sums} GROUP BY {keys} HAVING {something}"


def _merge(database: Database, part: Part, days: Period, held: str) -> None:
    """Make `month_sums`: those of `NET` in these days, the first and last of a month, and the held."""
    columns = ", ".join((*part.keys, *part.sums))
    within = f"day_ BETWEEN DATE '{days.first}' AND DATE '{days.last}'"
    sums = f"SELECT {columns} FROM {NET} WHERE {within}"
    if held:
        path = literal(str(database.lake / held))
        sums = net_of(part, f"({sums} UNION ALL SELECT {columns} FROM read_parquet({path}))")
    database.connection.execute(f"CREATE OR REPLACE TABLE month_sums AS {sums}")
    least = ", ".join((*part.sums, "0"))
    if database.number(f"SELECT count(*) FROM month_sums WHERE least({least}) < 0"):
        raise Drifted(part.name)


def _write(database: Database, part: Part, month: str) -> str:
    if not database.count("month_sums"):
        return ""
    path = f"{FOLDER}/{part.name}/{month}-{uuid4().hex[:12]}.parquet"
    # By day of judgement first, so that a question passes over the rows of the others.
    order = ", ".join(reversed(part.keys))
    database.connection.execute(
        f"COPY (FROM month_sums ORDER BY {order}) TO {literal(str(database.lake / path))}"
        " (FORMAT parquet)"
    )
    return path
