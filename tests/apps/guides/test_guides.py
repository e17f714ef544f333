"""The guides in the site: each role's own first, every link and every picture led to the site's own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.access.routes import declared_routes
from parindex.apps.accounts.models import Account
from parindex.apps.guides.catalogue import COMMON, NAMES, OF_ROLE, SECTIONS
from parindex.apps.guides.reading import TEXTS, anchor_of, guide_with, path_of
from parindex.apps.organizations.memberships import grant
from tests.apps.people import BEGIN, World

Clients = Callable[[Account | None], Client]

_LINK = re.compile(r'(?:href|src)="([^"]+)"')


def test_every_text_is_a_guide_and_every_role_has_one() -> None:
    assert {path_of(name) for name in NAMES} == set(TEXTS.glob("*.md"))
    assert set(OF_ROLE) == set(Role)
    assert guide_with("khong-co") is None
    assert guide_with("../urls") is None


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_shows_its_title_its_sections_and_what_it_names(name: str) -> None:
    text, guide = path_of(name).read_text("utf-8"), guide_with(name)
    assert guide is not None
    assert f"# {guide.title}\n" in text
    assert [each.heading for each in guide.sections] == re.findall(r"^## (.+)$", text, re.MULTILINE)
    for each in guide.sections:
        assert f'<h2 id="{each.anchor}">' in guide.body
    assert len({each.anchor for each in guide.sections}) == len(guide.sections)
    assert "<h1" not in guide.body
    assert guide.body.count("<img") == text.count("](../static/guides/")
    others = {reverse("guides:guide", args=[each]) for each in NAMES}
    for address in _LINK.findall(guide.body):
        assert address in others or finders.find(address.removeprefix("/static/")), address


def test_addresses_of_sections_do_not_change_with_their_numbers() -> None:
    assert anchor_of("2. Trả lời một mục") == anchor_of("7. Trả lời một mục") == "tra-loi-mot-muc"
    assert anchor_of("Đầu mối") == "dau-moi"


def test_pages_lead_to_sections_that_are_there() -> None:
    routes = {each.name for each in declared_routes()}
    known = routes | {name.partition(":")[0] for name in routes}
    assert set(SECTIONS) <= known
    anchors = {name: {each.anchor for each in guide_with(name).sections} for name in NAMES}
    for sections in SECTIONS.values():
        for role, anchor in sections.items():
            assert anchor in anchors[OF_ROLE[role]], (role, anchor)


@pytest.mark.django_db
def test_the_menu_leads_to_the_guide_of_ones_role(world: World, client_of: Clients) -> None:
    for role, account in world.own.items():
        answer = client_of(account).get(reverse("guides:mine"))
        assert answer["Location"] == reverse("guides:guide", args=[OF_ROLE[role]])
    for nobody in (None, world.idle):
        answer = client_of(nobody).get(reverse("guides:mine"))
        assert answer["Location"] == reverse("guides:guide", args=[COMMON])
    home = client_of(world.idle).get(reverse("home")).content.decode()
    assert reverse("guides:mine") in home


@pytest.mark.django_db
def test_the_guides_of_all_roles_one_holds_stand_first(world: World, client_of: Clients) -> None:
    account = world.own[Role.LEADER]
    grant(account, Role.UNIT_HEAD, world.room, by="kiểm thử", since=BEGIN)
    page = client_of(account).get(reverse("guides:guide", args=["dieu-phoi"])).content.decode()
    aside = page[page.index("Vai trò của anh/chị") :]
    listed = re.findall(r"/huong-dan/([a-z-]+)/", aside)
    assert listed[:3] == ["truong-don-vi", "lanh-dao", COMMON]
    assert set(listed) == set(NAMES)
    nobody = client_of(None).get(reverse("guides:guide", args=["dieu-phoi"])).content.decode()
    assert "Vai trò của anh/chị" not in nobody


@pytest.mark.django_db
def test_a_page_leads_to_what_the_guide_says_of_it(world: World, client_of: Clients) -> None:
    def led(role: Role, route: str) -> list[str]:
        page = client_of(world.own[role]).get(reverse(route)).content.decode()
        return re.findall(r'class="page-help" href="([^"]+)"', page)

    assert led(Role.SPECIALIST, "home") == ["/huong-dan/chuyen-vien/#xem-viec-duoc-giao"]
    assert led(Role.COORDINATOR, "facts:facts") == ["/huong-dan/dieu-phoi/#do-so-lieu-va-mo-dot"]
    assert led(Role.ADMINISTRATOR, "people:second_factor") == [
        "/huong-dan/quan-tri/#xac-thuc-hai-buoc"
    ]
    assert led(Role.LEADER, "jobs:jobs") == []


@pytest.mark.django_db
def test_the_guide_is_read_before_ones_own_password_is_set(
    world: World, client_of: Clients
) -> None:
    account = world.own[Role.SPECIALIST]
    account.must_change_password = True
    account.save()
    client = client_of(account)
    assert client.get(reverse("home"))["Location"] == reverse("account_change_password")
    assert client.get(reverse("guides:guide", args=[COMMON])).status_code == 200
