"""An errors workbook that comes back mended: recognised, and its rows as a source."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from parindex.engine.reading.files import MEGABYTE
from parindex.engine.records.errors.layout import ID, KEY_SHEET, MARK, ROWS_SHEET
from parindex.engine.records.mapping.model import Column, SourceMapping
from parindex.engine.records.schema import Kind
from parindex.engine.records.sources.copies import new_file
from parindex.engine.records.sources.model import ROW, Source
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.workbook import open_workbook, workbook_source
from parindex.engine.values.problems import BadInput

_LIST_OF_SHEETS = "xl/workbook.xml"
_SHEET_NAME = f'name="{KEY_SHEET}"'.encode()


@dataclass(frozen=True, slots=True)
class Mended:
    """The rows of a mended workbook, how their columns are read, and the ids that they came with."""

    source: Source
    mapping: SourceMapping
    ids: tuple[str, ...]


def is_errors_workbook(path: Path | str) -> bool:
    """Whether a file is a workbook that `records errors` wrote, whoever saved it since."""
    try:
        if not Path(path).is_file():
            # To open a pipe would wait for whoever writes into it.
            return False
        with zipfile.ZipFile(path) as archive, archive.open(_LIST_OF_SHEETS) as sheets:
            return _SHEET_NAME in sheets.read(MEGABYTE)
    except (OSError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile):
        return False


def mended_rows(path: Path, kind: Kind, work: Path) -> Mended:
    """The rows of a mended workbook that hold anything; `BadInput` if it is not of that kind."""
    headings = _headings(path, kind)
    source = workbook_source(path, work, Options(sheet=ROWS_SHEET), tuple(headings))
    if ID not in source.header:
        raise BadInput.of(
            path, f"trang «{ROWS_SHEET}» không còn cột «{ID}»", "Hãy xuất lại sổ lỗi rồi sửa"
        )
    kept = {name: at for at, name in enumerate(source.header) if name in headings}
    rows = pq.read_table(source.data)
    rows = rows.filter(pa.array(_filled(rows, list(kept.values()))))
    if not len(rows):
        raise BadInput.of(
            path, f"trang «{ROWS_SHEET}» không có dòng nào để nạp", "Hãy sửa các dòng rồi nạp lại"
        )
    ids = rows.column(f"c{source.header.index(ID)}").to_pylist()
    data = new_file(work, ".parquet")
    columns = {f"c{new}": rows.column(f"c{old}") for new, old in enumerate(kept.values())}
    pq.write_table(pa.table({**columns, ROW: rows.column(ROW)}), data)
    mapping = SourceMapping({name: Column(field) for name, field in headings.items()})
    return Mended(
        replace(source, name=path.name, data=data, header=tuple(kept)),
        mapping,
        tuple(filter(None, ids)),
    )


def _filled(rows: pa.Table, columns: Sequence[int]) -> Iterator[bool]:
    """For each row, whether any of the columns has something in it."""
    for values in zip(*(rows.column(f"c{at}").to_pylist() for at in columns), strict=True):
        yield any(values)


def _headings(path: Path, kind: Kind) -> Mapping[str, str]:
    """The field of each heading, as the hidden sheet tells it."""
    with open_workbook(path) as (book, _):
        told = book.get_sheet_by_name(KEY_SHEET).to_python()
    mark, name = [*map(str, islice(told[0], 2))] if told and len(told[0]) > 1 else ["", ""]
    if mark != MARK:
        raise BadInput.of(
            path, "đây không phải sổ lỗi của phiên bản phần mềm này", "Hãy xuất lại sổ lỗi"
        )
    if name != kind.name:
        raise BadInput.of(
            path,
            f"đây là sổ lỗi của loại «{name}», không phải «{kind.name}»",
            f"Hãy nạp bằng: parindex records import {name} …",
        )
    return {str(row[1]): str(row[0]) for row in told[1:] if row[0] in kind.names}
