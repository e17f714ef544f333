"""Accounts are ordinary rows that services write; what happened to them is recorded beside."""

from parindex.apps.accounts.happenings import AccountOpened, PasswordReset
from parindex.apps.events.registry import only_recorded

only_recorded(AccountOpened, PasswordReset)
