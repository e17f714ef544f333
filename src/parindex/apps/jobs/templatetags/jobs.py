"""Spans of time in words."""

from __future__ import annotations

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def span(left: timedelta) -> str:
    """`5 giây`, `3 phút`, `2 giờ 5 phút`."""
    seconds = int(left.total_seconds())
    if seconds < 60:
        return f"{max(1, seconds)} giây"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} giờ {rest} phút" if hours else f"{minutes} phút"
