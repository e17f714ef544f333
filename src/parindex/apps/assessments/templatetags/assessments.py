"""Values of records on the screen."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import template
from django.utils.safestring import SafeString

from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.states import tone_of
from parindex.apps.pages.shown import tag
from parindex.engine.values.numbers import vietnamese

register = template.Library()


@register.filter
def rounded(value: Fraction, places: int) -> str:
    """A total as a set prints it: rounded half up to so many decimals."""
    return vietnamese(value, places)


@register.filter
def state(row: Item | Assessment) -> SafeString:
    """How far an item or an assessment is."""
    return tag(row.get_state_display(), tone_of(row))


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
