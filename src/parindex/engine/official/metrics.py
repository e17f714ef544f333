"""Widths of printed text in Times New Roman Bold, to draw rules as long as the decree asks.

A .docx has no way to say «a third of the text above». The widths are those of the Times-Bold
letters, in thousandths of the font size; accents do not widen a letter.
"""

from __future__ import annotations

from unicodedata import normalize

_WIDTHS = {
    250: " ,.",
    278: "il/",
    333: "fjt-():;",
    389: "Is",
    444: "cerz",
    500: "0123456789agovxyJ",
    556: "bdhknpquS",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYw",
    778: "GHKOQ",
    833: "m",
    944: "M",
    1000: "W",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_USUAL = 556
_STROKED = str.maketrans("đĐ", "dD")
_HORN = {"\u031b": 60}
"""The horn of ơ and ư stands beside the letter."""
_MILLIMETRES_PER_POINT = 25.4 / 72


def bold_width(text: str, size: float) -> float:
    """Width in millimetres of a line of bold text set at `size` points."""
    decomposed = normalize("NFD", text.translate(_STROKED))
    return sum(map(_width, decomposed)) / 1000 * size * _MILLIMETRES_PER_POINT


def _width(letter: str) -> int:
    if "\u0300" <= letter <= "\u036f":
        return _HORN.get(letter, 0)
    return _WIDTH_OF.get(letter, _USUAL)
