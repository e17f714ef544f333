"""Fixtures of the product's tests: a world of stock units and people, and their browsers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from parindex.apps.accounts.models import Account
from parindex.services.example import load_example_records
from tests.apps.people import World, make_world


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On another database only what touches the database is tried again."""
    if not os.environ.get("PARINDEX_TEST_DATABASE_URL"):
        return
    left = [item for item in items if not _touches(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if _touches(item)]


def _touches(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & _DATABASE)


_DATABASE = {"db", "transactional_db"}


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


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store of the example's made-up records."""
    work = tmp_path_factory.mktemp("example")
    load_example_records(work, 400, lambda step: None)
    return work / "kho"


@pytest.fixture
def store(example_store: Path, settings: object) -> Path:
    """That store as the site's."""
    settings.RECORDS_STORE = example_store
    return example_store
