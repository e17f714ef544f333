"""What happens to accounts."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.apps.events.registry import happening


@happening("accounts.account_opened", "Mở tài khoản")
@dataclass(frozen=True, slots=True)
class AccountOpened:
    username: str
    full_name: str


@happening("accounts.password_reset", "Đặt lại mật khẩu")
@dataclass(frozen=True, slots=True)
class PasswordReset:
    """Somebody gave the account another password; which one is told nowhere."""
