"""Where a request really comes from, where proxies stand before the site."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


def address_middleware(respond: Respond) -> Respond:
    """Put the client's own address where lock-out, limits of rates and lists of sessions look for it.

    The setting says how many proxies are trusted. Each adds to `X-Forwarded-For` the address that it
    was asked from, so the client's stands that many places from the right; whatever stands further
    left was written by the client, and is never believed. Where the header is shorter, or holds no
    address there, the request did not come that way and keeps the address it came from.
    """
    proxies: int = settings.PARINDEX_PROXIES
    if not proxies:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        told = request.headers.get("X-Forwarded-For", "").split(",")
        client = _address(told[-proxies]) if len(told) >= proxies else None
        if client is not None:
            request.META["REMOTE_ADDR"] = client
        return respond(request)

    return middleware


def _address(text: str) -> str | None:
    """An address in its usual spelling, without a port; None for anything else."""
    told = text.strip()
    if told.startswith("["):
        told = told[1:].partition("]")[0]
    elif told.count(":") == 1:
        told = told.partition(":")[0]
    try:
        return str(ip_address(told))
    except ValueError:
        return None
