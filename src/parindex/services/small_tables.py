"""A table small enough to be held at once, from a CSV file or a workbook, with our names of columns."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from parindex.engine.records.sources.headers import folded
from parindex.engine.records.sources.model import ROW, Form, Source
from parindex.engine.records.sources.prepare import prepare
from parindex.engine.values.problems import BadInput, Problem

MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the line where a person finds it, and its texts by column, trimmed, empty where absent."""

    line: int
    values: Mapping[str, str]


def read_table(
    path: Path, columns: Mapping[str, Sequence[str]], required: Sequence[str]
) -> list[TableRow]:
    """The rows below the header of a .csv, .xlsx or .xls file.

    `columns` gives for each of our names the headings it may stand under (accents, case, blanks and
    signs do not matter; the name itself counts). Other columns are left out; so are empty rows.
    `BadInput` if the file cannot be read, one of the `required` columns is missing, or there are more
    than `MOST_ROWS` rows.
    """
    headings = {folded(each): name for name, many in columns.items() for each in (name, *many)}
    with tempfile.TemporaryDirectory(prefix="parindex-") as work:
        [source] = prepare([path], Path(work), expected=[many[0] for many in columns.values()])
        places = _places(source, headings)
        _require(path, columns, [name for name in required if name not in places])
        rows = [
            TableRow(line, {name: _cell(cells, place) for name, place in places.items()})
            for line, cells in _rows(source)
        ]
    filled = [row for row in rows if any(row.values.values())]
    if len(filled) > MOST_ROWS:
        raise BadInput.of(
            path,
            f"tệp có {len(filled)} dòng, nhiều hơn {MOST_ROWS} dòng",
            "Hãy tách thành nhiều tệp",
        )
    return filled


def _places(source: Source, headings: Mapping[str, str]) -> dict[str, int]:
    """For each of our names the place of its column, the first that fits."""
    found: dict[str, int] = {}
    for place, heading in enumerate(source.header):
        name = headings.get(folded(heading))
        if name is not None:
            found.setdefault(name, place)
    return found


def _require(path: Path, columns: Mapping[str, Sequence[str]], missing: Sequence[str]) -> None:
    if missing:
        raise BadInput(
            *(
                Problem(
                    str(path),
                    f"thiếu cột «{columns[name][0]}»",
                    f"Hãy thêm cột này (hoặc cột «{name}») vào dòng tên cột",
                )
                for name in missing
            )
        )


def _cell(cells: Sequence[str | None], place: int) -> str:
    return " ".join((cells[place] or "").split()) if place < len(cells) else ""


def _rows(source: Source) -> Iterator[tuple[int, Sequence[str | None]]]:
    if source.form is Form.PARQUET:
        table = pq.read_table(source.data).to_pydict()
        names = [f"c{place}" for place in range(len(source.header))]
        yield from zip(table[ROW], zip(*(table[name] for name in names), strict=True), strict=True)
        return
    with source.data.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=source.delimiter)
        for cells in reader:
            if reader.line_num > source.header_lines:
                yield reader.line_num, cells
