"""Addresses of sign-in; allauth looks them up by its own names."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as sso
from allauth.usersessions import views as sessions

from parindex.apps.access.routes import View, route
from parindex.apps.access.rules import ANYONE, SIGNED_IN, Rule
from parindex.apps.accounts.views import inactive

_CANCELLED = "socialaccount_login_cancelled"
_PAGE, _FORM = ("GET",), ("GET", "POST")

_ROUTES: tuple[tuple[str, View, str, Rule, tuple[str, ...]], ...] = (
    ("dang-nhap/", account.login, "account_login", ANYONE, _FORM),
    ("dang-nhap/hai-buoc/", factor.authenticate, "mfa_authenticate", ANYONE, _FORM),
    ("dang-nhap/da-khoa/", inactive, "account_inactive", ANYONE, _PAGE),
    ("dang-nhap/mot-lan/<provider_id>/", sso.login, "openid_connect_login", ANYONE, _FORM),
    ("dang-nhap/mot-lan/<provider_id>/ve/", sso.callback, "openid_connect_callback", ANYONE, _PAGE),
    ("dang-nhap/mot-lan-thoi/", elsewhere.login_cancelled, _CANCELLED, ANYONE, _PAGE),
    ("dang-nhap/mot-lan-loi/", elsewhere.login_error, "socialaccount_login_error", ANYONE, _PAGE),
    ("dang-xuat/", account.logout, "account_logout", ANYONE, _FORM),
    ("toi/mat-khau/", account.password_change, "account_change_password", SIGNED_IN, _FORM),
    ("toi/xac-nhan/", account.reauthenticate, "account_reauthenticate", SIGNED_IN, _FORM),
    ("toi/xac-nhan/ma/", factor.reauthenticate, "mfa_reauthenticate", SIGNED_IN, _FORM),
    ("toi/phien/", sessions.list_usersessions, "usersessions_list", SIGNED_IN, _FORM),
    ("toi/hai-buoc/", factor.index, "mfa_index", SIGNED_IN, _PAGE),
    ("toi/hai-buoc/bat/", totp.activate_totp, "mfa_activate_totp", SIGNED_IN, _FORM),
    ("toi/hai-buoc/tat/", totp.deactivate_totp, "mfa_deactivate_totp", SIGNED_IN, _FORM),
    ("toi/ma-du-phong/", codes.view_recovery_codes, "mfa_view_recovery_codes", SIGNED_IN, _PAGE),
    (
        "toi/ma-du-phong/tao/",
        codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
        SIGNED_IN,
        _FORM,
    ),
    (
        "toi/ma-du-phong/tai/",
        codes.download_recovery_codes,
        "mfa_download_recovery_codes",
        SIGNED_IN,
        _PAGE,
    ),
)

urlpatterns = [
    route(address, view, name=name, rule=rule, methods=methods)
    for address, view, name, rule, methods in _ROUTES
]
