"""The home page, what is to be urged, the page that tells whether the site serves, and the pages of errors."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parindex.apps.access.http import Request
from parindex.apps.pages.listing import Listing, exported
from parindex.site.home import home_page, urging_page


def home(request: Request) -> HttpResponse:
    """What is true now for whoever signed in: their work and their roles."""
    page = home_page(request.visitor)
    work = Listing(request, "viec", "Việc cần làm", page.columns, page.work)
    return exported(work) or render(request, "home.html", {"page": page, "work": work})


def urging(request: Request) -> HttpResponse:
    """What others owe that whoever signed in has to urge."""
    page = urging_page(request.visitor)
    urged = Listing(request, "don-doc", "Cần đôn đốc", page.columns, page.urged)
    return exported(urged) or render(request, "urging.html", {"page": page, "urged": urged})


def ready(request: Request) -> HttpResponse:
    """`ok` if the site serves and its database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before sign-in, or from elsewhere: nothing was written."""
    return render(request, "errors/stale_form.html", status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The refusal names who may: the words of the route's rule."""
    return render(request, "errors/403.html", {"who_may": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for our own mistakes; it asks neither database nor session."""
    return render(None, "errors/500.html", status=500)
