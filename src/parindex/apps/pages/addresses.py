"""Addresses of the site's pages."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from django.urls import reverse

_KEPT = 8192


@lru_cache(maxsize=_KEPT)
def address(route: str, *parts: Hashable) -> str:
    """The address of that route, its parts in their order.

    Lists ask for the same ones again and again; finding one among all routes takes as long as drawing
    the rest of a row.
    """
    return reverse(route, args=parts)
