"""How allauth is to treat our accounts, and its sentences in Vietnamese."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render

from parindex.apps.accounts.queries import account_by_username, second_factor_roles

_log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: the administrator makes accounts."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Tài khoản này đã khóa. Hãy báo người quản trị.",
        "enter_current_password": "Mật khẩu đang dùng không đúng.",
        "incorrect_code": "Mã không đúng hoặc đã hết hạn.",
        "incorrect_password": "Mật khẩu không đúng.",
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "too_many_login_attempts": "Sai quá nhiều lần. Hãy thử lại sau 15 phút.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "same_as_current": "Mật khẩu mới phải khác mật khẩu đang dùng.",
        "rate_limited": "Thử quá nhanh. Hãy đợi một lát rồi làm lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords are counted in one place, the lock-out; allauth's own count is for codes."""


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """The provider says who somebody is; whether they have an account here is said here."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultSocialAccountAdapter.error_messages,
        "invalid_token": "Nơi đăng nhập một lần trả lời không hợp lệ.",
    }

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join whoever comes for the first time to the account of their name; refuse who has none."""
        if sociallogin.is_existing:
            return
        name = sociallogin.user.username or ""
        account = account_by_username(name)
        if account is None:
            page = render(request, "socialaccount/unknown.html", {"name": name}, status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.connect(request, account)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *args: Any, **options: Any
    ) -> None:
        """The page tells the person; the log tells the operator why."""
        raised = options.get("exception")
        cause = getattr(raised, "__cause__", None)
        _log.warning("single sign-on failed: %r %r", raised or options.get("error"), cause)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes from an authenticator, and recovery codes."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Vai trò của anh/chị bắt buộc xác thực hai bước.",
        "cannot_generate_recovery_codes": "Hãy bật xác thực hai bước trước khi tạo mã dự phòng.",
        "incorrect_code": "Mã không đúng hoặc đã hết hạn.",
        "unverified_email": "Thư điện tử của tài khoản chưa được xác nhận.",
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not while a role that is held needs it."""
        return not (second_factor_roles() & context.request.visitor.roles)
