"""Addresses of earlier years."""

from __future__ import annotations

from parindex.apps.access.routes import route
from parindex.apps.access.rules import WITH_ROLE
from parindex.apps.pastyears import views
from parindex.apps.pastyears.queries import import_with
from parindex.apps.pastyears.rules import IMPORTS, WITHDRAWS

app_name = "pastyears"

urlpatterns = [
    route("", views.all_results, name="results", rule=WITH_ROLE),
    route("nhap/", views.choose, name="choose", rule=IMPORTS, methods=("GET", "POST")),
    route("nhap/mau/", views.give_sample, name="sample", rule=IMPORTS),
    route("nhap/ghi/", views.confirm, name="confirm", rule=IMPORTS, methods=("POST",)),
    route("tep/", views.all_imports, name="imports", rule=IMPORTS),
    route("tep/<uuid:key>/", views.one_import, name="import", rule=IMPORTS, of=import_with),
    route(
        "tep/<uuid:key>/thu-hoi/",
        views.withdraw,
        name="withdraw",
        rule=WITHDRAWS,
        methods=("POST",),
        of=import_with,
    ),
]
