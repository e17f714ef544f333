"""Addresses of sign-in; allauth looks them up by its own names."""

from __future__ import annotations

from allauth.account import views as allauth

from parindex.apps.access.routes import route
from parindex.apps.access.rules import ANYONE, SIGNED_IN

_FORM = ("GET", "POST")

urlpatterns = [
    route("dang-nhap/", allauth.login, name="account_login", rule=ANYONE, methods=_FORM),
    route("dang-xuat/", allauth.logout, name="account_logout", rule=SIGNED_IN, methods=_FORM),
]
