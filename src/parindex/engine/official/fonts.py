"""Choose the one font family of the PDF.

Some old builds of a family lack Vietnamese letters (fonts-liberation 1.07 lacks 92), and a
typesetter that finds a letter missing takes it from another font, so that one word mixes two. The
typesetter itself is asked which families of the stack hold every letter, upright, bold and italic.
"""

from __future__ import annotations

from functools import cache
from string import ascii_lowercase, digits
from unicodedata import normalize

import typst

STACK = ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif")
"""In order of preference; the last comes inside typst and covers Vietnamese."""

_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PROBE = b"""#set text(font: sys.inputs.font, fallback: false)
#let letters = text(sys.inputs.letters)
#letters #strong(letters) #emph(letters) #strong(emph(letters))
"""


def vietnamese_letters() -> str:
    """Every letter of Vietnamese with and without tones, digits and common marks."""
    toned = "".join(normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
    small = ascii_lowercase + "ăâđêôơư" + toned
    return small + small.upper() + digits + ".,;:/()-–…«»%"


@cache
def installed_fonts() -> typst.Fonts:
    """The fonts of this machine and those inside typst; searched once."""
    return typst.Fonts()


@cache
def document_font() -> str:
    """The first family of the stack that covers Vietnamese."""
    known = set(installed_fonts().families())
    return next((each for each in STACK if each in known and covers(each)), STACK[-1])


def covers(family: str) -> bool:
    """Whether the family holds every Vietnamese letter in all four faces.

    PDF/A forbids letters that have no shape, so that setting them fails where one is missing.
    """
    try:
        typst.compile(
            _PROBE,
            font_paths=installed_fonts(),
            format="pdf",
            sys_inputs={"font": family, "letters": vietnamese_letters()},
            pdf_standards=["a-2b"],
        )
    except typst.TypstError:
        return False
    return True
