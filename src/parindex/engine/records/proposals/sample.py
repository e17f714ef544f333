"""The first rows of a file, enough to see what its columns hold."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parindex.engine.records.delimited import Layout, inspect

SAMPLE_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Sample:
    """Header and first rows of a file, as text; `lines` tells where each row stands.

    `ragged` holds the lines among them whose number of columns does not fit the header; `whole` says
    that the file has no more rows.
    """

    path: Path
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    ragged: tuple[int, ...]
    whole: bool

    def values(self, column: str) -> list[str]:
        """The values of a column that are not blank, trimmed."""
        index = self.header.index(column)
        return [text for row in self.rows if (text := row[index].strip())]


def read_sample(path: Path) -> Sample:
    """The first rows of a delimited file; `BadInput` if it cannot be read as one."""
    layout = inspect(path)
    found = list(itertools.islice(_rows(layout), SAMPLE_ROWS + 1))
    whole = len(found) <= SAMPLE_ROWS
    width = len(layout.header)
    fitting = [(line, row) for line, row in found[:SAMPLE_ROWS] if len(row) == width]
    return Sample(
        path=path,
        header=layout.header,
        rows=tuple(row for _, row in fitting),
        lines=tuple(line for line, _ in fitting),
        ragged=tuple(line for line, row in found[:SAMPLE_ROWS] if len(row) != width),
        whole=whole,
    )


def _rows(layout: Layout) -> Iterator[tuple[int, tuple[str, ...]]]:
    with layout.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=layout.delimiter)
        ends = 0
        for row in reader:
            starts, ends = ends + 1, reader.line_num
            if starts > layout.header_lines and row:
                yield starts, tuple(row)
