"""Whose address counts for the lock-out, with and without proxies before the site."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from parindex.apps.access.roles import Role
from parindex.engine.values.problems import BadInput
from parindex.site.environment import whole_number
from tests.apps.accounts.test_sign_in import LOGIN
from tests.apps.people import PASSWORD, World

pytestmark = pytest.mark.django_db

PROXY = "10.0.0.9"


def tries(forwarded: str, password: str, name: str = "specialist") -> bool:
    """Whether somebody gets in, asking through a proxy that tells the header."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    sent = {"login": name, "password": password}
    answer = Client().post(LOGIN, sent, headers=headers, REMOTE_ADDR=PROXY)
    return answer.status_code == 302 and answer["Location"] == "/"


def fail(times: int, forwarded: str) -> None:
    for _ in range(times):
        assert not tries(forwarded, "sai")


@pytest.mark.parametrize(
    ("proxies", "attacker", "owner"),
    [
        # The nearest proxy adds the address it was asked from; what stands before is the client's word.
        (1, "203.0.113.5", "198.51.100.7"),
        (1, "198.51.100.7, 203.0.113.5", "198.51.100.7"),
        (2, "203.0.113.5, 10.0.0.8", "198.51.100.7, 10.0.0.8"),
        (1, "[2001:db8::5]:4711", "2001:db8::7"),
        (1, "203.0.113.5:1234", "203.0.113.6:1234"),
    ],
)
def test_behind_proxies_only_the_one_who_fails_is_locked_out(
    world: World, settings: Settings, proxies: int, attacker: str, owner: str
) -> None:
    settings.PARINDEX_PROXIES = proxies
    fail(5, attacker)
    assert not tries(attacker, PASSWORD)
    assert tries(owner, PASSWORD)


def test_nobody_escapes_by_telling_other_addresses(world: World, settings: Settings) -> None:
    settings.PARINDEX_PROXIES = 1
    for number in range(5):
        fail(1, f"192.0.2.{number}, 203.0.113.5")
    assert not tries("192.0.2.99, 203.0.113.5", PASSWORD)


@pytest.mark.parametrize("told", ["", "không phải địa chỉ", "unknown"])
def test_without_an_address_there_the_nearest_counts(
    world: World, settings: Settings, told: str
) -> None:
    settings.PARINDEX_PROXIES = 1
    fail(5, told)
    assert not tries(told, PASSWORD)
    assert tries("198.51.100.7", PASSWORD)


def test_without_proxies_the_header_is_never_believed(world: World) -> None:
    for number in range(5):
        fail(1, f"192.0.2.{number}")
    assert not tries("198.51.100.7", PASSWORD)
    assert world.own[Role.SPECIALIST].is_active


@pytest.mark.parametrize(("given", "number"), [("", 0), ("0", 0), ("2", 2)])
def test_the_number_of_proxies(monkeypatch: pytest.MonkeyPatch, given: str, number: int) -> None:
    monkeypatch.setenv("PARINDEX_PROXIES", given)
    assert whole_number("PARINDEX_PROXIES", default=0, least=0) == number


def test_a_wrong_number_of_proxies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARINDEX_PROXIES", "-1")
    with pytest.raises(BadInput, match="không phải số nguyên từ 0 trở lên"):
        whole_number("PARINDEX_PROXIES", default=0, least=0)
