"""Values of records on the screen."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import template

from parindex.engine.values.numbers import vietnamese

register = template.Library()


@register.filter
def rounded(value: Fraction, places: int) -> str:
    """A total as a set prints it: rounded half up to so many decimals."""
    return vietnamese(value, places)


@register.filter
def record_value(value: Any) -> str:
    """A value as a person reads it: days and moments the Vietnamese way, yes and no in words."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
