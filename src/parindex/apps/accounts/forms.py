"""allauth's forms with our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html


def _say(form: forms.Form, **labels: str) -> None:
    """Give fields their labels; what stands as a placeholder would say it twice."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self, login="Tên đăng nhập", password="Mật khẩu")  # noqa: S106 - a label


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password and the new one, twice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(
            self,
            oldpassword="Mật khẩu đang dùng",
            password1="Mật khẩu mới",
            password2="Mật khẩu mới, ghi lại lần nữa",
        )
        self.fields["password1"].help_text = password_validators_help_text_html()

    def clean(self) -> Any:
        told = super().clean()
        if self.data.get("password1") and self.data.get("password2") and "password2" in self.errors:
            self.errors["password2"] = self.error_class(["Hai lần ghi không giống nhau."])
        return told

    def save(self) -> None:
        """Whoever chose their own password need not change it."""
        super().save()
        self.user.must_change_password = False
        self.user.save(update_fields=["must_change_password"])


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self, password="Mật khẩu")  # noqa: S106 - a label


class CodeForm(factor.AuthenticateForm):
    """A code at sign-in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self, code="Mã 6 chữ số, hoặc một mã dự phòng")


class CodeAgainForm(factor.ReauthenticateForm):
    """A code once more."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self, code="Mã 6 chữ số, hoặc một mã dự phòng")


class ActivateForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self, code="Mã 6 chữ số trên ứng dụng")
