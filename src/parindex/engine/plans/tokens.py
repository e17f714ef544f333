"""The tokens that a document is cut into, and the marks that lines start with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from parindex.engine.plans.labels import LabelKind
from parindex.engine.plans.words import any_of, fold


class Mark(Enum):
    """What stands before a line's words: nothing, `-`, `a)`, `1.1.`, `IV.`; or it is a table."""

    NONE = auto()
    BULLET = auto()
    LETTER = auto()
    NUMBER = auto()
    SECTION = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the document: its words without the mark, the mark's own text in `ref`.

    `pieces` are its numbers in the ledger. `label` says what the words stand for where a label
    introduces them. `adjacent` is the line's. A table of tasks is one token holding `rows`.
    `wrapped` are those pieces that were joined on because they looked like a line running on.
    """

    pieces: tuple[int, ...]
    line: int
    text: str
    mark: Mark = Mark.NONE
    ref: str = ""
    label: LabelKind | None = None
    adjacent: bool = False
    rows: tuple[Token, ...] = ()
    wrapped: tuple[int, ...] = ()

    @property
    def is_content(self) -> bool:
        """Whether the words speak for themselves, without a label."""
        return self.label is None and self.mark is not Mark.TABLE


_NUMBERED_WORDS = ("nhiệm vụ", "nội dung", "tiêu chí", "chỉ tiêu")
_ROMAN = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})"

# The marks are matched in the text as written: `I.` opens a section, `i)` is a letter. A dash ends
# a number only where words follow: `02- 03 cuộc` is an amount.
_MARKS = (
    (Mark.SECTION, re.compile(rf"(?P<ref>{_ROMAN}|[A-HĐ])\s?[.)/:–—-](?:\s+|$)")),
    (Mark.SECTION, re.compile(r"(?P<ref>(?i:phần)\s+(?:(?i:thứ)\s+\w+|[IVX]+|\d{1,2}))\b[.:]?\s*")),
    (
        Mark.NUMBER,
        re.compile(r"(?P<ref>\d{1,2}(?:\.\d{1,2}){1,4})(?:\s?[.)/:]|[–—-](?=\s)|(?=\s))\s*"),
    ),
    (
        Mark.NUMBER,
        re.compile(r"(?P<ref>\d{1,2})(?:\s?[.)/](?=\s|[^\W\d_]|$)|[–—-](?=\s+[^\W\d_]))\s*"),
    ),
    (Mark.LETTER, re.compile(r"(?P<ref>[a-zđ])(?:\)|[./–—-](?=\s))\s*")),
    (Mark.BULLET, re.compile(r"[-+*•·–—▪▫◦○●■□❖➢✓✔\ue000-\uf8ff]+\s*(?=\w|[(\"“‘])|o\s+(?=\w)")),
)
_WORDED = re.compile(rf"{any_of(_NUMBERED_WORDS)}\s+(?P<ref>\d{{1,2}}(?:\.\d{{1,2}})*)\s*[.:)]\s*")


def read_mark(text: str) -> tuple[Mark, str, str]:
    """The mark a line starts with, the mark's own number or letter, and the words behind it."""
    worded = _WORDED.match(fold(text))
    if worded:
        return Mark.NUMBER, worded["ref"], text[worded.end() :]
    for mark, pattern in _MARKS:
        match = pattern.match(text)
        if match:
            return mark, match.groupdict().get("ref") or "", text[match.end() :]
    return Mark.NONE, "", text
