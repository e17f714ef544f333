"""The request as views behind a rule for signed-in people get it."""

from __future__ import annotations

from parindex.apps.access.http import Request
from parindex.apps.accounts.models import Account


class SignedIn(Request):
    """A request of somebody with an account: its route admits nobody else."""

    user: Account
