"""Upkeep of the key index: entries of lost files dropped, small segments joined, in bounded memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TypeVar

import numpy as np
import numpy.typing as npt

from parindex.engine.records.database import Database
from parindex.engine.records.folders import INDEX
from parindex.engine.records.key_index import Hashes, Places, write_segment
from parindex.engine.records.manifest import DataFile
from parindex.engine.records.schema import Kind
from parindex.engine.records.segments import ROW_BITS, Segment, segment_files
from parindex.engine.records.stored import key_places

SMALL = 1 << 20
"""Entries below which a segment is joined with others."""

FULL = 1 << 22
"""Entries at which a joined segment is full: 64 MB on disk, three times that while it is sorted."""

_WORTH_JOINING = 2
_CHUNK = 1 << 20
_ROW_BITS = np.uint64(ROW_BITS)
_ROW_MASK = np.uint64(0xFFFF_FFFF)

_Item = TypeVar("_Item")


def index_new(
    database: Database, kind: Kind, stem: str, files: Sequence[DataFile]
) -> tuple[Segment, ...]:
    """Segments for new files, as many files in each as it holds."""
    segments = []
    for number, group in enumerate(_filled(files, [file.rows for file in files])):
        segment = Segment(f"{INDEX}/{kind.name}/{stem}-{number}", tuple(f.path for f in group))
        write_segment(database.lake, segment, *key_places(database, kind, segment.files))
        segments.append(segment)
    return tuple(segments)


def pruned(lake: Path, segment: Segment, live: Collection[str], path: str) -> Segment | None:
    """The segment without the entries of files that are not live, under a new path.

    The segment itself where all its files are, None where none is.
    """
    kept = tuple(file for file in segment.files if file in live)
    if len(kept) == len(segment.files):
        return segment
    if not kept:
        return None
    number_of = {file: number for number, file in enumerate(kept)}
    numbers = np.array([number_of.get(file, -1) for file in segment.files], np.int64)
    found = Segment(path, kept)
    length = sum(len(hashes) for hashes, _ in _entries(lake, segment, numbers))
    hash_file, place_file = (lake / name for name in segment_files(found))
    with hash_file.open("wb") as hash_target, place_file.open("wb") as place_target:
        for target in (hash_target, place_target):
            _write_header(target, length)
        for hashes, places in _entries(lake, segment, numbers):
            hashes.tofile(hash_target)
            places.tofile(place_target)
    return found


def joined(
    lake: Path, segments: Sequence[Segment], stem: str
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Small segments joined up to full ones: the segments that result, and those no longer needed."""
    lengths = {segment: _length(lake, segment) for segment in segments}
    small = [segment for segment in segments if lengths[segment] < SMALL]
    if len(small) < _WORTH_JOINING:
        return tuple(segments), ()
    result = [segment for segment in segments if lengths[segment] >= SMALL]
    for number, group in enumerate(_filled(small, [lengths[segment] for segment in small])):
        result.append(_join(lake, group, f"{stem}-j{number}"))
    return tuple(result), tuple(small)


def _join(lake: Path, segments: Sequence[Segment], path: str) -> Segment:
    files = tuple(dict.fromkeys(file for segment in segments for file in segment.files))
    number_of = {file: number for number, file in enumerate(files)}
    parts = [
        part
        for segment in segments
        for part in _entries(
            lake, segment, np.array([number_of[file] for file in segment.files], np.int64)
        )
    ]
    hashes = np.concatenate([np.empty(0, np.uint64), *(hashes for hashes, _ in parts)])
    places = np.concatenate([np.empty(0, np.uint64), *(places for _, places in parts)])
    found = Segment(path, files)
    write_segment(lake, found, hashes, places)
    return found


def _entries(
    lake: Path, segment: Segment, numbers: npt.NDArray[np.int64]
) -> Iterator[tuple[Hashes, Places]]:
    """The entries of a segment, piece by piece, under other numbers of its files; -1 leaves out."""
    hashes, places = (np.load(lake / name, mmap_mode="r") for name in segment_files(segment))
    for start in range(0, len(hashes), _CHUNK):
        at = np.asarray(places[start : start + _CHUNK])
        renumbered = numbers[(at >> _ROW_BITS).astype(np.int64)]
        kept = renumbered >= 0
        file_part = renumbered[kept].astype(np.uint64) << _ROW_BITS
        yield np.asarray(hashes[start : start + _CHUNK])[kept], file_part | (at[kept] & _ROW_MASK)


def _length(lake: Path, segment: Segment) -> int:
    return len(np.load(lake / segment_files(segment)[0], mmap_mode="r"))


def _filled(items: Sequence[_Item], sizes: Sequence[int]) -> Iterator[list[_Item]]:
    """Items in groups that are full at `FULL`; a larger one stands alone."""
    group: list[_Item] = []
    filled = 0
    for item, size in zip(items, sizes, strict=True):
        if group and filled + size > FULL:
            yield group
            group, filled = [], 0
        group.append(item)
        filled += size
    if group:
        yield group


def _write_header(target: BinaryIO, length: int) -> None:
    # Written as a file, not as memory: on a full disk the latter ends the process without a word.
    told = {"descr": "<u8", "fortran_order": False, "shape": (length,)}
    np.lib.format.write_array_header_1_0(target, told)
