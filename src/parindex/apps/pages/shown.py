"""Values the way they are read in Vietnam: numbers, points, dates, and what is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from parindex.engine.rules.wording import is_short, weight
from parindex.engine.values.numbers import vietnamese

_STEP = 1024
NOTHING = SafeString('<span class="none" aria-label="không có">–</span>')


def number(value: int | Decimal | Fraction | None, places: int | None = None) -> str:
    """`1234.5` as `1.234,5`; with `places`, exactly that many decimals, halves up; nothing for None."""
    return "" if value is None else vietnamese(value, places)


def points(value: Fraction | None) -> str:
    """Points as `0,9725`, two decimals at least; `≈ 0,6667` where four cannot hold them."""
    if value is None:
        return ""
    return weight(value) if is_short(value) else f"≈ {vietnamese(value, 4)}"


def day(value: date | None) -> str:
    """A date as `27/02/2023`; nothing for None."""
    return f"{value:%d/%m/%Y}" if value else ""


def moment(value: datetime | None) -> str:
    """A moment as `27/02/2023 08:05`, in Vietnam's time; nothing for None."""
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if value else ""


def size(count: int) -> str:
    """Bytes in the largest fitting unit: `1,4 MB`."""
    for unit, below in (("byte", _STEP), ("KB", _STEP**2), ("MB", _STEP**3)):
        if count < below:
            return f"{count} byte" if unit == "byte" else f"{_tenths(count, below)} {unit}"
    return f"{_tenths(count, _STEP**4)} GB"


def _tenths(count: int, below: int) -> str:
    tenths = number(Fraction(count * _STEP, below), 1)
    return tenths.removesuffix(",0")


_KINDS: Mapping[str, Callable[[Any], str]] = {
    "number": number,
    "points": points,
    "day": day,
    "moment": moment,
}


def shown(value: Any, kind: str = "text", places: int | None = None) -> SafeString:
    """A value of that kind, or a dash for none.

    Kinds are `text`, `short` (text that stays on one line), `number`, `points`, `day`, `moment`.
    With `places` it is a number of exactly that many decimals.
    """
    if value is None or value == "":
        return NOTHING
    words = _KINDS.get(kind, str)(value) if places is None else number(value, places)
    return conditional_escape(words)


def tag(words: str, tone: str = "") -> SafeString:
    """Words set off from the text: `good`, `warn`, `bad`, `info` colour them, and nothing does not."""
    return format_html('<span class="{}">{}</span>', f"tag {tone}".rstrip(), words)
