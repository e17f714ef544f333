"""The parts of an index by key as a manifest names them; reading a version asks for no more."""

from __future__ import annotations

from dataclasses import dataclass

ROW_BITS = 32
"""A place holds the number of a file of the segment above these bits, and the row in them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the index: its arrays' path inside the lake (without ending), the files it covers."""

    path: str
    files: tuple[str, ...]


def segment_files(segment: Segment) -> tuple[str, str]:
    """The two files of a segment, inside the lake."""
    return f"{segment.path}.hashes.npy", f"{segment.path}.places.npy"


def place(file_number: int) -> int:
    """What is added to a row number to make a place in the file of that number."""
    return file_number << ROW_BITS
