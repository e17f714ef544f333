"""What happens to accounts."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.apps.access.roles import Role
from parindex.apps.events.registry import happening


@happening("accounts.account_opened", "Mở tài khoản")
@dataclass(frozen=True, slots=True)
class AccountOpened:
    username: str
    full_name: str


@happening("accounts.account_changed", "Sửa thông tin tài khoản")
@dataclass(frozen=True, slots=True)
class AccountChanged:
    full_name: str
    email: str


@happening("accounts.account_locked", "Khóa tài khoản")
@dataclass(frozen=True, slots=True)
class AccountLocked:
    """Nobody signs in with it any more."""


@happening("accounts.account_unlocked", "Mở khóa tài khoản")
@dataclass(frozen=True, slots=True)
class AccountUnlocked:
    """It may sign in again."""


@happening("accounts.password_reset", "Đặt lại mật khẩu")
@dataclass(frozen=True, slots=True)
class PasswordReset:
    """Somebody else gave the account another password; which one is told nowhere."""


@happening("accounts.signed_out_everywhere", "Đăng xuất khỏi mọi nơi")
@dataclass(frozen=True, slots=True)
class SignedOutEverywhere:
    sessions: int


@happening("accounts.second_factor_removed", "Gỡ xác thực hai bước")
@dataclass(frozen=True, slots=True)
class SecondFactorRemoved:
    """The account signs in by password alone until it sets a second factor up again."""


@happening("accounts.second_factor_roles_set", "Đặt vai trò phải xác thực hai bước")
@dataclass(frozen=True, slots=True)
class SecondFactorRolesSet:
    roles: tuple[Role, ...]
