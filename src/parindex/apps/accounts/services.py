"""Verbs on accounts: the only place that changes them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from parindex.apps.access.roles import Role
from parindex.apps.accounts import happenings as told
from parindex.apps.accounts.models import Account
from parindex.apps.events.services import append
from parindex.engine.values.problems import BadInput

SETTINGS = "settings"
"""The subject of decisions about the whole site."""

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another."""


def subject_of(account: Account) -> str:
    """The subject of what happens to an account, its roles among it."""
    return f"account:{account.pk}"


def random_password() -> str:
    """Sixteen random signs in four groups: about 79 bits."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def open_account(
    username: str,
    full_name: str,
    password: str | None,
    *,
    by: Account | str,
    email: str = "",
    must_change_password: bool = False,
) -> Account:
    """A new account; without a password it signs in by single sign-on only, or after a reset.

    `BadInput` if the name is taken, capitals or not.
    """
    if Account.objects.filter(username__iexact=username).exists():
        raise BadInput.of(
            "username", f"đã có tài khoản «{username}»", "Hãy chọn tên đăng nhập khác"
        )
    with transaction.atomic():
        account = Account.objects.create_user(
            username,
            password,
            full_name=full_name,
            email=email,
            must_change_password=must_change_password,
        )
        append(subject_of(account), told.AccountOpened(account.username, full_name), by=by)
    return account


def change_account(account: Account, full_name: str, email: str, *, by: Account | str) -> None:
    """Correct a person's name and address."""
    account.full_name, account.email = full_name, email
    with transaction.atomic():
        account.save(update_fields=["full_name", "email", "search", "name_sort"])
        append(subject_of(account), told.AccountChanged(full_name, email), by=by)


def reset_password(account: Account, password: str, *, by: Account | str) -> None:
    """Give the account another password, to be changed at sign-in; open sessions end."""
    account.set_password(password)
    account.must_change_password = True
    with transaction.atomic():
        account.save(update_fields=["password", "must_change_password"])
        append(subject_of(account), told.PasswordReset(), by=by)
        _end_sessions(account)


def lock(account: Account, *, by: Account, reason: str) -> None:
    """Nobody signs in with the account any more; open sessions end. `BadInput` for one's own."""
    if account.pk == by.pk:
        raise BadInput.of(
            f"tài khoản «{account.username}»",
            "là tài khoản đang dùng",
            "Hãy nhờ người quản trị khác",
        )
    account.is_active = False
    with transaction.atomic():
        account.save(update_fields=["is_active"])
        append(subject_of(account), told.AccountLocked(), by=by, reason=reason)
        _end_sessions(account)


def unlock(account: Account, *, by: Account, reason: str) -> None:
    """The account may sign in again."""
    account.is_active = True
    with transaction.atomic():
        account.save(update_fields=["is_active"])
        append(subject_of(account), told.AccountUnlocked(), by=by, reason=reason)


def sign_out_everywhere(account: Account, *, by: Account) -> int:
    """End every session of the account; returns how many there were."""
    with transaction.atomic():
        ended = _end_sessions(account)
        append(subject_of(account), told.SignedOutEverywhere(ended), by=by)
    return ended


def remove_second_factor(account: Account, *, by: Account, reason: str) -> None:
    """For whoever lost the device: the account signs in by password alone until set up again."""
    with transaction.atomic():
        Authenticator.objects.filter(user=account).delete()
        append(subject_of(account), told.SecondFactorRemoved(), by=by, reason=reason)


def require_second_factor(roles: Iterable[Role], *, by: Account) -> None:
    """These roles, and no others, may be acted in only with a second factor."""
    decided = tuple(sorted(roles))
    append(SETTINGS, told.SecondFactorRolesSet(decided), by=by)


def _end_sessions(account: Account) -> int:
    sessions = list(UserSession.objects.filter(user=account))
    for session in sessions:
        session.end()
    return len(sessions)
