"""A sheet of an .xlsx or .xls workbook as a source, read by calamine once the file is checked."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from parindex.engine.reading.files import MEGABYTE
from parindex.engine.records.sources.content import sha256_of
from parindex.engine.records.sources.copies import new_file
from parindex.engine.records.sources.headers import check_header, folded, no_rows
from parindex.engine.records.sources.model import Form, Source
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.sheets import (
    ErrorCell,
    SheetHeader,
    find_header,
    has_expected,
    sheet_rows,
)
from parindex.engine.records.sources.tables import NumberedRow, write_rows
from parindex.engine.records.sources.workbook_archive import (
    OF_DATA,
    Limits,
    SheetBounds,
    check_archive,
    column_letters,
    damaged,
    error_cells,
    sheet_parts,
)
from parindex.engine.values.problems import BadInput

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_LIMIT = 256 * MEGABYTE
"""Far beyond the 65,536 rows that an .xls sheet can hold."""


def workbook_source(path: Path, work: Path, options: Options, expected: Collection[str]) -> Source:
    """The sheet with data, the one asked for, or the only one with the expected columns."""
    with open_workbook(path) as (book, bounds):
        sheets = _filled(book, path, options.sheet)
        sheet = _chosen(sheets, path, expected)
        where = f"{path}, trang «{sheet.name}»"
        header = find_header(sheet, expected)
        check_header(where, header.names)
        rows = sheet_rows(sheet, errors_of(path, sheet.name, bounds))
        data = new_file(work, ".parquet")
        count, last = write_rows(data, len(header.names), _below(header, rows, where))
    if not count:
        raise no_rows(where)
    digest, name = sha256_of(path), path.name
    if len(sheets) > 1 or options.sheet is not None:
        # The same file is another content where another sheet of it is taken.
        digest = hashlib.sha256(f"{digest} {sheet.name}".encode()).hexdigest()
        name = f"{name} «{sheet.name}»"
    return Source(
        path=path,
        name=name,
        data=data,
        form=Form.PARQUET,
        header=header.names,
        sha256=digest,
        header_lines=header.row,
        lines=last,
    )


@contextmanager
def open_workbook(
    path: Path, limits: Limits = OF_DATA
) -> Iterator[tuple[CalamineWorkbook, Mapping[str, SheetBounds]]]:
    """The workbook, and how far each sheet of an .xlsx reaches by the name of its part.

    `BadInput`: no workbook, locked by a password, damaged, beyond limits; also for what calamine
    finds wrong while the block runs.
    """
    with path.open("rb") as file:
        zipped = file.read(4) == ZIP
    bounds = check_archive(path, limits) if zipped else _checked_ole(path, limits)
    with (
        path.open("rb") as file,
        _told(path, quiet=not zipped),
        CalamineWorkbook.from_filelike(file) as book,
    ):
        yield book, bounds


def _filled(book: CalamineWorkbook, path: Path, asked: str | None) -> list[CalamineSheet]:
    tables = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    shown = [sheet for sheet in tables if sheet.visible == SheetVisibleEnum.Visible]
    names = [sheet.name for sheet in shown or tables]
    if asked is not None:
        names = [sheet.name for sheet in tables if folded(sheet.name) == folded(asked)]
    if asked is not None and not names:
        listed = ", ".join(f"«{sheet.name}»" for sheet in tables)
        raise BadInput.of(
            path, f"không có trang tính «{asked}»", f"Hãy chọn một trong các trang: {listed}"
        )
    filled = [sheet for sheet in map(book.get_sheet_by_name, names) if sheet.start is not None]
    if not filled:
        where = path if asked is None else f"{path}, trang «{asked}»"
        raise BadInput.of(where, "trang tính không có dữ liệu", "Hãy xuất lại dữ liệu")
    return filled


def _chosen(
    sheets: Sequence[CalamineSheet], path: Path, expected: Collection[str]
) -> CalamineSheet:
    if len(sheets) == 1:
        return sheets[0]
    fitting = [sheet for sheet in sheets if has_expected(sheet, expected)]
    if len(fitting) == 1:
        return fitting[0]
    listed = ", ".join(f"«{sheet.name}»" for sheet in fitting or sheets)
    raise BadInput.of(
        path,
        f"có nhiều trang tính chứa dữ liệu: {listed}",
        "Hãy chọn một trang (--sheet) hoặc tách mỗi trang thành một tệp",
    )


def _below(header: SheetHeader, rows: Iterator[NumberedRow], where: str) -> Iterator[NumberedRow]:
    width = len(header.names)
    for number, cells in rows:
        if number <= header.row:
            continue
        for column in header.covered:
            if column < len(cells) and cells[column] is not None:
                raise _covered(where, header.row, column)
        kept = [*cells[:width], *[None] * (width - len(cells))]
        if any(cell is not None for cell in kept):
            yield number, kept


def errors_of(path: Path, sheet: str, bounds: Mapping[str, SheetBounds]) -> Iterator[ErrorCell]:
    """The cells of a sheet that show an error such as `#REF!`, which calamine reads as empty."""
    if not any(part.errors for part in bounds.values()):
        return iter(())
    part = sheet_parts(path).get(sheet, "")
    return error_cells(path, part) if part in bounds and bounds[part].errors else iter(())


def _checked_ole(path: Path, limits: Limits) -> Mapping[str, SheetBounds]:
    # An .xls is not packed: it opens to what it weighs.
    most = min(_OLE_LIMIT, limits.unpacked)
    if path.stat().st_size > most:
        raise BadInput.of(
            path,
            f"tệp .xls nặng hơn {most // MEGABYTE} MB",
            "Hãy kiểm tra nguồn gốc của tệp, hoặc lưu lại dưới dạng .xlsx",
        )
    if _ENCRYPTED in path.read_bytes():
        raise _locked(path)
    return {}


@contextmanager
def _told(path: Path, *, quiet: bool) -> Iterator[None]:
    """Turn what calamine raises into sentences; a panic of its Rust code is no `Exception`."""
    try:
        with _silenced() if quiet else nullcontext():
            yield
    except PasswordError as error:
        raise _locked(path) from error
    except CalamineError as error:
        raise damaged(path) from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise damaged(path) from error


@contextmanager
def _silenced() -> Iterator[None]:
    # On a damaged .xls the Rust code panics, and reports that itself on file descriptor 2.
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _locked(path: Path) -> BadInput:
    return BadInput.of(
        path, "bảng tính đặt mật khẩu", "Hãy mở tệp bằng Excel, bỏ mật khẩu rồi lưu lại"
    )


def _covered(where: str, row: int, column: int) -> BadInput:
    return BadInput.of(
        where,
        f"ô tên cột ở dòng {row} gộp sang cột {column_letters(column + 1)}, nên cột này có dữ liệu"
        " mà không có tên",
        "Hãy bỏ gộp ô và ghi cho mỗi cột một tên",
    )
