"""A delimited text file before its rows are read: is it text, what separates it, what heads it."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from parindex.engine.reading.files import MEGABYTE, check_file
from parindex.engine.values.problems import BadInput

_CHUNK = 4 * MEGABYTE
_HEADER_LIMIT = 64 * 1024
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Layout:
    """What must be known of a file to read its rows.

    `header` holds the column names in order, `header_lines` the physical lines they take, `lines`
    all lines of the file; `sha256` identifies the content.
    """

    path: Path
    delimiter: str
    header: tuple[str, ...]
    header_lines: int
    lines: int
    mixed_line_ends: bool
    sha256: str


def inspect(path: Path) -> Layout:
    """Look at a delimited UTF-8 file; `BadInput` if it is not one or has no rows below its header."""
    check_file(path)
    content = _read_through(path)
    start = _header_text(path)
    delimiter = max(_DELIMITERS, key=start.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    header = tuple(normalize("NFC", name.strip()) for name in next(reader, []))
    if not any(header):
        raise BadInput.of(path, "dòng đầu tiên không có tên cột", "Hãy ghi tên cột ở dòng đầu tiên")
    if content.lines <= reader.line_num:
        raise BadInput.of(path, "tệp chỉ có dòng tên cột, không có dữ liệu", "Hãy xuất lại dữ liệu")
    _refuse_repeated(path, header)
    return Layout(
        path=path,
        delimiter=delimiter,
        header=header,
        header_lines=reader.line_num,
        lines=content.lines,
        mixed_line_ends=content.mixed,
        sha256=content.digest.hexdigest(),
    )


def unify_line_ends(source: Path, target: Path) -> None:
    """Copy a file with every line end written as a single line feed."""
    held = b""
    with source.open("rb") as file, target.open("wb") as copy:
        while chunk := file.read(_CHUNK):
            chunk, held = held + chunk, b""
            if chunk.endswith(b"\r"):
                # The line feed that belongs to it may open the next chunk.
                chunk, held = chunk[:-1], b"\r"
            copy.write(chunk.replace(b"\r\n", b"\n"))
        copy.write(held)


@dataclass(slots=True)
class _Content:
    """What reading a file from end to end tells of it."""

    digest: Any
    feeds: int = 0
    returns: int = 0
    last: bytes = b"\n"

    def take(self, chunk: bytes) -> None:
        self.digest.update(chunk)
        self.feeds += chunk.count(b"\n")
        self.returns += chunk.count(b"\r\n") + (self.last == b"\r" and chunk[:1] == b"\n")
        self.last = chunk[-1:]

    @property
    def lines(self) -> int:
        return self.feeds + (self.last != b"\n")

    @property
    def mixed(self) -> bool:
        return 0 < self.returns < self.feeds


def _read_through(path: Path) -> _Content:
    """Read a file from end to end; `BadInput` if it is not UTF-8 text throughout."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    content = _Content(hashlib.sha256())
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if b"\0" in chunk:
                    raise _binary(path)
                decoder.decode(chunk)
                content.take(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _not_utf8(path) from error
    except OSError as error:
        raise BadInput.of(path, "không đọc được tệp", "Hãy kiểm tra quyền truy cập") from error
    return content


def _header_text(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_HEADER_LIMIT)
    if b"\n" not in start and path.stat().st_size > len(start):
        raise BadInput.of(
            path,
            "dòng đầu tiên dài bất thường, tệp không phải bảng dữ liệu CSV",
            "Hãy kiểm tra xem có chọn nhầm tệp không",
        )
    return start.decode("utf-8-sig", errors="ignore")


def _refuse_repeated(path: Path, header: tuple[str, ...]) -> None:
    repeated = [
        name
        for name, times in Counter(name.casefold() for name in header if name).items()
        if times > 1
    ]
    if repeated:
        raise BadInput.of(
            path,
            f"tên cột bị lặp lại: {', '.join(repeated)}",
            "Hãy giữ mỗi tên cột một lần ở dòng đầu tiên",
        )


def _binary(path: Path) -> BadInput:
    return BadInput.of(
        path,
        "tệp nhị phân, không phải bảng dữ liệu dạng chữ",
        "Hãy xuất dữ liệu ra tệp CSV (UTF-8) rồi thử lại",
    )


def _not_utf8(path: Path) -> BadInput:
    with path.open("rb") as file:
        start = file.read(4)
    # Archives, workbooks and pictures give themselves away by their first bytes.
    if start[:2] in (b"PK", b"\x1f\x8b", b"\xd0\xcf", b"\x89P", b"%P", b"\xff\xd8"):
        return _binary(path)
    return BadInput.of(
        path, "tệp không phải văn bản UTF-8", "Hãy lưu lại tệp CSV với bảng mã UTF-8"
    )
