"""Exact numbers: fractions inside, decimal text at the edges, rounding half up and only once."""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction

_WRITTEN = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
"""A number as it is written here: dots between thousands, a comma before the decimals."""

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Moving the decimal point of a whole number never rounds it here, however long it is."""


def exact(value: int | str | Decimal | Fraction) -> Fraction:
    """Turn an integer, decimal text, Decimal or fraction into the exact fraction it denotes.

    Floats are refused: `0.1` as a float is already another number.
    """
    if isinstance(value, bool | float):
        raise TypeError(f"{value!r} is not an exact number")
    return Fraction(value)


def terminates(value: Fraction) -> bool:
    """Whether the fraction has a finite decimal expansion."""
    return decimals(value) is not None


def decimals(value: Fraction) -> int | None:
    """How many decimals the expansion of the fraction has; None where it does not end."""
    rest, powers = value.denominator, {2: 0, 5: 0}
    for prime in powers:
        while rest % prime == 0:
            rest //= prime
            powers[prime] += 1
    return max(powers.values()) if rest == 1 else None


def round_half_up(value: Fraction, places: int) -> Decimal:
    """Round to `places` decimals, a half away from zero (làm tròn theo quy tắc thông thường)."""
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-units if value < 0 else units).scaleb(-places, _EXACT)


def decimal_text(value: Fraction, places: int = 6) -> str:
    """Plain decimal text for machines: exact where the expansion ends, else `places` decimals."""
    needed = decimals(value)
    return f"{round_half_up(value, places if needed is None else needed):f}"


def vietnamese(value: Fraction | Decimal | int, places: int | None = None) -> str:
    """Print a number the Vietnamese way: `11.670`, `97,25`.

    With `places` the figure is rounded half up to exactly that many decimals; without, it is
    printed exactly where the expansion ends and to six decimals where it does not.
    """
    number = Fraction(value)
    text = decimal_text(number) if places is None else f"{round_half_up(number, places):f}"
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, decimals = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def read_vietnamese(text: str) -> Fraction | None:
    """The number that is written: `11.670`, `97,25`; None for any other text, `97.25` too."""
    written = text.strip()
    if not _WRITTEN.fullmatch(written):
        return None
    return Fraction(written.replace(".", "").replace(",", "."))
