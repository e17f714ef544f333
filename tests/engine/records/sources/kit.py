"""What the tests of sources share: hand over one file, and read a source as the database would."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import duckdb

from parindex.engine.records.sources.model import ROW, Form, Source
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.prepare import prepare


def work_folder(folder: Path) -> Path:
    """The private folder of an import."""
    work = folder / "work"
    work.mkdir(exist_ok=True)
    return work


def one(path: Path, expected: Collection[str] = (), **options: Any) -> Source:
    """The only source that a file makes."""
    (source,) = prepare([path], work_folder(path.parent), Options(**options), expected=expected)
    return source


def written(folder: Path, content: str | bytes, name: str = "data.csv") -> Path:
    """A file with the given content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(source: Source) -> list[tuple[str | None, ...]]:
    """The rows of a source, read as an import reads them."""
    return [tuple(row) for row in duckdb.connect().execute(_query(source)).fetchall()]


def row_numbers(source: Source) -> list[int]:
    """Where the rows of a converted source stand in what was given."""
    query = f"SELECT {ROW} FROM '{source.data}'"  # noqa: S608 - a path of the test
    return [number for (number,) in duckdb.connect().execute(query).fetchall()]


def _query(source: Source) -> str:
    names = [f"c{index}" for index in range(len(source.header))]
    if source.form is Form.PARQUET:
        return f"SELECT {', '.join(names)} FROM '{source.data}' ORDER BY {ROW}"  # noqa: S608
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    return (
        f"SELECT * FROM read_csv('{source.data}', columns = {{{columns}}}, auto_detect = false,"  # noqa: S608
        f" header = false, skip = {source.header_lines}, delim = '{source.delimiter}',"
        " quote = '\"', escape = '\"', strict_mode = true)"
    )
