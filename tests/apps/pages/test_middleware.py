"""What is sent by hand, and where whoever was refused goes back to."""

from __future__ import annotations

import logging
from collections.abc import Callable
from io import StringIO

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.pages.middleware import page_before
from tests.apps.people import World

Clients = Callable[[Account | None], Client]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["tim", "cap"])
def test_what_is_no_text_is_refused(world: World, client_of: Clients, sent: str) -> None:
    """PostgreSQL knows no text with a NUL in it, and no page sends one."""
    client = client_of(world.own[Role.ADMINISTRATOR])
    units = reverse("organizations:units")
    assert client.get(units, {sent: "xa"}).status_code == 200
    assert client.get(units, {sent: "xa\0"}).status_code == 400
    assert client.get(f"{units}VP%00/").status_code == 400
    assert client.post(reverse("people:lock", args=["leader"]), {"reason": "\0"}).status_code == 400
    assert Account.objects.get(username="leader").is_active


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/don-vi/?tim=xa#a", "/don-vi/?tim=xa"),
        ("http://testserver", "/"),
        ("http://testserver//khac.vn/a", "/khac.vn/a"),
        ("http://khac.vn/don-vi/", "/ghi/"),
        ("", "/ghi/"),
    ],
)
def test_back_leads_to_a_page_of_this_site(referer: str, back: str) -> None:
    assert page_before(RequestFactory().post("/ghi/", headers={"Referer": referer})) == back


@pytest.mark.django_db
def test_a_mistake_of_ours_stands_in_what_the_operator_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Django by itself tells only administrators who have an address, and only by mail."""

    def broken() -> None:
        raise ZeroDivisionError

    told = StringIO()
    for handler in logging.getLogger("django.request").handlers:
        if type(handler) is logging.StreamHandler:  # and not one that pytest added
            monkeypatch.setattr(handler, "stream", told)
    monkeypatch.setattr("parindex.site.views.connection.cursor", broken)
    answer = Client(raise_request_exception=False).get("/san-sang/")
    assert answer.status_code == 500
    assert "/san-sang/" in told.getvalue()
    assert "ZeroDivisionError" in told.getvalue()
