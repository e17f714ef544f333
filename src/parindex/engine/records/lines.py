"""From the number of a record in a delimited file to the physical line a person can jump to."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from parindex.engine.reading.files import MEGABYTE
from parindex.engine.records.sources.model import Source
from parindex.engine.values.problems import BadInput

_CHUNK = 16 * MEGABYTE
_LINE_FEED = 10
_SWALLOWED = 20
"""Lines that a refused row may run on; so many still show in the quarantine."""

Shift = tuple[int, int]
"""From this record number on (counting from 1), line = record number + the second figure."""


def lines_of(steps: Sequence[Shift], positions: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The physical lines of the records at the positions (counting from 0)."""
    starts = np.array([record for record, _ in steps], np.int64)
    away = np.array([shift for _, shift in steps], np.int64)
    numbers = positions + 1
    return numbers + away[np.searchsorted(starts, numbers, side="right") - 1]


def one_line_each(source: Source, records: int, rejected: Sequence[int]) -> bool:
    """Whether every record takes exactly one line, so that lines and records correspond."""
    return source.header_lines + records + len(rejected) == source.lines


def pick_lines(data: Path, source: Source, lines: npt.NDArray[np.int64], work: Path) -> Source:
    """A copy in `work` of the (ascending) lines of a delimited file, without its header."""
    target = work / f"picked-{data.stem}.csv"
    with data.open("rb") as file, target.open("wb") as copy:
        line, rest = 1, b""
        while chunk := file.read(_CHUNK):
            block = rest + chunk
            ends = np.flatnonzero(np.frombuffer(block, np.uint8) == _LINE_FEED)
            starts = np.concatenate([[0], ends + 1])
            here = lines[(lines >= line) & (lines < line + len(ends))] - line
            copy.writelines(block[starts[at] : starts[at + 1]] for at in here)
            line += len(ends)
            rest = block[starts[-1] :]
        if line in lines[-1:]:
            copy.write(rest)
    return replace(source, data=target, header_lines=0, lines=len(lines))


def lines_at(path: Path, offsets: Sequence[int]) -> list[int]:
    """The 1-based physical lines in which the given byte offsets (ascending) lie."""
    found: list[int] = []
    line, position = 1, 0
    with path.open("rb") as file:
        for offset in offsets:
            while position < offset:
                chunk = file.read(min(MEGABYTE, offset - position))
                if not chunk:
                    break
                line += chunk.count(b"\n")
                position += len(chunk)
            found.append(line)
    return found


def shifts(source: Source, data: Path, records: int, rejected: Sequence[int]) -> list[Shift]:
    """How far accepted records stand from their lines, given the (ascending) rejected lines.

    Where the lines do not add up, values hold line breaks or lines are blank; the file is then
    walked once, which costs time but only where there is something to explain. `BadInput` where the
    walk finds other records than the database did: rows would be lost behind an open quote.
    """
    if not one_line_each(source, records, rejected):
        return _walked(source, data, records, rejected)
    start = source.header_lines
    # Of several refused lines in a row the last one sets the distance.
    found = {1: start}
    for before, line in enumerate(rejected):
        found[line - start - before] = start + before + 1
    return list(found.items())


def _walked(source: Source, data: Path, records: int, rejected: Sequence[int]) -> list[Shift]:
    refused = set(rejected)
    found: list[Shift] = []
    record = ends = 0
    longest = (0, 0)
    with data.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=source.delimiter)
        try:
            for row in reader:
                starts, ends = ends + 1, reader.line_num
                longest = max(longest, (ends - starts, -starts))
                if starts in refused and ends - starts > _SWALLOWED:
                    raise _open_quote(source, starts)
                if starts <= source.header_lines or not row or starts in refused:
                    continue
                record += 1
                if not found or starts - record != found[-1][1]:
                    found.append((record, starts - record))
        except csv.Error as error:
            raise _open_quote(source, ends + 1) from error
    if record != records:
        raise _open_quote(source, -longest[1])
    return found or [(1, source.header_lines)]


def _open_quote(source: Source, line: int) -> BadInput:
    return BadInput.of(
        f"{source.path}, dòng {line}",
        "một giá trị bắt đầu ở dòng này kéo dài bất thường, thường do dấu nháy kép không được đóng,"
        " nên các dòng phía sau không đọc được",
        "Hãy sửa dấu nháy kép ở dòng này, hoặc xuất lại tệp từ hệ thống nguồn",
    )
