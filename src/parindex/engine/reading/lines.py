"""What a document comes down to: numbered lines, those inside a table knowing their cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a line stands; all counts start at zero.

    `table` counts the tables of a document. A merged cell is given once, at its upper left
    corner, with the rows (`height`) and grid columns (`width`) that it covers.
    """

    table: int
    row: int
    column: int
    height: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text (NFC) as a reader finds it.

    `number` counts from 1: lines of a text file, paragraphs and forced line breaks of a Word
    document. `adjacent` says that the line follows the one above without a gap, so that it may
    be the same sentence running on.
    """

    number: int
    text: str
    adjacent: bool = False
    cell: Cell | None = None
