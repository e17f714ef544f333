"""A field in which a person names an account: by sign-in name or by the person's name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parindex.apps.accounts.models import Account
from parindex.apps.accounts.queries import account_by_username, suggested_accounts
from parindex.apps.pages.forms import SuggestInput


class AccountField(forms.CharField):
    """One account in use; suggestions come from the route `people:suggestions`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "Gõ tên đăng nhập hoặc họ tên, không cần dấu")
        super().__init__(widget=SuggestInput("people:suggestions"), **options)

    def prepare_value(self, value: Any) -> Any:
        return value.username if isinstance(value, Account) else value

    def clean(self, value: Any) -> Any:
        """The account, or None where nothing was typed and nothing is required."""
        text = super().clean(value)
        return _account_meant(text) if text else None


def _account_meant(text: str) -> Account:
    account = account_by_username(text.partition(" – ")[0].strip())
    if account is not None:
        return account
    found = list(suggested_accounts(text))
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(f"Không có tài khoản nào khớp với «{text}».")
    names = "; ".join(f"{each.username} – {each}" for each in found[:3])
    raise ValidationError(f"«{text}» khớp với nhiều tài khoản: {names}… Hãy gõ tên đăng nhập.")
