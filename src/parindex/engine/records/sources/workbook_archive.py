"""The zip archive of an .xlsx file: proved harmless, and asked for what calamine leaves out.

calamine holds a sheet as a full rectangle and forgets which error a cell shows; both call for a
look at the XML of the sheets, which is unpacked for the check of sizes anyway.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from parindex.engine.reading.archive import (
    ARCHIVE_DAMAGE,
    TooLarge,
    entry_chunks,
    unpacked_chunks,
)
from parindex.engine.reading.files import MEGABYTE
from parindex.engine.values.problems import BadInput

UNPACKED_LIMIT = 1024 * MEGABYTE
"""All parts together: about a million rows of thirty columns."""
CELL_LIMIT = 32_000_000
"""Cells of the rectangle that holds all filled cells of a sheet; empty ones take memory too."""

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls")

_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHEETS = "xl/worksheets/"
_PARTS = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", _SHEETS)
_ENTITY = b"<!ENTITY"
"""The format knows no entities; a few lines of them can stand for gigabytes of text."""
_SEAM = 32
"""Bytes; a reference or type cut in two by the end of a piece is shorter."""
_REFERENCE = re.compile(rb'\br="([A-Z]{0,3})(\d{1,7})"')
_ERROR_MARK = b't="e"'
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(.*?)</(?:\w+:)?c>',
    re.DOTALL,
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_LONGEST_CELL = 64 * 1024


@dataclass(slots=True)
class SheetBounds:
    """How far the cells of one sheet reach, and whether any of them shows an error."""

    row: int = 0
    column: int = 0
    errors: bool = False
    _seam: bytes = field(default=b"", repr=False)

    def take(self, chunk: bytes) -> None:
        """Look at one more piece of the sheet's XML."""
        data = self._seam + chunk
        self.errors = self.errors or _ERROR_MARK in data
        if found := _REFERENCE.findall(data):
            letters, numbers = zip(*found, strict=True)
            self.column = max(self.column, *map(column_number, set(letters)))
            self.row = max(self.row, *map(int, numbers))
        self._seam = data[-_SEAM:]


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes an archive may unpack to, and how many cells the area of a sheet may have."""

    unpacked: int = UNPACKED_LIMIT
    cells: int = CELL_LIMIT


OF_DATA = Limits()


def check_archive(path: Path, limits: Limits = OF_DATA) -> dict[str, SheetBounds]:
    """The bounds of each part that is a sheet; `BadInput`: no workbook, damaged, beyond limits."""
    bounds: dict[str, SheetBounds] = {}
    try:
        with ZipFile(path) as archive:
            if _BOOK not in archive.namelist():
                raise not_a_workbook(path)
            for entry, chunk in unpacked_chunks(archive, limit=limits.unpacked):
                if _ENTITY in chunk and entry.filename.startswith(_PARTS):
                    raise damaged(path)
                if entry.filename.startswith(_SHEETS):
                    bounds.setdefault(entry.filename, SheetBounds()).take(chunk)
    except TooLarge as error:
        raise _too_large(path, limits) from error
    except ARCHIVE_DAMAGE as error:
        raise damaged(path) from error
    if any(sheet.row * sheet.column > limits.cells for sheet in bounds.values()):
        raise _too_large(path, limits)
    return bounds


def sheet_parts(path: Path) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    try:
        with ZipFile(path) as archive:
            targets = {
                relation.get("Id"): posixpath.normpath(
                    posixpath.join("/xl", str(relation.get("Target")))
                ).lstrip("/")
                for relation in _xml(archive, _RELATIONS)
            }
            sheets = _xml(archive, _BOOK).iterfind("{*}sheets/{*}sheet")
            return {str(sheet.get("name")): targets.get(sheet.get(_ID), "") for sheet in sheets}
    except (*ARCHIVE_DAMAGE, KeyError, etree.XMLSyntaxError) as error:
        raise damaged(path) from error


def error_cells(path: Path, part: str) -> Iterator[tuple[int, int, str]]:
    """Row, column (both from 0) and text of the cells that show an error, in their order."""
    with ZipFile(path) as archive:
        rest = b""
        for chunk in entry_chunks(archive, archive.getinfo(part)):
            data = rest + chunk
            end = 0
            for found in _ERROR_CELL.finditer(data):
                end = found.end()
                value = _VALUE.search(found[3])
                if value:
                    yield int(found[2]) - 1, column_number(found[1]) - 1, value[1].decode()
            rest = data[max(end, data.rfind(b"<", 0, -_SEAM), len(data) - _LONGEST_CELL) :]


def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def not_a_workbook(path: Path) -> BadInput:
    """The sentence for bytes that are no workbook, by what the name promised."""
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        return BadInput.of(
            path,
            f"tệp mang đuôi {path.suffix} nhưng không phải bảng tính Excel (có thể là trang web,"
            " CSV hoặc tệp khác đổi tên)",
            "Hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dưới dạng .xlsx",
        )
    return BadInput.of(
        path,
        "tệp nhị phân, không phải bảng tính Excel hay bảng dữ liệu dạng chữ",
        "Hãy xuất dữ liệu ra tệp .xlsx hoặc CSV (UTF-8) rồi thử lại",
    )


def damaged(path: Path) -> BadInput:
    """The sentence for a workbook that breaks off or contradicts itself."""
    return BadInput.of(
        path,
        "tệp bảng tính bị hỏng hoặc bị cụt",
        "Hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại, hoặc chép lại tệp",
    )


def _xml(archive: ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(name), parser)


def _too_large(path: Path, limits: Limits) -> BadInput:
    return BadInput.of(
        path,
        f"tệp bảng tính mở ra quá lớn (trên {limits.unpacked // MEGABYTE} MB hoặc trên"
        f" {limits.cells // 1_000_000} triệu ô)",
        "Hãy kiểm tra nguồn gốc của tệp; nếu đúng là dữ liệu, hãy xuất ra CSV hoặc chia nhỏ",
    )
