"""The request as our views get it: signed in or not, always with a visitor."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from parindex.apps.access.roles import Visitor


class Request(HttpRequest):
    """A request after the middleware: `visitor` says who asks, `htmx` whether a part is enough."""

    visitor: Visitor
    htmx: HtmxDetails
