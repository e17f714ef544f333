"""Every request knows who asks and what they hold today."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from parindex.apps.access.http import Request
from parindex.apps.access.roles import Visitor
from parindex.apps.accounts.models import Account
from parindex.apps.organizations.queries import today, visitor_of


def visitor_middleware(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.visitor`, read from the database when it is first asked for.

    What is answered is for that visitor: nothing between the site and them may keep it for others.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        found = SimpleLazyObject(lambda: _visitor(request))
        cast("Request", request).visitor = cast("Visitor", found)
        response = respond(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def _visitor(request: HttpRequest) -> Visitor:
    if isinstance(request.user, Account):
        return visitor_of(request.user, today())
    return Visitor(None, "", today())
