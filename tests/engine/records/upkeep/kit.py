"""What the tests of upkeep share: rows of a version, files that belong to a store."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import open_database
from parindex.engine.records.lake import open_snapshot, versions
from parindex.engine.records.reading import make_views


def rows_of(
    store: Path, kind: str = "dossiers", version: str | None = None
) -> list[tuple[Any, ...]]:
    """All rows of a kind in a version, in the order of the key."""
    order = ", ".join(KINDS[kind].key)
    with open_database(store) as database:
        make_views(database, open_snapshot(store, version), [kind])
        return database.connection.execute(f"FROM {kind} ORDER BY {order}").fetchall()


def sectors(store: Path) -> dict[str, str]:
    """The dossiers of a store: code → sector, the field that the tests change."""
    with open_database(store) as database:
        make_views(database, open_snapshot(store), ["dossiers"])
        found = database.connection.execute("SELECT dossier_code, sector FROM dossiers").fetchall()
    assert len(dict(found)) == len(found), "a key occurs twice"
    return dict(found)


def aged(store: Path, days: int) -> None:
    """Make every change of a store so many days older than it is."""
    for path in (store / "journal").iterdir():
        told = json.loads(path.read_text(encoding="utf-8"))
        told["at"] = (datetime.fromisoformat(told["at"]) - timedelta(days=days)).isoformat()
        path.write_text(json.dumps(told), encoding="utf-8")


def on_disk(store: Path, kind: str = "dossiers") -> set[str]:
    """The codes that any Parquet file of the kind holds, whatever version names it."""
    paths = [str(path) for path in (store / kind).rglob("*.parquet")]
    found = duckdb.connect().execute(
        "SELECT DISTINCT dossier_code FROM read_parquet(?, union_by_name = true)", [paths]
    )
    return {code for (code,) in found.fetchall()}


def strays(store: Path) -> set[str]:
    """Files that no version needs and that are not part of the store itself."""
    named = {"CURRENT", "parindex.lock", "retention.json"}
    for version in versions(store):
        named.add(f"versions/{version}.json")
        named.update(open_snapshot(store, version).manifest.paths())
    number = open_snapshot(store).manifest.number
    named.update(f"journal/{each:06d}.json" for each in range(1, number + 1))
    present = {p.relative_to(store).as_posix() for p in store.rglob("*") if p.is_file()}
    return {name for name in present - named if not name.startswith("pins/")}
