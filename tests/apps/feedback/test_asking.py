"""Asking other agencies: who may, whom, about what, until when."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments.models import Assessment
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.feedback import answering, asking
from parindex.apps.feedback.models import Consultation, Invitation
from parindex.apps.feedback.queries import waiting_for
from parindex.apps.feedback.work import to_urge
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import kit as rounds
from tests.apps.feedback import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]


@pytest.fixture(autouse=True)
def round_(world: World) -> None:
    rounds.opened(world)


def form_of(world: World, **changed: object) -> dict[str, object]:
    fields = {
        "title": "Lấy ý kiến năm 2023",
        "note": "",
        "naming": "neu-ten",
        "questions": ["done", "better"],
        "closes": f"{kit.in_days(7):%d/%m/%Y}",
        "units": "SNV",
        "partners": "Hiệp hội Doanh nghiệp\n\nHội Nông dân",
        "items": [rounds.item(world, "1.1").pk],
    }
    return {**fields, **changed}


def post(world: World, client_of: Clients, **changed: object) -> str:
    address = reverse("feedback:call", args=[rounds.CODE, "VP"])
    client = client_of(world.own[Role.COORDINATOR])
    return client.post(address, form_of(world, **changed), follow=True).content.decode()


def test_the_form_opens_a_consultation_and_invites(world: World, client_of: Clients) -> None:
    page = post(world, client_of)
    assert "Đã mở đợt lấy ý kiến" in page
    for name in ("Sở Khác", "Hiệp hội Doanh nghiệp", "Hội Nông dân"):
        assert name in page
    found = Consultation.objects.get()
    assert [each.key for each in found.asked] == ["done", "better"]
    assert found.named
    assert rebuild(lambda differences: True) == []


def test_a_group_means_the_others_of_it(world: World, client_of: Clients) -> None:
    page = post(world, client_of, units="Các sở, ban, ngành", partners="")
    assert "Sở Khác" in page
    assert list(Invitation.objects.values_list("unit__code", flat=True)) == ["SNV"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"units": "Sở Không có"}, "không phải tên đơn vị"),
        ({"units": "VP1"}, "thuộc đơn vị đó"),
        ({"units": "", "partners": " "}, "Chưa mời ai"),
        ({"items": []}, "ít nhất một mục"),
        ({"closes": "01/01/2020"}, "hạn góp ý đã qua"),
        ({"questions": []}, "bắt buộc"),
    ],
)
def test_what_stands_against_it_is_said_and_nothing_is_kept(
    world: World, client_of: Clients, changed: dict[str, object], told: str
) -> None:
    page = post(world, client_of, **changed)
    assert told.lower() in page.lower()
    assert not Consultation.objects.exists()


def test_services_ask_who_acts(world: World) -> None:
    found = rounds.assessment(world)
    for role in (Role.SPECIALIST, Role.LEADER, Role.VIEWER):
        with pytest.raises(PermissionDenied):
            asking.open_consultation(found, kit.call_of(), by=rounds.actor(world, role))
    called = kit.called(world)
    invited = kit.invitation(called, "Hiệp hội Doanh nghiệp")
    for act in (asking.issue_link, lambda each, by: asking.withdraw(each, "Nhầm", by=by)):
        with pytest.raises(PermissionDenied):
            act(invited, by=rounds.actor(world, Role.LEADER))
    with pytest.raises(PermissionDenied):
        asking.close(called, by=rounds.actor(world, Role.LEADER))
    of_unit = kit.invitation(called, "Phòng ngoài")
    with pytest.raises(PermissionDenied):
        answering.give(of_unit, kit.said(world), 0, by=kit.coordinator(world))


def test_invited_once_and_more_later(world: World) -> None:
    called = kit.called(world)
    guests = asking.Guests(
        (world.outside_room, world.other_office), ("Hội Nông dân",), [rounds.item(world, "1.3")]
    )
    assert asking.invite(called, guests, by=kit.coordinator(world)) == 2
    assert called.invitations.count() == 4


def test_of_two_who_invite_at_once_the_second_invites_nobody_twice(
    world: World, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    called, by = kit.called(world), kit.coordinator(world)
    item, turns = rounds.item(world, "1.1"), asking.taking_turns
    guests = asking.Guests((world.other_office,), ("Hội Nông dân",), [item])

    def late(chain: str) -> object:
        """Another has invited the same between looking and writing."""
        monkeypatch.setattr(asking, "taking_turns", turns)
        assert asking.invite(called, guests, by=by) == 2
        return turns(chain)

    monkeypatch.setattr(asking, "taking_turns", late)
    sent = {"units": "SNV", "partners": "Hội Nông dân", "items": [item.pk]}
    address = reverse("feedback:invite", args=[called.pk])
    page = client_of(by.account).post(address, sent, follow=True).content.decode()
    assert "Những nơi này đã được mời rồi." in page
    assert called.invitations.count() == 4


@pytest.mark.parametrize("name", ["Phòng ngoài", "Hiệp hội Doanh nghiệp"])
def test_the_database_holds_one_standing_invitation_for_each(world: World, name: str) -> None:
    found = kit.invitation(kit.called(world), name)
    found.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save(force_insert=True)
    found.withdrawn_for = "Mời nhầm"
    found.save(force_insert=True)


def test_what_a_unit_owes_stands_at_the_head_of_its_day(world: World, client_of: Clients) -> None:
    called = kit.called(world)
    client = client_of(world.outsider)
    words = "Văn phòng Thử: Lấy ý kiến các cơ quan"
    assert words in client.get(reverse("home")).content.decode()
    coordinator = kit.coordinator(world).visitor
    assert [(each.who, each.context) for each in to_urge(coordinator)] == [
        ("Hiệp hội Doanh nghiệp, Phòng ngoài", words)
    ]
    page = client.get(reverse("feedback:mine")).content.decode()
    assert "Chưa góp ý" in page
    visitor = kit.Actor.of(world.outsider)
    answering.give(kit.invitation(called, "Phòng ngoài"), kit.said(world), 0, by=visitor)
    assert waiting_for(visitor.visitor) == to_urge(visitor.visitor) == []
    assert [(each.who, each.what) for each in to_urge(coordinator)] == [
        ("Hiệp hội Doanh nghiệp", "1 nơi chưa góp ý")
    ]
    assert "Đã góp ý" in client.get(reverse("feedback:mine")).content.decode()


def test_an_invitation_is_withdrawn_with_a_reason_before_it_is_answered(
    world: World, client_of: Clients
) -> None:
    called = kit.called(world)
    found, by = kit.invitation(called, "Phòng ngoài"), kit.coordinator(world)
    with pytest.raises(BadInput, match="chưa nêu lý do"):
        asking.withdraw(found, " ", by=by)
    asking.withdraw(found, "Mời nhầm", by=by)
    address = reverse("feedback:answer", args=[found.pk])
    assert client_of(world.outsider).get(address).status_code == 404
    asking.invite(
        called, asking.Guests((world.outside_room,), (), [rounds.item(world, "1.1")]), by=by
    )
    again = called.invitations.get(unit=world.outside_room, withdrawn_for="")
    again = kit.invitations().get(pk=again.pk)
    answering.give(again, kit.said(world), 0, by=kit.Actor.of(world.outsider))
    with pytest.raises(BadInput, match="đã góp ý nên không rút được"):
        asking.withdraw(again, "Thôi", by=by)
    assert rebuild(lambda differences: True) == []


def test_it_ends_by_day_by_hand_and_by_approval(world: World) -> None:
    called, by = kit.called(world), kit.coordinator(world)
    outsider = kit.Actor.of(world.outsider)
    asking.reschedule(called, kit.in_days(3), by=by)
    called.refresh_from_db()
    assert called.is_open_on(kit.in_days(3))
    assert not called.is_open_on(kit.in_days(4))
    with pytest.raises(BadInput, match="đã qua"):
        asking.reschedule(called, kit.in_days(-1), by=by)
    Assessment.objects.update(state="frozen")
    found = kit.invitation(called, "Phòng ngoài")
    with pytest.raises(BadInput, match="đã đóng hoặc hết hạn"):
        answering.give(found, kit.said(world), 0, by=outsider)
    Assessment.objects.update(state="collecting")
    asking.close(Consultation.objects.select_related("assessment__round__owner").get(), by=by)
    found = kit.invitation(called, "Phòng ngoài")
    with pytest.raises(BadInput, match="đã đóng hoặc hết hạn"):
        answering.give(found, kit.said(world), 0, by=outsider)
    for late in (asking.close, lambda each, by: asking.reschedule(each, kit.in_days(9), by=by)):
        with pytest.raises(BadInput, match="đã đóng hoặc hết hạn"):
            late(found.consultation, by=by)
    assert rebuild(lambda differences: True) == []
