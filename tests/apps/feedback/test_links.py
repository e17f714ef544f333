"""Links of partners: signed, numbered, good once and for a time, asked for not too often."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.feedback import asking, limits
from parindex.apps.feedback.links import invited_by
from parindex.apps.feedback.models import Consultation, Opinion, Reply
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import kit as rounds
from tests.apps.feedback import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
NAME = "Hiệp hội Doanh nghiệp"


@pytest.fixture(autouse=True)
def round_(world: World) -> None:
    cache.clear()
    rounds.opened(world)


def issued(world: World, **changed: object) -> str:
    called = kit.called(world, **changed)
    return asking.issue_link(kit.invitation(called, NAME), by=kit.coordinator(world))


def open_(client: Client, token: str) -> tuple[int, str]:
    answer = client.get(reverse("feedback:by_link", args=[token]))
    return answer.status_code, answer.content.decode()


def send(world: World, client: Client, token: str, words: str) -> tuple[int, str]:
    first = rounds.item(world, "1.1").pk.hex
    data = {f"{first}-done": "agree", f"{first}-y-kien": words}
    answer = client.post(reverse("feedback:by_link", args=[token]), data)
    return answer.status_code, answer.content.decode()


def test_a_link_serves_once_and_a_new_one_amends(world: World, client_of: Clients) -> None:
    nobody, token = client_of(None), issued(world)
    status, page = open_(nobody, token)
    assert status == 200
    assert NAME in page
    assert "Đã ghi nhận ý kiến" in send(world, nobody, token, "Lần đầu")[1]
    assert open_(nobody, token)[0] == 404
    status, page = send(world, nobody, token, "Lần hai")
    assert "đã dùng để góp ý" in page
    assert Reply.objects.get().remark == "Lần đầu"
    called = Opinion.objects.get().consultation
    again = asking.issue_link(kit.invitation(called, NAME), by=kit.coordinator(world))
    assert open_(nobody, token)[0] == 404
    status, page = open_(nobody, again)
    assert status == 200
    # The new link does not show what was answered: whoever holds it may be somebody else.
    assert "Lần đầu" not in page
    assert "Đã ghi nhận ý kiến" in send(world, nobody, again, "Lần hai")[1]
    assert Reply.objects.get().remark == "Lần hai"


def test_two_clicks_send_one_answer_and_are_thanked_for_both(
    world: World, client_of: Clients
) -> None:
    nobody, token = client_of(None), issued(world)
    for _ in range(2):
        status, page = send(world, nobody, token, "Lần đầu")
        assert status == 200
        assert "Đã ghi nhận ý kiến" in page
    assert Opinion.objects.get().version == 1


def test_whoever_holds_a_link_cannot_try_what_was_answered(
    world: World, client_of: Clients
) -> None:
    nobody, token = client_of(None), issued(world)
    first = rounds.item(world, "1.1").pk.hex
    address = reverse("feedback:by_link", args=[token])

    def page_of(forgery: str) -> str:
        sent = {f"{first}-done": "agree", "csrfmiddlewaretoken": forgery}
        return nobody.post(address, sent).content.decode()

    assert "Đã ghi nhận ý kiến" in page_of("của trang đầu")
    assert "đã dùng để góp ý" in page_of("của trang khác")


def test_no_other_link_opens_anything(world: World, client_of: Clients, settings: object) -> None:
    nobody, token = client_of(None), issued(world)
    status, page = open_(nobody, f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}")
    assert status == 404
    assert "Liên kết không còn dùng được" in page
    assert open_(nobody, "khong-phai-lien-ket")[0] == 404
    newer = asking.issue_link(
        kit.invitation(Consultation.objects.get(), NAME), by=kit.coordinator(world)
    )
    assert open_(nobody, token)[0] == 404
    assert open_(nobody, newer)[0] == 200
    settings.SECRET_KEY = uuid4().hex
    assert open_(nobody, newer)[0] == 404


def test_a_link_ends_with_its_consultation_its_invitation_and_its_days(
    world: World, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody, by = client_of(None), kit.coordinator(world)
    token = issued(world, closes=kit.in_days(400))
    assert invited_by(token) is not None
    now = time.time()
    with monkeypatch.context() as later:
        later.setattr(signing.time, "time", lambda: now + 61 * 24 * 3600)
        assert invited_by(token) is None
    found = invited_by(token)
    assert found is not None
    asking.withdraw(found, "Mời nhầm", by=by)
    assert open_(nobody, token)[0] == 404
    other = issued(world, title="Đợt hai")
    found = invited_by(other)
    assert found is not None
    asking.close(found.consultation, by=by)
    assert Consultation.objects.get(pk=found.consultation_id).closed_at is not None
    assert open_(nobody, other)[0] == 404
    with pytest.raises(BadInput, match="đã đóng"):
        asking.issue_link(kit.invitation(found.consultation, NAME), by=by)


def test_units_answer_by_their_accounts_and_get_no_link(world: World) -> None:
    called = kit.called(world)
    with pytest.raises(BadInput, match="không góp ý bằng liên kết"):
        asking.issue_link(kit.invitation(called, "Phòng ngoài"), by=kit.coordinator(world))


def test_links_are_not_tried_by_the_hundred(
    world: World, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(limits.time, "time", lambda: now)
    nobody, token = client_of(None), issued(world)
    found = [open_(nobody, f"thu-{each}")[0] for each in range(125)]
    assert found == [404] * 120 + [429] * 5
    # A good link is counted by itself.
    assert [open_(nobody, token)[0] for _ in range(62)] == [200] * 60 + [429] * 2
    empty = [nobody.post(reverse("feedback:by_link", args=[token])).status_code for _ in range(22)]
    assert empty == [200] * 20 + [429] * 2


def test_the_link_is_shown_to_whoever_asks_and_to_nobody_else(
    world: World, client_of: Clients
) -> None:
    called = kit.called(world)
    found = kit.invitation(called, NAME)
    address = reverse("feedback:issue_link", args=[found.pk])
    page = client_of(world.own[Role.COORDINATOR]).post(address).content.decode()
    assert "http://testserver/gop-y/lien-ket/" in page
    token = page.partition("/gop-y/lien-ket/")[2].partition("/")[0]
    assert invited_by(token) == found
    assert client_of(world.own[Role.LEADER]).post(address).status_code == 404
