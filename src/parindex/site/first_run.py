"""The first accounts: made once, with a password that stands nowhere but on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.services import open_account, random_password
from parindex.apps.events.services import SYSTEM
from parindex.apps.organizations.memberships import grant
from parindex.apps.organizations.queries import today
from parindex.site.example import load_example

ADMINISTRATOR = "quantri"


@dataclass(frozen=True, slots=True)
class FirstAccounts:
    """The accounts just made and their common password, to be shown once."""

    usernames: tuple[str, ...]
    password: str


def open_first_accounts(*, example: bool) -> FirstAccounts | None:
    """On a database without accounts, make them: the administrator, or the example's, one for each role.

    None where there are accounts already.
    """
    with transaction.atomic():
        if Account.objects.exists():
            return None
        password = random_password()
        made = load_example(password) if example else [_administrator(password)]
    return FirstAccounts(tuple(account.username for account in made), password)


def _administrator(password: str) -> Account:
    account = open_account(ADMINISTRATOR, "Quản trị hệ thống", password, by=SYSTEM)
    grant(account, Role.ADMINISTRATOR, None, by=SYSTEM, since=today())
    return account
