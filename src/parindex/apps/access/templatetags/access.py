"""In templates: whether the visitor may follow a link, by the rule of the route itself."""

from __future__ import annotations

from typing import Any

from django import template

from parindex.apps.access.routes import admits

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], name: str, thing: Any = None, method: str = "GET") -> bool:
    """`{% may "app:route" object as allowed %}`: whether the route's rule admits the visitor."""
    return admits(context["request"].visitor, name, thing, method)
