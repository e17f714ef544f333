"""A source: a table of text that the database can read, and how its rows lead back to what was given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ROW = "row"
"""Column of a converted source: the number of the row where a person finds it (sheet row, line)."""


class Form(StrEnum):
    """How the database reads the data of a source."""

    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells a file from the same one changed: its size in bytes, and when it was last written."""

    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Source:
    """One table handed over for import, ready to be read.

    `path` is what the user gave, for messages; `name` is shown beside every row of it (file name,
    with the sheet where a workbook has several). `data` is the file that the database reads: the
    file itself where that is UTF-8 CSV, else a converted copy in the work folder of the import.

    A CSV has its columns in the order of `header`, and `header_lines`, `lines` count physical lines,
    so that a record leads to its line. A Parquet file holds the columns `c0`, `c1`, … as text in the
    order of `header`, and `ROW`. `sha256` identifies the content handed over; `encoding` and
    `delimiter` are what was detected or asked for, to be shown. `state` is how the file was before it
    was read (None where no file was handed over).
    """

    path: Path
    name: str
    data: Path
    form: Form
    header: tuple[str, ...]
    sha256: str
    delimiter: str = ","
    encoding: str = "utf-8"
    header_lines: int = 1
    lines: int = 0
    mixed_line_ends: bool = False
    state: FileState | None = None
