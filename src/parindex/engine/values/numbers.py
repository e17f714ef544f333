"""Exact numbers: fractions inside, decimal text at the edges, rounding half up and only once."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

_DIGITS = 60
"""Precision for turning fractions into decimal text; far beyond any figure a report prints."""


def exact(value: int | str | Decimal | Fraction) -> Fraction:
    """Turn an integer, decimal text, Decimal or fraction into the exact fraction it denotes.

    Floats are refused: `0.1` as a float is already another number.
    """
    if isinstance(value, bool | float):
        raise TypeError(f"{value!r} is not an exact number")
    return Fraction(value)


def terminates(value: Fraction) -> bool:
    """Whether the fraction has a finite decimal expansion."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def round_half_up(value: Fraction, places: int) -> Decimal:
    """Round to `places` decimals, a half away from zero (làm tròn theo quy tắc thông thường)."""
    with localcontext() as context:
        context.prec = _DIGITS + places
        scaled = abs(value) * 10**places
        units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        rounded = Decimal(units).scaleb(-places)
        return -rounded if value < 0 and units else rounded


def decimal_text(value: Fraction, places: int = 6) -> str:
    """Plain decimal text for machines: exact where the expansion ends, else `places` decimals."""
    if not terminates(value):
        return f"{round_half_up(value, places):f}"
    with localcontext() as context:
        context.prec = _DIGITS
        context.rounding = ROUND_HALF_UP
        text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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
