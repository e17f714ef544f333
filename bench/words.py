"""Figures as Vietnamese readers write them."""

from __future__ import annotations


def dots(number: int) -> str:
    """`1.234.567`."""
    return f"{number:,}".replace(",", ".")


def decimal(number: float, places: int = 2) -> str:
    """`1.234,57`."""
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def seconds(number: float) -> str:
    """Seconds with as many places as mean something; under 0.1 s milliseconds."""
    if number < 0.1:
        return f"{decimal(1000 * number, 1)} ms"
    return f"{decimal(number, 1 if number >= 10 else 2)} s"


def size(count: float) -> str:
    """Bytes as MB or GB (10^6, 10^9)."""
    return f"{decimal(count / 1e9, 2)} GB" if count >= 1e9 else f"{decimal(count / 1e6, 0)} MB"
