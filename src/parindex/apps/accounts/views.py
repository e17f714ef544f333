"""Pages of sign-in that are not allauth's."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parindex.apps.access.http import Request


def locked_out(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
    """Too many failures: says how long to wait."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "account/locked_out.html", {"minutes": minutes}, status=429)


def inactive(request: Request) -> HttpResponse:
    """The account is locked."""
    return render(request, "account/inactive.html", status=403)
