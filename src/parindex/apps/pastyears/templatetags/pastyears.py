"""What is known of earlier years on the page of a component."""

from __future__ import annotations

from typing import Any

from django import template

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import set_of
from parindex.apps.pastyears.queries import past_of

register = template.Library()


@register.inclusion_tag("pastyears/panel.html")
def past_years(unit: str, criteria: PublishedSet, code: str, year: int) -> dict[str, Any]:
    """`{% past_years unit.code criteria code year %}`: the years before, where any is known."""
    return {"rows": past_of(unit, set_of(criteria), code, year)}
