"""Pages of the directory of units."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from parindex.apps.access.http import Request
from parindex.apps.events.queries import history
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import units_on
from parindex.apps.organizations.tables import UnitsTable


def units(request: Request) -> HttpResponse:
    """The directory: every unit valid today, searched, filtered, exported."""
    table = UnitsTable(request, units_on(request.visitor.day).select_related("parent"))
    return table.response("organizations/units.html")


def unit(request: Request, unit: Unit) -> HttpResponse:
    """One unit: validity, branch, people."""
    context = {
        "unit": unit,
        "members": unit.memberships.select_related("account").order_by("role"),
        "children": unit.children.order_by("name_sort"),
        "history": history("units")[:20],
    }
    return render(request, "organizations/unit.html", context)
