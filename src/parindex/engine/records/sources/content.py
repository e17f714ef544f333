"""A text file read from end to end once: its hash, line ends, zero bytes, validity as UTF-8."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from parindex.engine.reading.files import MEGABYTE, unreadable

CHUNK = 4 * MEGABYTE
_FEED, _RETURN = 10, 13
_LONGEST_SEQUENCE = 4
"""Bytes of one character in UTF-8."""


@dataclass(slots=True)
class Content:
    """What reading a file tells of it.

    `feeds`, `returns` and `pairs` count line feeds, carriage returns and the two together.
    `bad_line` is the first line that is not UTF-8, or 0; `cut` says that it is the last one, whose
    last character lacks its end. `long_line` is the first line found that is longer than a piece
    of the file (`CHUNK`), or 0.
    """

    sha256: str = ""
    feeds: int = 0
    returns: int = 0
    pairs: int = 0
    zeros: bool = False
    bad_line: int = 0
    cut: bool = False
    long_line: int = 0
    _last: int = 0
    _open: bytes = field(default=b"", repr=False)

    @property
    def lines(self) -> int:
        """Physical lines, the last one also where it lacks its end; returns count where no feed is."""
        ends, end = (self.feeds, _FEED) if self.feeds else (self.returns, _RETURN)
        return ends + (self._last != end)

    @property
    def mixed(self) -> bool:
        """Whether line ends of more than one kind occur, or returns that end no line."""
        return self.returns > self.pairs or 0 < self.pairs < self.feeds

    def take(self, chunk: bytes) -> None:
        """Count one more piece of the file."""
        self.zeros = self.zeros or b"\0" in chunk
        if not self.bad_line:
            self._check(chunk)
        values = np.frombuffer(chunk, dtype=np.uint8)
        is_feed = values == _FEED
        self.feeds += int(np.count_nonzero(is_feed))
        if b"\r" in chunk:
            is_return = values == _RETURN
            self.returns += int(np.count_nonzero(is_return))
            self.pairs += int(np.count_nonzero(is_return[:-1] & is_feed[1:]))
        if len(chunk) == CHUNK and b"\n" not in chunk and b"\r" not in chunk:
            self.long_line = self.long_line or self.feeds + 1
        self.pairs += self._last == _RETURN and chunk[0] == _FEED
        self._last = chunk[-1]

    def end(self) -> None:
        """Say that no piece follows."""
        if self._open and not self.bad_line:
            self.bad_line, self.cut = self.lines, True

    def _check(self, chunk: bytes) -> None:
        data = self._open + chunk if self._open else chunk
        stop = _whole_until(data)
        if _is_utf8(data, stop):
            self._open = data[stop:]
        else:
            self.bad_line = self.feeds + 1 + data[: _bad_byte(data)].count(b"\n")


def read_through(path: Path, *, hashed: bool = True) -> Content:
    """Read a file from end to end; the hash is counted on another thread beside the rest."""
    content = Content()
    digest = hashlib.sha256()
    with ThreadPoolExecutor(1) as hasher:
        pending: Future[None] | None = None
        for chunk in chunks(path):
            if hashed:
                _wait(pending)
                pending = hasher.submit(digest.update, chunk)
            content.take(chunk)
        _wait(pending)
    content.end()
    content.sha256 = digest.hexdigest() if hashed else ""
    return content


def sha256_of(path: Path) -> str:
    """The hash of a file that is read by others."""
    digest = hashlib.sha256()
    for chunk in chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file in pieces; `BadInput` if it cannot be read."""
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise unreadable(path) from error


def _wait(pending: Future[None] | None) -> None:
    if pending is not None:
        pending.result()


def _whole_until(data: bytes) -> int:
    """Where the last character begins if its bytes go on beyond the data, else the end."""
    for back in range(1, min(_LONGEST_SEQUENCE, len(data) + 1)):
        byte = data[-back]
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return len(data) - back if length > back else len(data)
    return len(data)


def _is_utf8(data: bytes, stop: int) -> bool:
    # Arrow looks at the bytes without making a string of them, in a third of the time.
    offsets: Any = pa.py_buffer(np.array([0, stop], dtype=np.int64))
    try:
        text = pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data))
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _bad_byte(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return len(data)
