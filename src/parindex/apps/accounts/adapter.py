"""How allauth is to treat our accounts."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: the administrator makes accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
