"""Addresses of the pages on accounts: all the administrator's, but the suggestions."""

from __future__ import annotations

from parindex.apps.access.routes import View, route
from parindex.apps.access.rules import ADMINISTERS, WITH_ROLE
from parindex.apps.accounts.queries import account_by_username
from parindex.apps.organizations.people import views
from parindex.apps.organizations.people.queries import deputy_by_key, membership_by_key

app_name = "people"

_FORM = ("GET", "POST")

_ON_ACCOUNT: tuple[tuple[str, View, str], ...] = (
    ("sua", views.edit, "edit"),
    ("mat-khau", views.reset, "reset"),
    ("dang-xuat", views.sign_out, "sign_out"),
    ("khoa", views.lock, "lock"),
    ("go-hai-buoc", views.remove_second_factor, "remove_second_factor"),
    ("giao-vai-tro", views.grant, "grant"),
    ("ban-giao", views.handover, "handover"),
)

urlpatterns = [
    route("", views.people, name="people", rule=ADMINISTERS),
    route("chung/them/", views.new_account, name="new", rule=ADMINISTERS, methods=_FORM),
    route("chung/goi-y/", views.suggestions, name="suggestions", rule=WITH_ROLE),
    route(
        "chung/hai-buoc/",
        views.second_factor,
        name="second_factor",
        rule=ADMINISTERS,
        methods=_FORM,
    ),
    route(
        "vai-tro/<uuid:key>/thoi/",
        views.end_membership,
        name="end_membership",
        rule=ADMINISTERS,
        methods=_FORM,
        of=membership_by_key,
        known_to=ADMINISTERS,
    ),
    route(
        "vai-tro/<uuid:key>/uy-quyen/",
        views.name_deputy,
        name="name_deputy",
        rule=ADMINISTERS,
        methods=_FORM,
        of=membership_by_key,
        known_to=ADMINISTERS,
    ),
    route(
        "uy-quyen/<uuid:key>/thoi/",
        views.recall_deputy,
        name="recall_deputy",
        rule=ADMINISTERS,
        methods=_FORM,
        of=deputy_by_key,
        known_to=ADMINISTERS,
    ),
    route(
        "<str:username>/",
        views.person,
        name="person",
        rule=ADMINISTERS,
        of=account_by_username,
        known_to=ADMINISTERS,
    ),
    *(
        route(
            f"<str:username>/{address}/",
            view,
            name=name,
            rule=ADMINISTERS,
            methods=_FORM,
            of=account_by_username,
            known_to=ADMINISTERS,
        )
        for address, view, name in _ON_ACCOUNT
    ),
]
