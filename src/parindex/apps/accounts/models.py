"""Who signs in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone

from parindex.apps.access.roles import Role
from parindex.apps.pages.folded import FoldedField, SortKeyField


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; allauth and the tests call it."""

    def create_user(
        self, username: str, password: str | None = None, **fields: str | bool
    ) -> Account:
        """A new account with that name, unable to sign in by password if there is none."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person's account; what it may do follows from memberships, never from the account itself."""

    username = models.CharField(
        "tên đăng nhập",
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Đã có tài khoản với tên đăng nhập này."},
    )
    full_name = models.CharField("họ và tên", max_length=200)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    created_at = models.DateTimeField("ngày tạo", default=timezone.now)
    search = FoldedField(of=("username", "full_name", "email"))
    name_sort = SortKeyField(of=("full_name",))

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rpartition(" ")[2] or self.username


class SecondFactorRole(models.Model):
    """A role that nobody may act in without a second factor; a projection of what was decided."""

    role = models.CharField("vai trò", max_length=20, choices=Role, primary_key=True)

    class Meta:
        verbose_name = "vai trò cần xác thực hai bước"

    def __str__(self) -> str:
        return self.get_role_display()
