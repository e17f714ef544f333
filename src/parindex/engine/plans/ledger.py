"""The account of every piece of a document: what it was taken for, or that it found no place."""

from __future__ import annotations

from collections.abc import Iterable

from parindex.engine.plans.model import Reading


class Ledger:
    """Pieces in reading order. Whatever nobody places stays on the list of the unplaced."""

    def __init__(self) -> None:
        self._pieces: list[tuple[int, str]] = []
        self._parts: dict[int, str] = {}

    def add(self, line: int, text: str) -> int:
        """Enter a piece with the number of its line; the result is the piece's own number."""
        self._pieces.append((line, text))
        return len(self._pieces) - 1

    def place(self, pieces: Iterable[int], part: str) -> None:
        """Note what pieces were taken for; the first use of a piece stands."""
        for piece in pieces:
            self._parts.setdefault(piece, part)

    def text(self, pieces: Iterable[int]) -> str:
        """The pieces as they stand in the document, marks and labels included."""
        return " ".join(self._pieces[piece][1] for piece in pieces)

    def readings(self) -> tuple[Reading, ...]:
        return tuple(
            Reading(line, text, self._parts.get(piece))
            for piece, (line, text) in enumerate(self._pieces)
        )
