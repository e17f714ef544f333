"""What the tests of mappings share: files written on the spot, SQL expressions put to the database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.mapping import SourceMapping, read_mapping


def written(folder: Path, text: str, name: str = "map.yaml") -> Path:
    """A file with the given text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mapping_of(folder: Path, text: str, kind: str = "dossiers") -> SourceMapping:
    """The mapping that a text says."""
    return read_mapping(written(folder, text), KINDS[kind])


def value_of(expression: str, **columns: object) -> Any:
    """What an SQL expression yields over one row of text columns."""
    names = ", ".join(f"?::VARCHAR AS {name}" for name in columns) or "1"
    query = f"SELECT {expression} FROM (SELECT {names})"  # noqa: S608 - the expression under test
    row = duckdb.connect().execute(query, list(columns.values())).fetchone()
    return row[0] if row else None


def moment(text: str) -> datetime:
    """A moment of a test, from ISO text."""
    return datetime.fromisoformat(text)
