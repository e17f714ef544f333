"""The door to sources: whatever was handed over, as tables of text that the database can read."""

from __future__ import annotations

import errno
from collections.abc import Collection, Sequence
from pathlib import Path

from parindex.engine.reading.files import check_file
from parindex.engine.records.sources.choosing import chosen
from parindex.engine.records.sources.copies import unpacked
from parindex.engine.records.sources.delimited import delimited_source
from parindex.engine.records.sources.model import Source
from parindex.engine.records.sources.options import Options
from parindex.engine.records.sources.workbook import OLE, ZIP, workbook_source
from parindex.engine.records.sources.workbook_archive import WORKBOOK_ENDINGS, not_a_workbook
from parindex.engine.values.problems import BadInput, Problem

_GZIP = b"\x1f\x8b"


def prepare(
    given: Sequence[Path | str],
    work: Path,
    options: Options | None = None,
    *,
    expected: Collection[str] = (),
) -> list[Source]:
    """Make every file that `given` means readable, in order; `work` takes the converted copies.

    `given` holds files, folders and patterns. `expected` are the column names hoped for:
    with them, title rows above a header are recognised. `BadInput` names what is wrong with
    each file that cannot be used.
    """
    asked = (options or Options()).checked()
    problems: list[Problem] = []
    sources: list[Source] = []
    for path in chosen(given):
        try:
            sources.append(_source(path, work, asked, expected))
        except BadInput as error:
            problems.extend(error.problems)
        except OSError as error:
            problems.extend(_no_room(work, error).problems)
    if problems:
        raise BadInput(*problems)
    return sources


def _source(path: Path, work: Path, options: Options, expected: Collection[str]) -> Source:
    check_file(path)
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith((ZIP, OLE)):
        return workbook_source(path, work, options, expected)
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        raise not_a_workbook(path)
    raw = unpacked(path, work) if start.startswith(_GZIP) else path
    return delimited_source(path, raw, work, options, expected)


def _no_room(work: Path, error: OSError) -> BadInput:
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        raise error
    return BadInput.of(
        work, "đĩa không còn chỗ cho bản sao tạm", "Hãy giải phóng dung lượng đĩa rồi chạy lại"
    )
