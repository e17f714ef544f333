"""Verbs on accounts: the only place that changes them."""

from __future__ import annotations

import secrets

from django.db import transaction

from parindex.apps.accounts.happenings import AccountOpened, PasswordReset
from parindex.apps.accounts.models import Account
from parindex.apps.events.services import append

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
    username: str, full_name: str, password: str | None, *, by: Account | str, email: str = ""
) -> Account:
    """A new account; without a password it signs in by single sign-on only, or after a reset."""
    with transaction.atomic():
        account = Account.objects.create_user(username, password, full_name=full_name, email=email)
        append(subject_of(account), AccountOpened(account.username, full_name), by=by)
    return account


def reset_password(account: Account, password: str, *, by: Account | str) -> None:
    """Give the account another password; whoever was signed in with the old one is signed out."""
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        append(subject_of(account), PasswordReset(), by=by)
