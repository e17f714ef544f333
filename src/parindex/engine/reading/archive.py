"""Zip archives, as office documents are: unpacked once, to prove that they stay within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile, ZipInfo

_CHUNK = 1024 * 1024
_ENTRY_LIMIT = 5_000

ARCHIVE_DAMAGE = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises on archives that are broken, encrypted or made up."""


class TooLarge(Exception):
    """An archive unpacks to more than was allowed."""


def unpacked_chunks(archive: ZipFile, *, limit: int) -> Iterator[tuple[ZipInfo, bytes]]:
    """Every entry of an archive piece by piece; `TooLarge` beyond `limit` bytes in all.

    An archive may lie about its sizes, so both the declared and the real ones are held against it.
    """
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > limit or len(entries) > _ENTRY_LIMIT:
        raise TooLarge
    unpacked = 0
    for entry in entries:
        for chunk in entry_chunks(archive, entry):
            unpacked += len(chunk)
            if unpacked > limit:
                raise TooLarge
            yield entry, chunk


def check_unpacked(archive: ZipFile, *, limit: int) -> None:
    """Unpack everything without keeping it; `TooLarge` beyond `limit` bytes in all."""
    for _ in unpacked_chunks(archive, limit=limit):
        pass


def entry_chunks(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of one entry, piece by piece."""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
