"""Rows of a delimited file that do not fall into its columns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from parindex.engine.records.database import Database
from parindex.engine.records.lines import lines_at
from parindex.engine.records.scanning import Scan, ignored_columns


@dataclass(frozen=True, slots=True)
class Rejects:
    """Rows that do not fit the header: their physical lines (ascending) and what is kept of them."""

    lines: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()


def take_rejects(database: Database, scan: Scan) -> Rejects:
    """The rows that the last scan refused; what it noted of them is cleared."""
    connection = database.connection
    found = connection.execute(
        "SELECT line_byte_position, min(csv_line) FROM reject_errors GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
    lines = lines_at(Path(scan.path), [position for position, _ in found])
    whole = not ignored_columns([scan.source], scan.mapping)
    return Rejects(tuple(lines), tuple(_kept(text.strip(), whole=whole) for _, text in found))


def _kept(text: str, *, whole: bool) -> str:
    """The text of a refused row, or its hash where it may hold columns that are not to be kept."""
    return text if whole else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
