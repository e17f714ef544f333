"""Pages of the guides."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.access.http import Request
from parindex.apps.guides.catalogue import COMMON, first_for, own_first
from parindex.apps.guides.reading import Guide, guide_with


def mine(request: Request) -> HttpResponse:
    """On to the guide of whoever asks."""
    return redirect("guides:guide", first_for(request.visitor))


def guide(request: Request, found: Guide) -> HttpResponse:
    """A guide, with its sections and the list of all guides, those of the visitor's roles first."""
    listed = own_first(request.visitor)
    context = {
        "guide": found,
        "own": [guide_with(name) for name, is_own in listed if is_own],
        "others": [guide_with(name) for name, is_own in listed if not is_own],
        "common": guide_with(COMMON),
    }
    return render(request, "guides/guide.html", context)
