"""What views raise about the input of people becomes a page that says it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parindex.apps.pages.versions import Conflict
from parindex.engine.values.problems import BadInput


class ProblemsMiddleware:
    """`BadInput` that no form took is answered 422 with its sentences, `Conflict` 409 with both versions."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        if isinstance(raised, BadInput):
            return render(request, "pages/problems.html", {"problems": raised.problems}, status=422)
        if isinstance(raised, Conflict):
            return render(request, "pages/conflict.html", {"conflict": raised}, status=409)
        return None
