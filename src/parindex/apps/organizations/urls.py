"""Addresses of the directory of units; verbs on one unit stand below its code."""

from __future__ import annotations

from parindex.apps.access.routes import route
from parindex.apps.access.rules import ADMINISTERS, SIGNED_IN
from parindex.apps.organizations import views
from parindex.apps.organizations.importing import views as importing
from parindex.apps.organizations.queries import unit_by_code

app_name = "organizations"

_FORM = ("GET", "POST")

urlpatterns = [
    route("", views.units, name="units", rule=SIGNED_IN),
    route("danh-muc/cay/", views.units_tree, name="tree", rule=SIGNED_IN),
    route("danh-muc/goi-y/", views.suggestions, name="suggestions", rule=SIGNED_IN),
    route("danh-muc/them/", views.new_unit, name="new", rule=ADMINISTERS, methods=_FORM),
    route("danh-muc/nap/", importing.choose, name="import", rule=ADMINISTERS, methods=_FORM),
    route(
        "danh-muc/nap/ghi/",
        importing.confirm,
        name="import_confirm",
        rule=ADMINISTERS,
        methods=("POST",),
    ),
    route("<str:code>/", views.unit, name="unit", rule=SIGNED_IN, of=unit_by_code),
    *(
        route(
            f"<str:code>/{address}/",
            view,
            name=name,
            rule=ADMINISTERS,
            methods=_FORM,
            of=unit_by_code,
        )
        for address, view, name in (
            ("sua", views.edit_unit, "edit"),
            ("hop-nhat", views.merge, "merge"),
            ("chia-tach", views.split, "split"),
            ("ket-thuc", views.end, "end"),
        )
    ),
]
