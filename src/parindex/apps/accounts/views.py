"""Pages of sign-in that are not allauth's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parindex.apps.access.http import Request


def locked_out(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
    """Too many failures: says how long to wait."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "account/locked_out.html", {"minutes": minutes}, status=429)


def name_tried(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The sign-in name of an attempt, for counting: capitals make no other name."""
    told = credentials or {}
    given = told.get("username") or told.get("login") or request.POST.get("login", "")
    return str(given).casefold()


def inactive(request: Request) -> HttpResponse:
    """The account is locked."""
    return render(request, "account/inactive.html", status=403)
