"""Every route × every role has a declared outcome; a route without one fails here."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parindex.apps.access.checks import every_route_declares_access
from parindex.apps.access.roles import Role
from parindex.apps.access.routes import declared_routes
from parindex.apps.accounts.models import Account
from tests.apps.people import World
from tests.apps.routes import all_rows
from tests.apps.rows import Row

ALL = all_rows()
MOST_QUERIES = 25


def test_every_route_declares_who_may() -> None:
    assert every_route_declares_access(None) == []


def test_the_table_has_every_route_and_no_other() -> None:
    routes = {
        (each.name, method)
        for each in declared_routes()
        if each.access is not None
        for method in each.access.rules
    }
    assert {(row.route, row.method) for row in ALL} == routes


def test_object_routes_are_tried_by_three_people() -> None:
    with_object = {each.name for each in declared_routes() if each.access and each.access.of}
    assert {row.route for row in all_rows() if row.people is None} & with_object == set()


def _ask(client: Client, row: Row, world: World) -> int:
    """The outcome; what the request wrote is taken back, for the next to ask the same world."""
    address = reverse(row.route, kwargs=row.parts(world))
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            answer = client.generic(row.method, address)
            if answer.streaming:
                # To its end, as a browser reads it: only then is what it streams from closed.
                b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    if row.method == "GET":
        assert len(asked) <= MOST_QUERIES, [query["sql"] for query in asked]
    return answer.status_code


def client_of(account: Account | None) -> Client:
    """A client with a session as signing in leaves it, without all that signing in sets going."""
    client = Client()
    if account is not None:
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


@pytest.mark.parametrize("row", ALL, ids=lambda row: f"{row.method} {row.route}")
def test_outcomes(row: Row, world: World) -> None:
    found = {role: _ask(client_of(world.own[role]), row, world) for role in Role}
    assert found == row.roles
    assert _ask(client_of(None), row, world) == row.anonymous
    assert _ask(client_of(world.idle), row, world) == row.idle
    if row.people is not None:
        three = (world.own[Role.SPECIALIST], world.neighbour, world.outsider)
        assert tuple(_ask(client_of(each), row, world) for each in three) == row.people
