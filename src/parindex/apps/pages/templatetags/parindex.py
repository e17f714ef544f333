"""Numbers and dates the Vietnamese way, and links that keep a page's other settings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from parindex.apps.pages.beside import pieces_at
from parindex.engine.rules.wording import is_short, weight
from parindex.engine.values.numbers import vietnamese

register = template.Library()


@register.filter
def number(value: int | Decimal | Fraction | None, places: int | None = None) -> str:
    """`1234.5` as `1.234,5`; with `places`, exactly that many decimals, halves up; nothing for None."""
    return "" if value is None else vietnamese(value, places)


@register.filter
def day(value: date | None) -> str:
    """A date as `27/02/2023`; nothing for None."""
    return f"{value:%d/%m/%Y}" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as `27/02/2023 08:05`, in Vietnam's time; nothing for None."""
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if value else ""


@register.inclusion_tag("pages/crumb.html")
def crumb(words: str, route: str, *parts: Any) -> dict[str, str]:
    """A step of the way back: `{% crumb "Đơn vị" "organizations:units" %}`, parts of its address last."""
    return {"words": words, "address": reverse(route, args=parts)}


@register.simple_tag(takes_context=True)
def beside(context: dict[str, Any], spot: str, thing: Any) -> SafeString:
    """`{% beside "assessments.item" item %}`: what the apps above put there."""
    return pieces_at(spot, context["request"], thing)


@register.filter
def points(value: Fraction | None) -> str:
    """Points as `0,9725`, two decimals at least; `≈ 0,6667` where four cannot hold them."""
    if value is None:
        return ""
    return weight(value) if is_short(value) else f"≈ {vietnamese(value, 4)}"
