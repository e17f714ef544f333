"""The first rows of a file, enough to see what its columns hold."""

from __future__ import annotations

import csv
import itertools
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyarrow import parquet

from parindex.engine.records.catalog import KINDS
from parindex.engine.records.proposals.known import names_of
from parindex.engine.records.sources.headers import SEARCHED_ROWS, folded
from parindex.engine.records.sources.model import ROW, Form, Source
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.prepare import prepare

SAMPLE_ROWS = 10_000

_Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sample:
    """Header and first rows of a file, as text; `lines` tells where each row stands.

    `ragged` holds the lines among them whose number of columns does not fit the header; `whole` says
    that the file has no more rows.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    ragged: tuple[int, ...]
    whole: bool

    def values(self, column: str) -> list[str]:
        """The values of a column that are not blank, trimmed."""
        index = self.header.index(column)
        return [text for row in self.rows if (text := row[index].strip())]


def read_sample(path: Path, options: Options | None = None) -> Sample:
    """The first rows of a file of any format that can be imported; `BadInput` if it cannot be read.

    Title rows above the header are recognised by the known names of columns. Where a file holds
    several tables, the first one speaks.
    """
    with tempfile.TemporaryDirectory(prefix="parindex-") as name:
        work = Path(name)
        source, rows = _read(path, work, options, ())
        better = _header_below(source.header, rows)
        if better:
            source, rows = _read(path, work, options, better)
    width = len(source.header)
    fitting = [(line, row) for line, row in rows[:SAMPLE_ROWS] if len(row) == width]
    return Sample(
        name=source.name,
        header=source.header,
        rows=tuple(row for _, row in fitting),
        lines=tuple(line for line, _ in fitting),
        ragged=tuple(line for line, row in rows[:SAMPLE_ROWS] if len(row) != width),
        whole=len(rows) <= SAMPLE_ROWS,
    )


def _read(
    path: Path, work: Path, options: Options | None, expected: Collection[str]
) -> tuple[Source, list[_Row]]:
    source = prepare([path], work, options, expected=expected)[0]
    rows = _csv_rows(source) if source.form is Form.CSV else _parquet_rows(source)
    return source, list(itertools.islice(rows, SAMPLE_ROWS + 1))


def _csv_rows(source: Source) -> Iterator[_Row]:
    with source.data.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=source.delimiter)
        ends = 0
        for row in reader:
            starts, ends = ends + 1, reader.line_num
            if starts > source.header_lines and row:
                yield starts, tuple(row)


def _parquet_rows(source: Source) -> Iterator[_Row]:
    names = [f"c{index}" for index in range(len(source.header))]
    with parquet.ParquetFile(source.data) as file:
        for batch in file.iter_batches(SAMPLE_ROWS + 1, columns=[ROW, *names]):
            lines, *columns = (batch.column(name).to_pylist() for name in (ROW, *names))
            for line, *row in zip(lines, *columns, strict=True):
                yield int(line), tuple("" if text is None else str(text) for text in row)


def _header_below(header: Sequence[str], rows: Sequence[_Row]) -> tuple[str, ...]:
    """The row among the first that holds more known names than the header, nothing if none does."""
    best: tuple[str, ...] = ()
    most = _known_in(header)
    for _, row in rows[:SEARCHED_ROWS]:
        if (found := _known_in(row)) > max(most, 1):
            best, most = row, found
    return tuple(name for name in best if name.strip())


def _known_in(cells: Sequence[str]) -> int:
    return len({folded(cell) for cell in cells} & _all_names())


@cache
def _all_names() -> frozenset[str]:
    """Every name by which a column of any kind is known, folded."""
    return frozenset(
        folded(name)
        for kind in KINDS.values()
        for field in kind.fields
        for name in (field.name, *names_of(kind.name, field.name))
    )
