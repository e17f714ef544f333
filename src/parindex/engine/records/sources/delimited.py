"""A delimited text file as a source: is it text, in which encoding, what separates and heads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from parindex.engine.reading.encodings import UTF_8, WINDOWS_1258, unicode_encoding
from parindex.engine.records.sources.content import Content, read_through
from parindex.engine.records.sources.copies import as_utf_8, with_line_feeds, without_first_lines
from parindex.engine.records.sources.headers import (
    SEARCHED_ROWS,
    check_header,
    clean_names,
    header_row,
    hits,
    no_rows,
)
from parindex.engine.records.sources.model import Form, Source
from parindex.engine.records.sources.options import Options
from parindex.engine.values.problems import BadInput

_START = 64 * 1024
_MARKED_UTF_8 = "utf-8-sig"
_DELIMITERS = (",", ";", "\t", "|")
_NAMED = "sep="
"""What Excel writes before the delimiter on a line of its own, above the header."""
_BINARY_STARTS = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"%PDF-",
    b"\xff\xd8\xff",
)
"""Archives, workbooks and pictures give themselves away by their first bytes."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A file in UTF-8: the one given or a copy of it."""

    data: Path
    content: Content
    encoding: str


@dataclass(frozen=True, slots=True)
class _Head:
    """The header with what stands above it: `records` rows on `lines` physical lines."""

    names: tuple[str, ...]
    delimiter: str
    records: int
    lines: int


def delimited_source(
    path: Path, raw: Path, work: Path, options: Options, expected: Collection[str]
) -> Source:
    """The source of a text file; `raw` holds its bytes (unpacked, where `path` is an archive)."""
    text = _text(path, raw, work, options.encoding)
    start = _start(path, text)
    head = _head(start, options.delimiter, expected)
    check_header(path, head.names)
    if text.content.lines <= head.lines:
        raise no_rows(path)
    data = text.data
    if text.content.mixed:
        data = with_line_feeds(data, work)
    if head.records != head.lines:
        # The database skips rows, not lines: a break inside a name would cost a row of data.
        data = without_first_lines(data, head.lines, work)
    return Source(
        path=path,
        name=path.name,
        data=data,
        form=Form.CSV,
        header=head.names,
        sha256=text.content.sha256,
        delimiter=head.delimiter,
        encoding=text.encoding,
        header_lines=head.lines,
        lines=text.content.lines,
        mixed_line_ends=text.content.mixed,
    )


def _text(path: Path, raw: Path, work: Path, asked: str | None) -> _Text:
    with raw.open("rb") as file:
        start = file.read(_START)
    if start.startswith(_BINARY_STARTS):
        raise _binary(path)
    found = unicode_encoding(start)
    encoding = asked or found
    if encoding not in (UTF_8, _MARKED_UTF_8):
        return _converted(path, raw, work, encoding, judged=False)
    content = read_through(raw)
    if content.zeros:
        raise _binary(path)
    if not content.bad_line:
        return _Text(raw, content, found if found == _MARKED_UTF_8 else UTF_8)
    if asked or found == _MARKED_UTF_8:
        raise _not_in(path, UTF_8, f", bắt đầu từ dòng {content.bad_line}")
    return _converted(path, raw, work, WINDOWS_1258, judged=True, bad_line=content.bad_line)


def _converted(
    path: Path, raw: Path, work: Path, encoding: str, *, judged: bool, bad_line: int = 0
) -> _Text:
    try:
        copy, digest = as_utf_8(raw, encoding, work, judged=judged)
    except UnicodeDecodeError as error:
        if judged:
            raise _unknown(path, bad_line) from error
        raise _not_in(path, encoding) from error
    content = read_through(copy, hashed=False)
    if content.zeros:
        raise _binary(path)
    content.sha256 = digest
    return _Text(copy, content, encoding)


def _start(path: Path, text: _Text) -> str:
    with text.data.open("rb") as file:
        start = file.read(_START)
    whole = text.data.stat().st_size <= len(start)
    if not whole and b"\n" not in start and b"\r" not in start:
        raise BadInput.of(
            path,
            "dòng đầu tiên dài bất thường, tệp không phải bảng dữ liệu CSV",
            "Hãy kiểm tra xem có chọn nhầm tệp không",
        )
    return start.decode("utf-8-sig", errors="ignore")


def _head(start: str, asked: str | None, expected: Collection[str]) -> _Head:
    first = start.split("\n", 1)[0].rstrip("\r").strip('"')
    told = first[len(_NAMED) :]
    named = first.lower().startswith(_NAMED) and len(told) == 1
    delimiters = (asked,) if asked else (told,) if named else _DELIMITERS
    found = [_head_with(start, each, expected, above=int(named)) for each in delimiters]
    return max(found, key=lambda head: (hits(head.names, expected), len(head.names)))


def _head_with(start: str, delimiter: str, expected: Collection[str], *, above: int) -> _Head:
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    rows = [(row, reader.line_num) for row in islice(reader, SEARCHED_ROWS + above)]
    index = above + (header_row([row for row, _ in rows[above:]], expected) or 0)
    names, lines = rows[index] if index < len(rows) else ([], index + 1)
    return _Head(clean_names(names), delimiter, index + 1, lines)


def _binary(path: Path) -> BadInput:
    return BadInput.of(
        path,
        "tệp nhị phân, không phải bảng dữ liệu dạng chữ",
        "Hãy xuất dữ liệu ra tệp CSV (UTF-8) rồi thử lại",
    )


def _not_in(path: Path, encoding: str, where: str = "") -> BadInput:
    return BadInput.of(
        path,
        f"nội dung không đúng bảng mã {encoding.upper()}{where}",
        "Hãy chỉ đúng bảng mã (--encoding) hoặc lưu lại tệp CSV với bảng mã UTF-8",
    )


def _unknown(path: Path, line: int) -> BadInput:
    return BadInput.of(
        path,
        f"không phải văn bản UTF-8 (từ dòng {line}) và không nhận ra bảng mã khác"
        " (có thể là TCVN3 hoặc VNI)",
        "Hãy lưu lại tệp CSV với bảng mã UTF-8",
    )
