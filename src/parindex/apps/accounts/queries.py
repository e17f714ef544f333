"""Reads of accounts."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account, SecondFactorRole
from parindex.apps.pages.folded import matching
from parindex.engine.values.problems import BadInput, near_miss

_SUGGESTED = 12


def account_named(username: str) -> Account:
    """The account of that name; `BadInput` with names like it if there is none."""
    found = account_by_username(username)
    if found is None:
        known = Account.objects.values_list("username", flat=True)
        raise BadInput.of(
            f"tài khoản «{username}»",
            "không có tài khoản này",
            near_miss(username, known, "Hãy kiểm tra tên đăng nhập"),
        )
    return found


def account_by_username(username: str) -> Account | None:
    """The account of that name, capitals or not."""
    return Account.objects.filter(username__iexact=username).first()


def name_now(column: str) -> Coalesce:
    """For queries: the full name of the account that a column names, else what stands there."""
    named = Account.objects.filter(username=OuterRef(column)).exclude(full_name="")
    return Coalesce(Subquery(named.values("full_name")), column)


def accounts_listed() -> QuerySet[Account]:
    """All accounts, with `has_second_factor`."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return Account.objects.annotate(has_second_factor=Exists(factor))


def suggested_accounts(typed: str) -> QuerySet[Account]:
    """A few accounts in use that match what somebody types; none for nothing typed."""
    if not typed.strip():
        return Account.objects.none()
    found = Account.objects.filter(matching("search", typed), is_active=True)
    return found.order_by("name_sort")[:_SUGGESTED]


def second_factor_roles() -> frozenset[Role]:
    """The roles that need a second factor."""
    return frozenset(map(Role, SecondFactorRole.objects.values_list("role", flat=True)))


def has_second_factor(account: Account) -> bool:
    """Whether the account has set up codes from an authenticator."""
    factors = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP)
    return bool(factors.exists())
