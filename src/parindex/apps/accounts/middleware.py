"""Between sign-in and work: a password of one's own, and the second factor where a role needs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from parindex.apps.access.http import Request
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.queries import has_second_factor, second_factor_roles

_FREE = frozenset(
    {
        "ready",
        "guides:mine",
        "guides:guide",
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)
"""Routes that lead through the gate, or out."""


def gate_middleware(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Send whoever has something to set up there first, wherever they wanted to go."""
    return _Gate(respond)


class _Gate:
    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        match, account = request.resolver_match, request.user
        if not isinstance(account, Account) or match is None or match.view_name in _FREE:
            return None
        if account.must_change_password:
            messages.warning(request, "Hãy đặt mật khẩu của riêng mình trước khi làm việc.")
            return redirect("account_change_password")
        if self._lacks_factor(cast("Request", request), account):
            messages.warning(request, "Vai trò của anh/chị bắt buộc xác thực hai bước.")
            return redirect("mfa_activate_totp")
        return None

    def _lacks_factor(self, request: Request, account: Account) -> bool:
        needed = second_factor_roles() & request.visitor.roles
        return bool(needed) and not has_second_factor(account)
