"""Reads of accounts."""

from __future__ import annotations

from parindex.apps.accounts.models import Account
from parindex.engine.values.problems import BadInput, near_miss


def account_named(username: str) -> Account:
    """The account of that name; `BadInput` with names like it if there is none."""
    found = Account.objects.filter(username=username).first()
    if found is None:
        known = Account.objects.values_list("username", flat=True)
        raise BadInput.of(
            f"tài khoản «{username}»",
            "không có tài khoản này",
            near_miss(username, known, "Hãy kiểm tra tên đăng nhập"),
        )
    return found
