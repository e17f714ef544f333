"""One more day of made-up dossiers over those of `generate`: new ones, and changes to recent ones."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from parindex.engine.calendar import WorkingCalendar
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import Database, identifiers
from parindex.simulation.dossiers import make_dossiers, usable
from parindex.simulation.generate import export_day, prepared, year_stream
from parindex.simulation.mixing import Stream
from parindex.simulation.province import SLOTS
from parindex.simulation.writing import as_text, write

RECENT = timedelta(days=60)
"""How long before the last receipt a dossier may have been received to be changed still."""


def generate_day(
    folder: Path,
    seed: int = 839,
    years: Sequence[int] = (2021, 2022, 2023),
    dossiers_per_year: int = 200_000,
    *,
    new: int = 3000,
    changed: int = 3000,
) -> Path:
    """Write `dossiers-DAY.csv`, what the first working day after the exports of `generate` brings.

    The other arguments must be those of that call. `new` dossiers are received on the day; `changed`
    ones are in the exports already, can be taken in from there, and differ now: work on them was
    finished, or the citizen was asked. Nothing in the file is soiled. The same arguments give the
    same bytes. `BadInput` as of `generate`.
    """
    ordered = sorted(years)
    with prepared(folder, seed, ordered, dossiers_per_year) as (database, calendar):
        day = _first_working_day(calendar, export_day(ordered))
        stream = Stream(seed, f"dossiers/{day}")
        before = year_stream(seed, ordered[-1])
        make_dossiers(database, before, ordered[-1], dossiers_per_year, export_day(ordered))
        _change(database, before, stream, day, changed)
        _slots_of(database, calendar, day)
        make_dossiers(database, stream, day.year, new, day)
        names = identifiers(KINDS["dossiers"].names)
        parts = (f"SELECT {names} FROM ({as_text('dossiers', table)})" for table in _TABLES)
        return write(database, folder, f"dossiers-{day}.csv", " UNION ALL ".join(parts))


_TABLES = ("dossiers", "changed_dossiers")


def _first_working_day(calendar: WorkingCalendar, after: date) -> date:
    return next(day for day in calendar.days if day > after)


def _change(database: Database, before: Stream, stream: Stream, day: date, rows: int) -> None:
    """Make `changed_dossiers` from `dossiers`: each of its rows differs from what was exported."""
    done = f"coalesce(finished_at, TIMESTAMP '{day} 16:30:00')"
    status = "CASE status WHEN 'processing' THEN 'finished' WHEN 'finished' THEN 'delivered' ELSE status END"
    database.connection.execute(
        f"CREATE TABLE changed_dossiers AS SELECT * REPLACE ({done} AS finished_at,"
        f" {status} AS status, NOT coalesce(satisfied, false) AS satisfied) FROM dossiers"
        f" WHERE {usable(before)} AND received_at::DATE >"
        f" (SELECT max(received_at)::DATE - {RECENT.days} FROM dossiers)"
        f" ORDER BY {stream.sql('changed')}, n LIMIT {rows}"
    )


def _slots_of(database: Database, calendar: WorkingCalendar, day: date) -> None:
    """Add the one day to `day_slots` as a year of its own."""
    ordinal = calendar.ordinal(day)
    database.fill("day_slots", ((day.year, slot, day, ordinal) for slot in range(SLOTS)))
