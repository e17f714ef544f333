"""The terms of a Vietnamese text: its words in neighbouring pairs, however they were typed."""

from __future__ import annotations

import re
from itertools import pairwise

from parindex.engine.plans.words import fold

Pair = tuple[str, str]

_ABBREVIATIONS = {
    "tthc": "thủ tục hành chính",
    "pakn": "phản ánh kiến nghị",
    "ubnd": "ủy ban nhân dân",
    "ttđt": "thông tin điện tử",
    "dvc": "dịch vụ công",
}
_WORD = re.compile(r"\w+")


def sequence_of(text: str) -> list[tuple[Pair, Pair]]:
    """Neighbouring words of a text in order: each pair folded, and as it is written."""
    found: list[tuple[Pair, Pair]] = []
    # A full stop, a comma or a bracket parts two terms; no pair reaches over it.
    for part in re.split(r"[.,;:()/]", text.lower()):
        words = [each for word in _WORD.findall(part) for each in _long(word)]
        found += [((fold(one), fold(other)), (one, other)) for one, other in pairwise(words)]
    return found


def pairs_of(text: str) -> frozenset[Pair]:
    """The pairs of a text, folded."""
    return frozenset(pair for pair, _ in sequence_of(text))


def _long(word: str) -> list[str]:
    return _ABBREVIATIONS.get(word, word).split()
