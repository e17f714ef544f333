"""Fixtures of the product's tests: a world of stock units and people, and their browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from parindex.apps.accounts.models import Account
from tests.apps.people import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def client_of() -> Callable[[Account | None], Client]:
    """A client signed in as an account; None: nobody."""

    def make(account: Account | None) -> Client:
        client = Client()
        if account is not None:
            client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make
