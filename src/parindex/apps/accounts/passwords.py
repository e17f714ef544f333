"""Password rules, each saying in Vietnamese what it asks for.

Django's checks with our sentences: its Vietnamese catalogue leaves some of them in English.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation as django
from django.core.exceptions import ValidationError

from parindex.apps.accounts.models import Account


class LongEnough:
    """At least `length` signs."""

    def __init__(self, length: int = 12) -> None:
        self.length = length

    def validate(self, password: str, user: Account | None = None) -> None:
        if len(password) < self.length:
            raise ValidationError(f"Mật khẩu cần ít nhất {self.length} ký tự.")

    def get_help_text(self) -> str:
        return f"Ít nhất {self.length} ký tự; một câu ngắn dễ nhớ là tốt nhất."


class _Told:
    """One of Django's checks; whatever it refuses is told in the sentence of the subclass."""

    check: Any
    told: str

    def validate(self, password: str, user: Account | None = None) -> None:
        try:
            self.check.validate(password, user)
        except ValidationError as error:
            raise ValidationError(self.told) from error

    def get_help_text(self) -> str:
        return self.told


class NotTheName(_Told):
    """Nothing like the account's names."""

    check = django.UserAttributeSimilarityValidator(("username", "full_name", "email"))
    told = "Mật khẩu không được gần giống tên đăng nhập, họ tên hoặc thư điện tử."


class NotCommon(_Told):
    """None of the twenty thousand that everybody tries first."""

    check = django.CommonPasswordValidator()
    told = "Mật khẩu không được là một mật khẩu hay gặp."


class NotDigitsAlone(_Told):
    """Something beside digits."""

    check = django.NumericPasswordValidator()
    told = "Mật khẩu không được chỉ gồm chữ số."
