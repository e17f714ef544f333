"""Values the Vietnamese way, the way back, and what other apps put on a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from parindex.apps.pages.addresses import address
from parindex.apps.pages.beside import pieces_at
from parindex.apps.pages.columns import drawn
from parindex.apps.pages.shown import day, moment, number, points, shown, size

register = template.Library()

for each in (day, moment, number, points, shown, size):
    register.filter(each)


register.simple_tag(drawn, name="rows")


@register.inclusion_tag("pages/crumb.html")
def crumb(words: str, route: str, *parts: Any) -> dict[str, str]:
    """A step of the way back: `{% crumb "Đơn vị" "organizations:units" %}`, parts of its address last."""
    return {"words": words, "address": address(route, *parts)}


@register.simple_tag(takes_context=True)
def beside(context: dict[str, Any], spot: str, thing: Any) -> SafeString:
    """`{% beside "assessments.item" item %}`: what the apps above put there."""
    return pieces_at(spot, context["request"], thing)
