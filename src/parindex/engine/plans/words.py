"""Comparing Vietnamese words however they were typed, and patterns built from word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TONE_PLACES = (
    "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy",
    "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ",
)
"""Old and new tone placement (hòa, hoà): two habits, one spelling, the same number of letters."""

_NEW_TO_OLD = dict(zip(_TONE_PLACES[1].split(), _TONE_PLACES[0].split(), strict=True))
_NEW_PLACE = re.compile("|".join(_NEW_TO_OLD))
_SIGNS = str.maketrans("–—−‐‑\u00a0\u202f\t", "-----   ")
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text in the one form that patterns are written in; its length never changes.

    Lower case, one tone placement, one dash, one blank: a match in the folded text stands at
    the same place in the original.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    return _NEW_PLACE.sub(lambda match: _NEW_TO_OLD[match[0]], lowered.translate(_SIGNS))


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first, with any amount of space between words."""
    ordered = sorted((fold(phrase) for phrase in phrases), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, p.split())) for p in ordered) + ")"


def tidy(text: str) -> str:
    """The text with single blanks and without any at its ends."""
    return _SPACES.sub(" ", text).strip()


def without_end(text: str) -> str:
    """A name or list entry without the punctuation that ends it in a document (`;`, `.`, `./.`)."""
    return tidy(text).removesuffix("./.").rstrip(" ;.,")


def sentence(text: str) -> str:
    """A sentence as written, without the semicolon of a list or the end mark of a document."""
    return tidy(text).removesuffix("./.").rstrip(" ;")


def is_capitals(text: str) -> bool:
    """Whether the text is set in capitals, as headings and offices are."""
    return any(map(str.isalpha, text)) and text == text.upper()
