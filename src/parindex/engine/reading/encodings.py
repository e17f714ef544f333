"""Which encoding a text is in: Unicode by its marks and patterns, Windows-1258 by its letters."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

UTF_8 = "utf-8"
WINDOWS_1258 = "windows-1258"

_MARKED_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LETTERS = frozenset(
    letter
    for vowel in _VOWELS
    for tone in _TONES
    for letter in (
        unicodedata.normalize("NFC", vowel + tone),
        unicodedata.normalize("NFC", vowel + tone).upper(),
    )
) | frozenset("đĐ")
_SIGNS = frozenset("–—‘’“”…•·§°²³½«»©®™€×\u00a0")
_FOREIGN_SHARE = 50
"""One odd character in fifty is a slip; more means that the encoding was guessed wrongly."""
_ZERO_SHARE = 5
"""More than two letters in five of a Vietnamese text are ASCII; in UTF-16 that is a fifth of its bytes."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def unicode_encoding(start: bytes) -> str:
    """The Unicode encoding of bytes, by their byte order mark or else by where zero bytes stand.

    "utf-8" says only that nothing speaks for UTF-16.
    """
    marked = next((name for mark, name in _MARKED_ENCODINGS if start.startswith(mark)), None)
    if marked:
        return marked
    # In any UTF-16 text of ours the letters of ASCII have one zero byte, always on the same side.
    upper_first, upper_last = start[::2].count(0), start[1::2].count(0)
    if abs(upper_first - upper_last) * _ZERO_SHARE < len(start):
        return UTF_8
    return "utf-16-be" if upper_first > upper_last else "utf-16-le"


@dataclass(slots=True)
class LetterCount:
    """How much of a text beyond ASCII is neither a letter of the language nor a usual sign."""

    beyond_ascii: int = 0
    odd: int = 0

    def take(self, text: str) -> None:
        """Count one more piece of NFC text."""
        found = _BEYOND_ASCII.findall(text)
        self.beyond_ascii += len(found)
        self.odd += sum(letter not in _LETTERS and letter not in _SIGNS for letter in found)

    @property
    def vietnamese(self) -> bool:
        """Whether the text may be Vietnamese; almost any bytes are some Windows-1258 text."""
        return self.odd * _FOREIGN_SHARE <= self.beyond_ascii


def composed(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of one text with accents composed (NFC), also where a piece ends before its mark."""
    held = ""
    for piece in pieces:
        text = held + piece
        start = len(text) - 1
        while start > 0 and unicodedata.combining(text[start]):
            start -= 1
        yield unicodedata.normalize("NFC", text[:start])
        held = text[start:]
    yield unicodedata.normalize("NFC", held)
