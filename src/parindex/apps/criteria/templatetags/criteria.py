"""Rules in words."""

from __future__ import annotations

from django import template

from parindex.engine.criteria.model import Component

register = template.Library()


@register.filter
def rule_in_words(component: Component) -> str:
    """The component's whole rule in plain Vietnamese."""
    return component.rule.in_words(component.context())
