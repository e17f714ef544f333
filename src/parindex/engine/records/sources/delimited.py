"""A delimited text file as a source: is it text, in which encoding, what separates and heads it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from parindex.engine.reading.encodings import UTF_8, WINDOWS_1258, unicode_encoding
from parindex.engine.reading.files import MEGABYTE, empty
from parindex.engine.records.sources.content import CHUNK, Content, read_through
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
_SELDOM = "^~:#!*&@$%/\\"
"""Taken for a delimiter only where names come out that are expected."""
_NAMES = {"\t": "tab"}
_TRUNCATED = "truncated data"
"""What the decoders of UTF-16 say of half a character at the end."""
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
_MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|!--|html|head|body|table|div|script)\b", re.IGNORECASE)


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
    head = _head(path, start, options.delimiter, expected)
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
    if encoding == UTF_8 and b"\0" in start:
        raise _binary(path)
    # Before anything is read through: a line without end may be all of a very large file.
    _check_first_line(path, start, raw)
    if encoding not in (UTF_8, _MARKED_UTF_8):
        return _converted(path, raw, work, encoding, asked=asked is not None)
    content = _read_through(path, raw)
    if not content.bad_line:
        return _Text(raw, content, found if found == _MARKED_UTF_8 else UTF_8)
    if asked or found == _MARKED_UTF_8:
        raise _not_in(path, UTF_8, f", bắt đầu từ dòng {content.bad_line}")
    return _converted(path, raw, work, WINDOWS_1258, instead_of=content)


def _converted(
    path: Path,
    raw: Path,
    work: Path,
    encoding: str,
    *,
    asked: bool = False,
    instead_of: Content | None = None,
) -> _Text:
    """The text from another encoding; `instead_of` is what it would be as UTF-8, where this is a guess."""
    try:
        copy, digest = as_utf_8(raw, encoding, work, judged=instead_of is not None)
    except UnicodeDecodeError as error:
        if instead_of is not None:
            raise _no_utf_8(path, instead_of) from error
        if error.reason == _TRUNCATED and not asked:
            raise _cut(path) from error
        raise _not_in(path, encoding) from error
    content = _read_through(path, copy, hashed=False)
    content.sha256 = digest
    return _Text(copy, content, encoding)


def _read_through(path: Path, data: Path, *, hashed: bool = True) -> Content:
    content = read_through(data, hashed=hashed)
    if content.zeros:
        raise _binary(path)
    if content.long_line:
        raise BadInput.of(
            f"{path}, dòng {content.long_line}",
            f"dòng dài hơn {CHUNK // MEGABYTE} MB, không phải một dòng của bảng dữ liệu",
            "Hãy kiểm tra tệp, hoặc xuất lại từ hệ thống nguồn",
        )
    return content


def _start(path: Path, text: _Text) -> str:
    with text.data.open("rb") as file:
        start = file.read(_START)
    _check_first_line(path, start, text.data)
    told = start.decode("utf-8-sig", errors="ignore")
    if not told.strip():
        raise empty(path)
    if _MARKUP.match(told):
        raise BadInput.of(
            path,
            "tệp là trang web hoặc XML, không phải bảng dữ liệu dạng chữ",
            "Hãy mở tệp bằng trình duyệt để xem (có thể là trang đăng nhập do phiên làm việc đã hết"
            " hạn), rồi xuất lại dữ liệu ra CSV",
        )
    return told


def _check_first_line(path: Path, start: bytes, data: Path) -> None:
    if b"\n" in start or b"\r" in start or data.stat().st_size <= len(start):
        return
    raise BadInput.of(
        path,
        "dòng đầu tiên dài bất thường, tệp không phải bảng dữ liệu CSV",
        "Hãy kiểm tra xem có chọn nhầm tệp không",
    )


def _head(path: Path, start: str, asked: str | None, expected: Collection[str]) -> _Head:
    first = start.split("\n", 1)[0].rstrip("\r").strip('"')
    told = first[len(_NAMED) :]
    named = first.lower().startswith(_NAMED) and len(told) == 1
    if named and not asked:
        return _head_with(start, told, expected, above=1)
    found = _best(start, _DELIMITERS, expected, above=int(named))
    if asked:
        meant = _head_with(start, asked, expected, above=int(named))
        if len(meant.names) == 1 < len(found.names):
            raise _not_separated(path, asked, found.delimiter)
        return meant
    if not hits(found.names, expected):
        other = _best(start, _SELDOM, expected, above=0)
        found = other if hits(other.names, expected) > 1 else found
    return found


def _best(start: str, delimiters: Iterable[str], expected: Collection[str], *, above: int) -> _Head:
    heads = [_head_with(start, each, expected, above=above) for each in delimiters]
    return max(heads, key=lambda head: (hits(head.names, expected), len(head.names)))


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


def _no_utf_8(path: Path, content: Content) -> BadInput:
    if content.cut:
        return _cut(path, f" ở dòng {content.bad_line}")
    return BadInput.of(
        path,
        f"không phải văn bản UTF-8 (từ dòng {content.bad_line}) và không nhận ra bảng mã khác"
        " (có thể là TCVN3, VNI, hoặc nhiều bảng mã lẫn lộn)",
        "Hãy lưu lại tệp CSV với bảng mã UTF-8",
    )


def _cut(path: Path, where: str = "") -> BadInput:
    return BadInput.of(
        path,
        f"tệp bị cụt, chữ cuối cùng{where} không trọn vẹn",
        "Hãy xuất hoặc chép lại tệp cho đủ rồi thử lại",
    )


def _not_separated(path: Path, asked: str, found: str) -> BadInput:
    shown, meant = (_NAMES.get(each, each) for each in (asked, found))
    return BadInput.of(
        path,
        f"dòng tên cột không có dấu phân cách «{shown}» mà có «{meant}»",
        f"Hãy bỏ --delimiter, hoặc dùng --delimiter «{meant}»",
    )
