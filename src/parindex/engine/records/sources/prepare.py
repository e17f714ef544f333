"""The door to sources: whatever was handed over, as tables of text that the database can read."""

from __future__ import annotations

import errno
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

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
    databases = [str(item) for item in given if _DATABASE.match(str(item))]
    files = [item for item in given if not _DATABASE.match(str(item))]
    _check_addresses(files)
    if asked.query is not None and not databases:
        raise BadInput.of(
            "--query",
            "câu truy vấn chỉ dùng với địa chỉ cơ sở dữ liệu",
            "Hãy chỉ địa chỉ dạng postgresql://người-dùng@máy-chủ/tên-cơ-sở-dữ-liệu",
        )
    steps = [
        partial(_file_source, path, work, asked, expected) for path in _files(files, databases)
    ]
    steps += [partial(_database_source, url, work, asked.query) for url in databases]
    problems: list[Problem] = []
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


def _files(files: Sequence[Path | str], databases: Sequence[str]) -> list[Path]:
    return chosen(files) if files or not databases else []


def _file_source(path: Path, work: Path, options: Options, expected: Collection[str]) -> Source:
    check_file(path)
    before = state_of(path)
    return replace(_read(path, work, options, expected), state=before)


def _read(path: Path, work: Path, options: Options, expected: Collection[str]) -> Source:
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith((ZIP, OLE)):
        return workbook_source(path, work, options, expected)
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        raise not_a_workbook(path)
    if start.startswith(PARQUET) or path.suffix.lower() == ".parquet":
        return parquet_source(path, work)
    raw = unpacked(path, work) if start.startswith(_GZIP) else path
    return delimited_source(path, raw, work, options, expected)


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
