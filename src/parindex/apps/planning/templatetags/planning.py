"""In templates of plans: how a standing is coloured."""

from __future__ import annotations

from django import template

from parindex.apps.planning.standing import Standing

register = template.Library()


@register.filter
def tone(standing: str) -> str:
    """`bad`, `warn`, `good` or nothing for the value of a `Standing`."""
    return Standing(standing).tone
