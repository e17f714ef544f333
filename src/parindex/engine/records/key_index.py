"""Where the rows of a kind stand, found by a 64-bit hash of their key in logarithmic time.

Each batch leaves one sorted segment: two arrays on disk, the hashes and the places, which are mapped
into memory and searched without being read whole. Two keys may share a hash, so that whoever looks
a key up compares the keys themselves afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from parindex.engine.records.segments import ROW_BITS, Segment, segment_files

Hashes: TypeAlias = npt.NDArray[np.uint64]
Places: TypeAlias = npt.NDArray[np.uint64]
"""The number of a file of the segment in the upper 32 bits, of the row in the lower."""

_ROW_BITS = np.uint64(ROW_BITS)
_ROW_MASK = np.uint64(0xFFFF_FFFF)


@dataclass(frozen=True, slots=True)
class Located:
    """Stored rows that were found: parallel arrays of hash, number of the file in `files`, row."""

    files: tuple[str, ...]
    hashes: Hashes
    file_numbers: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.hashes)


def write_segment(lake: Path, segment: Segment, hashes: Hashes, places: Places) -> None:
    """Sort the entries by hash and write them."""
    # Entries come in runs that are sorted already: merging them takes a tenth of sorting anew.
    order = np.argsort(hashes, kind="stable")
    path = lake / segment.path
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, values in zip(segment_files(segment), (hashes, places), strict=True):
        np.save(lake / name, values[order])


def find(lake: Path, segments: Sequence[Segment], wanted: Hashes) -> Located:
    """The entries of all segments whose hash is among the (sorted, distinct) wanted ones."""
    files = tuple(dict.fromkeys(file for segment in segments for file in segment.files))
    numbers = {file: number for number, file in enumerate(files)}
    hashes: list[Hashes] = [np.empty(0, np.uint64)]
    places: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] = []
    for segment in segments:
        found, at = _find_in(lake, segment, wanted)
        renumbered = np.array([numbers[file] for file in segment.files], np.int64)
        hashes.append(found)
        places.append(
            (renumbered[(at >> _ROW_BITS).astype(np.int64)], (at & _ROW_MASK).astype(np.int64))
        )
    empty = np.empty(0, np.int64)
    return Located(
        files,
        np.concatenate(hashes),
        np.concatenate([empty, *(file for file, _ in places)]),
        np.concatenate([empty, *(row for _, row in places)]),
    )


def _find_in(lake: Path, segment: Segment, wanted: Hashes) -> tuple[Hashes, Places]:
    stored_hashes, stored_places = (
        np.load(lake / name, mmap_mode="r") for name in segment_files(segment)
    )
    if not len(wanted):
        hits = np.empty(0, np.int64)
    elif len(stored_hashes) < len(wanted):
        # Fewer look-ups the other way round.
        at = np.minimum(np.searchsorted(wanted, stored_hashes), len(wanted) - 1)
        hits = np.flatnonzero(wanted[at] == stored_hashes)
    else:
        first = np.searchsorted(stored_hashes, wanted, side="left")
        hits = _spread(first, np.searchsorted(stored_hashes, wanted, side="right") - first)
    return np.asarray(stored_hashes[hits]), np.asarray(stored_places[hits])


def _spread(first: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All positions of runs that begin at `first` and are `counts` long."""
    before = np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(first, counts) + np.arange(int(counts.sum())) - before
