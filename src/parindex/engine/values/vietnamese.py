"""Vietnamese text for searching without accents and for sorting the way a dictionary does."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Grave, hook, tilde, acute, dot below: the order of tones after the level one."""

_BLANK = "01"
_ELSEWHERE = "zz"
"""A letter of another alphabet comes after ours."""

_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """The text as it is searched: lower case, no accents, đ as d, one blank between words."""
    parted = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return _NOT_WORD.sub(" ", parted).strip() if parted.isascii() else _fold_signs(parted)


def _fold_signs(parted: str) -> str:
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", bare).strip()


def sort_key(text: str) -> str:
    """A key of digits and lower-case letters whose order is the order of the Vietnamese alphabet.

    Letters decide first (a < ă < â < b … d < đ), tones break the tie (level, huyền, hỏi, ngã, sắc,
    nặng); signs other than letters and digits only part words. Every letter takes two characters, so
    that any collation of a database that orders digits before letters gives the same order.
    """
    letters: list[str] = []
    tones: list[str] = []
    for sign in unicodedata.normalize("NFC", " ".join(text.casefold().split())):
        letter, tone = _letter(sign)
        letters.append(letter)
        tones.append(str(tone))
    return f"{''.join(letters)}00{''.join(tones)}"


def _letter(sign: str) -> tuple[str, int]:
    """The code of a letter and its tone (0 for the level one)."""
    parts = unicodedata.normalize("NFD", sign)
    tone = next((_TONES.index(part) + 1 for part in parts if part in _TONES), 0)
    kept = "".join(part for part in parts if part not in _TONES)
    base = unicodedata.normalize("NFC", kept)
    if base in _LETTERS:
        place = _LETTERS.index(base)
        return f"{chr(97 + place // 26)}{chr(97 + place % 26)}", tone
    if base.isascii() and base.isdigit():
        return f"1{base}", tone
    return (_ELSEWHERE, tone) if base.isalpha() else (_BLANK, 0)
