"""The door to sources: whatever was handed over, as tables of text that the database can read."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from parindex.engine.reading.files import check_file, exists
from parindex.engine.records.sources.choosing import chosen
from parindex.engine.records.sources.copies import unpacked
from parindex.engine.records.sources.delimited import delimited_source
from parindex.engine.records.sources.model import Source
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.parquet import PARQUET, parquet_source
from parindex.engine.records.sources.unchanging import state_of
from parindex.engine.records.sources.workbook import OLE, ZIP, workbook_source
from parindex.engine.records.sources.workbook_archive import WORKBOOK_ENDINGS, not_a_workbook
from parindex.engine.values.problems import BadInput, Problem

_GZIP = b"\x1f\x8b"


_Step: TypeAlias = "Callable[[], Source]"

_DATABASE = re.compile(r"(postgres(?:ql)?):/+")
"""A path swallows one of the two strokes."""
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/+", re.IGNORECASE)


def prepare(
    given: Sequence[Path | str],
    work: Path,
    options: Options | None = None,
    *,
    expected: Collection[str] = (),
) -> list[Source]:
    """Make everything that `given` means readable; `work` takes the converted copies.

    `given` holds files, folders, patterns, and addresses of databases (which come last in the
    result). `expected` are the column names hoped for: with them, title rows above a header are
    recognised. `BadInput` names what is wrong with each file that cannot be used.
    """
    asked = (options or Options()).checked()
    files, databases = handed_over(given)
    problems: list[Problem] = []
    steps: list[_Step] = []
    heeded = {"query"} if databases else set()
    for path in files:
        try:
            form = _format_of(path)
        except BadInput as error:
            problems.extend(error.problems)
        else:
            heeded |= form.heeds
            steps.append(partial(_file_source, form, path, work, asked, expected))
    if not problems:
        asked.refuse_unheeded(heeded)
    steps += [partial(_database_source, url, work, asked.query) for url in databases]
    sources: list[Source] = []
    for step in steps:
        try:
            sources.append(step())
        except BadInput as error:
            problems.extend(error.problems)
        except OSError as error:
            problems.extend(_no_room(work, error).problems)
    if problems:
        raise BadInput(*problems)
    return sources


def handed_over(given: Sequence[Path | str]) -> tuple[list[Path], list[str]]:
    """The files meant and the addresses of databases; `BadInput` for what means nothing."""
    databases = [str(item) for item in given if _DATABASE.match(str(item))]
    files = [item for item in given if not _DATABASE.match(str(item))]
    _check_addresses(files)
    return (chosen(files) if files or not databases else []), databases


def _check_addresses(files: Sequence[Path | str]) -> None:
    # Only the scheme is told: an address may hold a password.
    found = (_ADDRESS.match(str(item)) for item in files if not exists(Path(item)))
    problems = [
        Problem(
            f"địa chỉ {address[1]}://…",
            "không đọc được từ loại địa chỉ này",
            "Hãy tải dữ liệu về thành tệp, hoặc dùng địa chỉ PostgreSQL (postgresql://…)",
        )
        for address in found
        if address
    ]
    if problems:
        raise BadInput(*problems)


def _format_of(path: Path) -> _Format:
    """How the file is to be read, by its first bytes rather than by its name."""
    check_file(path)
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith((ZIP, OLE)):
        return _WORKBOOK
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        raise not_a_workbook(path)
    if start.startswith(PARQUET) or path.suffix.lower() == ".parquet":
        return _PARQUET
    return _PACKED if start.startswith(_GZIP) else _TEXT


def _file_source(
    form: _Format, path: Path, work: Path, options: Options, expected: Collection[str]
) -> Source:
    before = state_of(path)
    return replace(form.read(path, work, options, expected), state=before)


def _text(path: Path, work: Path, options: Options, expected: Collection[str]) -> Source:
    return delimited_source(path, path, work, options, expected)


def _packed(path: Path, work: Path, options: Options, expected: Collection[str]) -> Source:
    return delimited_source(path, unpacked(path, work), work, options, expected)


def _parquet(path: Path, work: Path, _options: Options, _expected: Collection[str]) -> Source:
    return parquet_source(path, work)


@dataclass(frozen=True, slots=True)
class _Format:
    """How files of a format are read, and which options that heeds."""

    read: Callable[[Path, Path, Options, Collection[str]], Source]
    heeds: frozenset[str] = frozenset()


_TEXT = _Format(_text, frozenset({"encoding", "delimiter"}))
_PACKED = _Format(_packed, frozenset({"encoding", "delimiter"}))
_WORKBOOK = _Format(workbook_source, frozenset({"sheet"}))
_PARQUET = _Format(_parquet)


def _database_source(url: str, work: Path, query: str | None) -> Source:
    if query is None:
        raise BadInput.of(
            "địa chỉ cơ sở dữ liệu",
            "chưa có câu truy vấn",
            "Hãy thêm --query với một câu SELECT trả về đúng các cột cần nạp",
        )
    try:
        from parindex.engine.records.sources.postgres import query_source  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BadInput.of(
            "địa chỉ cơ sở dữ liệu",
            "bản cài này chưa có phần đọc PostgreSQL",
            "Hãy chạy: pip install 'parindex[postgres]'",
        ) from error
    return query_source(_DATABASE.sub(r"\1://", url, count=1), work, query)


def _no_room(work: Path, error: OSError) -> BadInput:
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        raise error
    return BadInput.of(
        work, "đĩa không còn chỗ cho bản sao tạm", "Hãy giải phóng dung lượng đĩa rồi chạy lại"
    )
