"""The evidence of a place on any page, and sizes in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import template

from parindex.apps.evidence.places import Place
from parindex.apps.evidence.queries import panel
from parindex.apps.pages.shown import number

register = template.Library()

_STEP = 1024


@register.inclusion_tag("evidence/panel.html", takes_context=True)
def evidence(context: dict[str, Any], place: Place) -> dict[str, Any]:
    """`{% evidence place %}`: what is attached at a place, and what the visitor may do about it."""
    request = context["request"]
    return {
        "panel": panel(request.visitor, place),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def size(count: int) -> str:
    """Bytes in the largest fitting unit: `1,4 MB`."""
    for unit, below in (("byte", _STEP), ("KB", _STEP**2), ("MB", _STEP**3)):
        if count < below:
            return f"{count} byte" if unit == "byte" else f"{_tenths(count, below)} {unit}"
    return f"{_tenths(count, _STEP**4)} GB"


def _tenths(count: int, below: int) -> str:
    tenths = number(Fraction(count * _STEP, below), 1)
    return tenths.removesuffix(",0")
