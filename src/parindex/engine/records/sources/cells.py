"""The value of a spreadsheet cell as the text that a person would type for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_EXACT = 2**53
"""Up to here a float holds every whole number."""


def cell_text(value: Any) -> str | None:
    """Text of a value as calamine or Arrow gives it; `None` for an empty cell.

    Whole numbers lose their `.0`, others the noise beyond the 15 digits that Excel keeps. Dates
    come as ISO; a date with midnight behind it is a date. Truth values are `true` and `false`.
    """
    if value is None or value == "":
        return None
    return _TEXTS[type(value)](value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) <= _EXACT:
        return str(int(value))
    if value - value != 0:
        return str(value)
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value: datetime) -> str:
    if value.time() == time() and value.tzinfo is None:
        return value.date().isoformat()
    return value.isoformat(" ", "milliseconds" if value.microsecond else "seconds")


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = "-" * (seconds < 0), abs(seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


_TEXTS: dict[type, Callable[[Any], str]] = {
    str: str,
    float: _number,
    int: str,
    bool: lambda value: "true" if value else "false",
    datetime: _moment,
    date: date.isoformat,
    time: lambda value: value.isoformat("seconds"),
    timedelta: _duration,
}
