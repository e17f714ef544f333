"""The guard before every view, and what errors look like."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from parindex.apps.access import routes
from parindex.apps.access.checks import every_route_declares_access
from parindex.apps.access.roles import Role, Standing, Visitor
from parindex.apps.access.routes import route
from parindex.apps.access.rules import ANYONE, SIGNED_IN, WITH_ROLE, holds, holds_over
from parindex.apps.organizations.memberships import end_membership, name_deputy
from parindex.apps.organizations.queries import today, visitor_of
from tests.apps.people import World


def visitor(*standings: Standing) -> Visitor:
    return Visitor(1, "Người thử", today(), standings)


class At:
    def __init__(self, path: str) -> None:
        self.path = path


def test_a_specialist_counts_for_the_own_unit_others_for_the_branch() -> None:
    specialist = visitor(Standing(Role.SPECIALIST, None, "/a/b/"))
    head = visitor(Standing(Role.UNIT_HEAD, None, "/a/"))
    auditor = visitor(Standing(Role.VIEWER, None, "/"))
    for who, role, expected in (
        (specialist, Role.SPECIALIST, [False, True, False, False]),
        (head, Role.UNIT_HEAD, [True, True, True, False]),
        (auditor, Role.VIEWER, [True, True, True, True]),
    ):
        places = ("/a/", "/a/b/", "/a/b/c/", "/ab/")
        assert [who.holds(role, over=At(place)) for place in places] == expected


def test_rules_combine() -> None:
    head = visitor(Standing(Role.UNIT_HEAD, None, "/a/"))
    nobody = Visitor(None, "", today())
    over = holds_over(Role.UNIT_HEAD)
    assert (over & WITH_ROLE).admits(head, At("/a/b/"))
    assert not (over & holds(Role.LEADER)).admits(head, At("/a/b/"))
    assert (over | holds(Role.LEADER)).admits(head, At("/a/"))
    assert not (SIGNED_IN | over).admits(nobody, At("/a/"))
    assert (ANYONE | over).admits(nobody, At("/a/"))
    assert over.words == "lãnh đạo đơn vị của đơn vị"


def test_a_route_without_rule_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def view(request: Any) -> HttpResponse:
        return HttpResponse()

    class Resolver:
        url_patterns = (path("quen/", view, name="quen"), route("a/", view, name="a", rule=ANYONE))

    monkeypatch.setattr(routes, "get_resolver", Resolver)
    told = [error.msg for error in every_route_declares_access(None)]
    assert told == ["quen/ (quen) declares no access rule"]


@pytest.mark.django_db
def test_methods_that_are_not_declared_are_refused(world: World, client_of: Any) -> None:
    client = client_of(world.own[Role.ADMINISTRATOR])
    answer = client.post("/don-vi/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert client.delete("/don-vi/VP1/sua/").status_code == 405
    assert client.head("/don-vi/").status_code == 200


@pytest.mark.django_db
def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/don-vi/?tim=x"}
    answer = client.get("/don-vi/", headers=headers)
    assert answer["HX-Redirect"] == "/dang-nhap/?next=/don-vi/%3Ftim%3Dx"


@pytest.mark.django_db
def test_the_refusal_says_who_may(world: World, client_of: Any) -> None:
    answer = client_of(world.own[Role.SPECIALIST]).get("/don-vi/danh-muc/them/")
    assert answer.status_code == 403
    assert "Ai được làm: quản trị hệ thống." in answer.content.decode()


@pytest.mark.django_db
def test_pages_of_errors_are_in_vietnamese(world: World, client_of: Any) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    missing = client.get("/khong-co-trang-nay/")
    assert (missing.status_code, "Không tìm thấy trang" in missing.content.decode()) == (404, True)
    client.raise_request_exception = False
    client.cookies.clear()
    strict = Client(enforce_csrf_checks=True)
    stale = strict.post("/dang-nhap/", {"login": "x", "password": "y"})
    assert (stale.status_code, "Biểu mẫu đã cũ" in stale.content.decode()) == (403, True)


@pytest.mark.django_db
def test_our_own_mistakes_have_a_page_that_asks_nothing(
    monkeypatch: pytest.MonkeyPatch, world: World, client_of: Any
) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    client.raise_request_exception = False
    monkeypatch.setattr("parindex.site.views.home_page", lambda visitor: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()


@pytest.mark.django_db
def test_every_page_forbids_script_from_elsewhere(client: Client) -> None:
    page = client.get("/dang-nhap/")
    policy = dict(
        part.strip().partition(" ")[::2] for part in page["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    html = page.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", html)


@pytest.mark.django_db
def test_roles_count_on_their_days_alone(world: World) -> None:
    leader = world.own[Role.LEADER]
    role = leader.memberships.get()
    deputy = world.own[Role.UNIT_HEAD]
    day = today()
    name_deputy(role, deputy, day, day, by="kiểm thử")
    assert visitor_of(deputy, day).roles == {Role.UNIT_HEAD, Role.LEADER}
    assert visitor_of(deputy, day + timedelta(days=365)).roles == {Role.UNIT_HEAD}
    end_membership(role, day, by="kiểm thử")
    assert visitor_of(leader, day).roles == {Role.LEADER}
    assert visitor_of(leader, day + timedelta(days=365)).roles == frozenset()
    # A deputy holds no more than the absent one does.
    assert visitor_of(deputy, day + timedelta(days=365)).roles == {Role.UNIT_HEAD}


@pytest.mark.django_db
def test_no_page_is_kept_for_others(world: World, client_of: Any) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    assert client.get("/")["Cache-Control"] == "private, no-cache"
