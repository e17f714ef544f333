"""In which order a file writes day, month and year, as far as its values tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_DAY = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{1,4})(?!\d)(.*)")
_TWELVE_HOURS = re.compile(r"\s+\d{1,2}:\d{2}(:\d{2})?\s*[AP]M", re.IGNORECASE)
_COMPACT = re.compile(r"\d{8}")
_READ_UNTOLD = ("/", "-")
_SHOWN = 3


class Order(StrEnum):
    """What the values of a file's date columns say about the order of day and month."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    AMBIGUOUS = "ambiguous"
    MIXED = "mixed"
    YEAR_FIRST = "year_first"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DateShape:
    """How dates are written: the order, the formats to name in a mapping (none where the usual do).

    `day_first` and `month_first` count the values that can only be one of both; `unread` shows values
    that are no date in any shape known here.
    """

    order: Order
    formats: tuple[str, ...]
    day_first: int
    month_first: int
    unread: tuple[str, ...]


def date_shape(values: Iterable[str]) -> DateShape:
    """Judge the date values of a file together; a day above 12 shows where the day stands."""
    seen: Counter[str] = Counter()
    layouts: dict[str, None] = {}
    unread: dict[str, None] = {}
    for value in values:
        layout = _layout(value, seen)
        if layout is None:
            unread[value] = None
        else:
            layouts[layout] = None
    order = _order(seen)
    month_first = order is Order.MONTH_FIRST
    formats = tuple(dict.fromkeys(_format(layout, month_first=month_first) for layout in layouts))
    usual = {f"dd{sign}mm{sign}yyyy" for sign in _READ_UNTOLD} | {"yyyy-mm-dd"}
    return DateShape(
        order,
        () if set(formats) <= usual else formats,
        seen["day"],
        seen["month"],
        tuple(unread)[:_SHOWN],
    )


def _layout(value: str, seen: Counter[str]) -> str | None:
    """The separator and the place and length of the year, `x/x/yyyy`; counts what the value proves."""
    if _COMPACT.fullmatch(value):
        seen["year"] += 1
        return "yyyyxx"
    told = _DAY.match(value)
    if told is None:
        return None
    first, sign, second, third, rest = told.groups()
    twelve = _TWELVE_HOURS.fullmatch(rest)
    clock = f" hh:mm{':ss' if twelve[1] else ''} am/pm" if twelve else ""
    if len(first) == 4 and len(third) <= 2:
        seen["year"] += 1
        return f"yyyy{sign}x{sign}x{clock}"
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    day, month = int(first) > 12, int(second) > 12
    seen["both" if not day and not month else "neither" if day and month else ""] += 1
    seen["day"] += day and not month
    seen["month"] += month and not day
    return f"x{sign}x{sign}{'y' * len(third)}{clock}"


def _order(seen: Counter[str]) -> Order:
    if seen["day"] and seen["month"]:
        return Order.MIXED
    if seen["day"]:
        return Order.DAY_FIRST
    if seen["month"]:
        return Order.MONTH_FIRST
    if seen["both"]:
        return Order.AMBIGUOUS
    return Order.YEAR_FIRST if seen["year"] else Order.NONE


def _format(layout: str, *, month_first: bool) -> str:
    if layout == "yyyyxx":
        return "yyyymmdd"
    parts = ["mm", "dd"] if month_first or layout.startswith("yyyy") else ["dd", "mm"]
    for part in parts:
        layout = layout.replace("x", part, 1)
    return layout
