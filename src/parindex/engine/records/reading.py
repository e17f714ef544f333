"""A pinned version of the lake as relations of a database, one view per kind."""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Iterable

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import Database, identifiers, open_database
from parindex.engine.records.lake import Snapshot
from parindex.engine.records.stored import stored_rows
from parindex.engine.reference.units import Unit, Units
from parindex.engine.values.facts import Level


def make_views(database: Database, snapshot: Snapshot, kinds: Iterable[str]) -> None:
    """Make a view for each kind, bearing its name; empty where nothing was imported."""
    for name in kinds:
        kind = KINDS[name]
        rows = stored_rows(database, kind, snapshot.manifest.of(name))
        database.connection.execute(
            f"CREATE VIEW {name} AS SELECT {identifiers(kind.names)} FROM {rows}"
        )


def read_units(snapshot: Snapshot) -> Units:
    """The units of the version, ordered by code and validity."""
    with open_database(snapshot.store) as database:
        make_views(database, snapshot, ["units"])
        return units_in(database)


def units_in(database: Database) -> Units:
    """The units from the view `units` of a database."""
    rows = database.connection.execute(
        "SELECT code, name, level, parent_code, unit_group, valid_from, valid_to,"
        " successor_code"
        " FROM units ORDER BY code, valid_from"
    ).fetchall()
    return Units(
        tuple(
            Unit(code, name, Level(level), parent, group, first, last, successor)
            for code, name, level, parent, group, first, last, successor in rows
        )
    )
