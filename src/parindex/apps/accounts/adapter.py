"""How allauth is to treat our accounts, and its sentences in Vietnamese."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


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
        from allauth.core import context  # noqa: PLC0415 - the request under way

        from parindex.apps.accounts.queries import second_factor_roles  # noqa: PLC0415

        return not (second_factor_roles() & context.request.visitor.roles)
