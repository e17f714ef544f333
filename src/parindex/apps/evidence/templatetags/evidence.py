"""The evidence of a place on any page."""

from __future__ import annotations

from typing import Any

from django import template

from parindex.apps.evidence.places import Place
from parindex.apps.evidence.queries import panel

register = template.Library()


@register.inclusion_tag("evidence/panel.html", takes_context=True)
def evidence(context: dict[str, Any], place: Place) -> dict[str, Any]:
    """`{% evidence place %}`: what is attached at a place, and what the visitor may do about it."""
    request = context["request"]
    return {
        "panel": panel(request.visitor, place),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
