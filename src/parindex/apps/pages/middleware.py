"""What views raise about the input of people becomes a page that says it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from parindex.apps.pages.versions import Conflict
from parindex.engine.values.problems import BadInput


class ProblemsMiddleware:
    """`BadInput` that no form took is answered 422 with its sentences, `Conflict` 409 with both versions."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: object, *told: object) -> None:
        """`SuspiciousOperation`, which is answered 400, for what is not text."""
        if _holds_nul(request):
            raise SuspiciousOperation("a NUL was sent")

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        if isinstance(raised, BadInput):
            context = {"problems": raised.problems, "back": page_before(request)}
            return render(request, "pages/problems.html", context, status=422)
        if isinstance(raised, Conflict):
            shown = {"conflict": raised, "back": page_before(request)}
            return render(request, "pages/conflict.html", shown, status=409)
        return None


def page_before(request: HttpRequest) -> str:
    """The page of this site that was left for this one; where none is named, this address itself.

    What only takes forms has no page of its own to go back to.
    """
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}):
        return request.path
    parts = urlsplit(before)
    # One stroke at the beginning: after two, browsers would read the name of another site.
    return urlunsplit(("", "", "/" + parts.path.lstrip("/\\"), parts.query, ""))


def _holds_nul(request: HttpRequest) -> bool:
    """Whether something was sent that no field of a page yields and PostgreSQL does not take."""
    sent = [
        value for told in (request.GET, request.POST) for _, all_ in told.lists() for value in all_
    ]
    return any("\0" in str(each) for each in (request.path, *sent))
