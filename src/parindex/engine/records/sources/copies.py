"""Copies in the work folder of an import: unpacked, in UTF-8, with one kind of line end."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import os
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from parindex.engine.reading.encodings import WINDOWS_1258, LetterCount, composed
from parindex.engine.reading.files import MEGABYTE
from parindex.engine.records.sources.content import CHUNK, chunks
from parindex.engine.values.problems import BadInput

_HIGHEST_RATIO = 200
"""Exports shrink to a tenth or a thirtieth; only made-up content shrinks to less than this."""
_HARMLESS_SIZE = 64 * MEGABYTE


def new_file(work: Path, suffix: str) -> Path:
    """A new empty file in the work folder."""
    handle, name = tempfile.mkstemp(prefix="source-", suffix=suffix, dir=work)
    os.close(handle)
    return Path(name)


def unpacked(path: Path, work: Path) -> Path:
    """The content of a gzip file; `BadInput` if it is damaged or incomplete."""
    target = new_file(work, ".csv")
    allowed = max(_HARMLESS_SIZE, path.stat().st_size * _HIGHEST_RATIO)
    size = 0
    try:
        with gzip.open(path) as file, target.open("wb") as copy:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > allowed:
                    raise _bomb(path)
                copy.write(chunk)
    except EOFError as error:
        raise BadInput.of(
            path,
            "tệp nén .gz bị cụt, thiếu phần cuối",
            "Hãy tải hoặc chép lại tệp cho đủ rồi thử lại",
        ) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise BadInput.of(
            path, "tệp nén .gz bị hỏng, không mở được", "Hãy xuất hoặc chép lại tệp rồi thử lại"
        ) from error
    return target


def as_utf_8(path: Path, encoding: str, work: Path, *, judged: bool) -> tuple[Path, str]:
    """A copy in UTF-8, without a byte order mark, and the SHA-256 of the original bytes.

    Windows-1258, which writes accents as marks of their own, is composed (NFC). Raises
    `UnicodeDecodeError` where the bytes are no text in that encoding or, when it is `judged`
    because it was only guessed, no Vietnamese text.
    """
    target = new_file(work, ".csv")
    digest = hashlib.sha256()
    pieces = _decoded(path, encoding, digest)
    letters = LetterCount()
    with target.open("wb") as copy:
        for piece in composed(pieces) if encoding == WINDOWS_1258 else pieces:
            if judged:
                letters.take(piece)
            copy.write(piece.encode())
    if not letters.vietnamese:
        raise UnicodeDecodeError(encoding, b"", 0, 1, "no Vietnamese text")
    return target, digest.hexdigest()


def with_line_feeds(path: Path, work: Path) -> Path:
    """A copy whose lines all end in a line feed; a return that ends no line becomes a blank.

    Where returns alone end the lines, they become line feeds.
    """
    target = new_file(work, ".csv")
    alone = b" " if any(b"\n" in chunk for chunk in chunks(path)) else b"\n"
    held = b""
    with target.open("wb") as copy:
        for chunk in chunks(path):
            data, held = held + chunk, b""
            if data.endswith(b"\r"):
                # The line feed that belongs to it may open the next chunk.
                data, held = data[:-1], b"\r"
            copy.write(data.replace(b"\r\n", b"\n").replace(b"\r", alone))
        copy.write(b"\n" if held else b"")
    return target


def without_first_lines(path: Path, lines: int, work: Path) -> Path:
    """A copy whose first lines are blank, so that they are as many to every reader."""
    target = new_file(work, ".csv")
    with path.open("rb") as file, target.open("wb") as copy:
        for _ in range(lines):
            file.readline()
        copy.write(b"\n" * lines)
        while chunk := file.read(CHUNK):
            copy.write(chunk)
    return target


def _decoded(path: Path, encoding: str, digest: hashlib._Hash) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    mark = "\ufeff"
    for chunk in chunks(path):
        digest.update(chunk)
        yield decoder.decode(chunk).removeprefix(mark)
        mark = ""
    yield decoder.decode(b"", final=True)


def _bomb(path: Path) -> BadInput:
    return BadInput.of(
        path,
        f"tệp nén bất thường, mở ra lớn hơn {_HIGHEST_RATIO} lần",
        "Hãy kiểm tra nguồn gốc của tệp",
    )
