"""Whoever acts: the account, and what it holds; services ask it before they write anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from parindex.apps.access.roles import Visitor
from parindex.apps.access.rules import Rule
from parindex.apps.accounts.http import SignedIn
from parindex.apps.accounts.models import Account
from parindex.apps.organizations.queries import today, visitor_of


@dataclass(frozen=True, slots=True)
class Actor:
    """An account with the roles it holds today."""

    account: Account
    visitor: Visitor

    @classmethod
    def of(cls, account: Account) -> Actor:
        return cls(account, visitor_of(account, today()))

    @classmethod
    def asking(cls, request: SignedIn) -> Actor:
        return cls(request.user, request.visitor)

    def require(self, rule: Rule, thing: Any = None) -> None:
        """`PermissionDenied` with the rule's words where it does not admit the actor."""
        if not rule.admits(self.visitor, thing):
            raise PermissionDenied(rule.words)
