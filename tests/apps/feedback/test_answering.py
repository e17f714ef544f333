"""Answering: one answer each, amended until the end; unnamed ones lead to nobody."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import finishing
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.models import FrozenRun
from parindex.apps.events.models import Event
from parindex.apps.events.queries import faults
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.feedback import answering, asking
from parindex.apps.feedback.answering import UNNAMED
from parindex.apps.feedback.models import Consultation, Invitation, Opinion, Reply
from parindex.apps.feedback.queries import answered, consultation_with
from parindex.apps.feedback.questions import Choice
from parindex.apps.feedback.tallies import shown_replies, told_in, told_of
from parindex.apps.organizations.models import Unit
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import kit as rounds
from tests.apps.downloads import rows_of
from tests.apps.feedback import kit
from tests.apps.people import World, person

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]


@pytest.fixture(autouse=True)
def round_(world: World) -> None:
    rounds.opened(world)


def send(client: Client, found: Invitation, seen: int, **fields: str) -> tuple[int, str]:
    answer = client.post(
        reverse("feedback:answer", args=[found.pk]), {"seen": seen, **fields}, follow=True
    )
    return answer.status_code, answer.content.decode()


def test_a_unit_answers_and_amends_in_its_form(world: World, client_of: Clients) -> None:
    called = kit.called(world)
    found, client = kit.invitation(called, "Phòng ngoài"), client_of(world.outsider)
    first = rounds.item(world, "1.1").pk.hex
    _, page = send(client, found, 0)
    assert "chưa trả lời câu nào" in page
    _, page = send(client, found, 0, **{f"{first}-done": "agree", f"{first}-y-kien": "Tốt"})
    assert "Đã ghi nhận ý kiến" in page
    assert "Tốt</textarea>" in page
    _, page = send(client, found, 1, **{f"{first}-done": "disagree", f"{first}-y-kien": "Chậm"})
    assert Opinion.objects.count() == 1
    (told,) = told_of(rounds.item(world, "1.1"))
    (counted,) = told.counts
    assert (counted.agree, counted.disagree, counted.unsure) == (0, 1, 0)
    assert [(each.by, each.text) for each in told.remarks] == [("Phòng ngoài", "Chậm")]
    assert rebuild(lambda differences: True) == []


def test_the_second_of_two_who_answer_is_shown_both(world: World, client_of: Clients) -> None:
    called = kit.called(world)
    found = kit.invitation(called, "Phòng ngoài")
    head = person("truong-phong-ngoai", Role.UNIT_HEAD, world.outside_room)
    first = rounds.item(world, "1.1").pk.hex
    send(client_of(world.outsider), found, 0, **{f"{first}-y-kien": "Bản của chuyên viên"})
    status, page = send(client_of(head), found, 0, **{f"{first}-y-kien": "Bản của trưởng phòng"})
    assert status == 409
    assert "Bản của trưởng phòng</textarea>" in page
    assert "<strong>Bản của chuyên viên</strong>" in page
    assert Reply.objects.get().remark == "Bản của chuyên viên"
    status, _ = send(client_of(head), found, 1, **{f"{first}-y-kien": "Bản của trưởng phòng"})
    assert status == 200
    assert Reply.objects.get().remark == "Bản của trưởng phòng"


def test_answers_stand_beside_the_item_and_in_the_list(world: World, client_of: Clients) -> None:
    called = kit.called(world)
    by = Actor.of(world.outsider)
    answering.give(
        kit.invitation(called, "Phòng ngoài"), kit.said(world, m11="Rất kịp thời"), 0, by=by
    )
    client = client_of(world.own[Role.SPECIALIST])
    address = reverse("assessments:item", args=[rounds.CODE, "VP", rounds.CODE, "1.1"])
    page = client.get(address).content.decode()
    assert "Rất kịp thời" in page
    assert "1 đồng ý" in page
    other = reverse("assessments:item", args=[rounds.CODE, "VP", rounds.CODE, "1.3"])
    assert "Ý kiến của cơ quan khác" not in client.get(other).content.decode()
    listed = reverse("feedback:consultation", args=[called.pk])
    assert "Rất kịp thời" in client.get(listed).content.decode()
    book = client.get(f"{listed}?xuat=xlsx")
    assert book.status_code == 200
    assert "spreadsheet" in book["Content-Type"]
    counted = rows_of(client.get(f"{listed}?xuat=tong-hop"))
    # One unit answered one question about 1.1, and agrees.
    assert [row[2:] for row in counted if row[0] == "1.1"] == [(1, 0, 0)]


def test_respondents_are_told_first_and_see_no_points(world: World, client_of: Clients) -> None:
    named, unnamed = kit.called(world), kit.called(world, named=False, title="Hỏi kín")
    client = client_of(world.outsider)
    for called, told in ((named, "Ý kiến có nêu tên."), (unnamed, "Ý kiến không nêu tên.")):
        found = kit.invitation(called, "Phòng ngoài")
        page = client.get(reverse("feedback:answer", args=[found.pk])).content.decode()
        assert told in page
        assert "điểm" not in page.partition("<form method")[2].lower()


def _four(world: World) -> tuple[Consultation, list[Invitation]]:
    """An unnamed consultation of four partners, their links handed out."""
    names = tuple(f"Hội {each}" for each in "ABCD")
    called = kit.called(world, named=False, units=(), partners=names)
    for name in names:
        asking.issue_link(kit.invitation(called, name), by=kit.coordinator(world))
    return called, [kit.invitation(called, name) for name in names]


def _again(called: Consultation) -> Consultation:
    found = consultation_with(called.pk)
    assert found is not None
    return found


def test_unnamed_answers_are_shown_after_the_end_and_of_three_on(world: World) -> None:
    called, asked = _four(world)
    for each, choice in zip(asked[:2], (Choice.AGREE, Choice.DISAGREE), strict=True):
        answering.give_by_link(each, kit.said(world, choice=choice, m11=f"Ý {choice.value}"))
    third = {rounds.item(world, "1.1").pk: answering.Said({kit.DONE: Choice.AGREE}, "Ý ba")}
    answering.give_by_link(asked[2], third)
    told = told_in(_again(called))
    assert [(each.answers, each.withheld, each.counts) for each in told] == [
        (3, True, ()),
        (2, True, ()),
    ]
    assert not shown_replies(_again(called)).exists()
    asking.close(_again(called), by=kit.coordinator(world))
    first, second = told_in(_again(called))
    (counted,) = first.counts
    assert (counted.agree, counted.disagree) == (2, 1)
    assert {each.text for each in first.remarks} == {"Ý agree", "Ý disagree", "Ý ba"}
    assert {each.by for each in first.remarks} == {""}
    # Two answers on 1.2 are too few to show.
    assert second.withheld
    assert {each.item.code for each in shown_replies(_again(called))} == {"1.1"}


def test_no_list_and_no_workbook_tells_unnamed_answers_early(
    world: World, client_of: Clients
) -> None:
    called, asked = _four(world)
    for each in asked:
        answering.give_by_link(each, kit.said(world, m11="Lời kín"))
    client = client_of(world.own[Role.COORDINATOR])
    address = reverse("feedback:consultation", args=[called.pk])

    def told() -> list[bool]:
        page, book = client.get(address), client.get(f"{address}?xuat=xlsx")
        sheet = load_workbook(io.BytesIO(book.content)).active
        cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
        return ["Lời kín" in page.content.decode(), "Lời kín" in cells]

    assert told() == [False, False]
    asking.close(_again(called), by=kit.coordinator(world))
    assert told() == [True, True]


def test_what_ended_stays_ended_when_the_approved_is_opened_again(world: World) -> None:
    """Unnamed answers were shown by then: one more would tell whose it is."""
    called, asked = _four(world)
    for each in asked[:3]:
        answering.give_by_link(each, kit.said(world))
    frozen = rounds.frozen(world)
    assert {each.withheld for each in told_in(_again(called))} == {False}
    found = rounds.assessment(world)
    finishing.reopen(found, found.version, "Sửa số liệu", by=rounds.actor(world, Role.LEADER))
    assert {each.withheld for each in told_in(_again(called))} == {False}
    with pytest.raises(BadInput, match="đã đóng"):
        answering.give_by_link(kit.invitation(called, "Hội D"), kit.said(world))
    assert Opinion.objects.count() == 3
    assert _again(called).closed_at is not None
    assert frozen.head == FrozenRun.objects.get().head
    assert rebuild(lambda differences: True) == []


def test_an_answer_that_comes_while_it_is_being_closed_is_too_late(world: World) -> None:
    called = kit.called(world)
    invited = kit.invitation(called, "Phòng ngoài")
    assert invited.consultation.is_open
    asking.close(_again(called), by=kit.coordinator(world))
    with pytest.raises(BadInput, match="đã đóng"):
        answering.give(invited, kit.said(world), 0, by=Actor.of(world.outsider))


def test_what_was_withdrawn_or_replaced_since_is_not_answered(world: World) -> None:
    called, by = kit.called(world), kit.coordinator(world)
    invited = kit.invitation(called, "Phòng ngoài")
    asking.withdraw(kit.invitation(called, "Phòng ngoài"), "Mời nhầm", by=by)
    with pytest.raises(BadInput, match="đã được rút"):
        answering.give(invited, kit.said(world), 0, by=Actor.of(world.outsider))
    asking.issue_link(kit.invitation(called, "Hiệp hội Doanh nghiệp"), by=by)
    partner = kit.invitation(called, "Hiệp hội Doanh nghiệp")
    asking.issue_link(partner, by=by)
    with pytest.raises(BadInput, match="đã được thay"):
        answering.give_by_link(partner, kit.said(world))
    assert not Opinion.objects.exists()


def test_nothing_kept_leads_from_an_unnamed_answer_to_who_gave_it(world: World) -> None:
    called = kit.called(world, named=False, partners=("Hội A",))
    invited = kit.invitation(called, "Phòng ngoài")
    by = Actor.of(world.outsider)
    answering.give(invited, kit.said(world, m11="Của chúng tôi"), 0, by=by)
    answering.give(invited, kit.said(world, m11="Sửa lại"), 1, by=by)
    partner = kit.invitation(called, "Hội A")
    token_by = kit.coordinator(world)
    asking.issue_link(partner, by=token_by)
    partner = kit.invitation(called, "Hội A")
    answering.give_by_link(partner, kit.said(world, m11="Của Hội"))
    given = Event.objects.filter(kind="feedback.opinion_given")
    assert {(each.actor_id, each.actor_name) for each in given} == {(None, UNNAMED)}
    # Nor does the hour, which could be held against who was signed in.
    assert {f"{timezone.localtime(each.at):%H:%M:%S.%f}" for each in given} == {"00:00:00.000000"}
    assert {timezone.localtime(each.at).date() for each in given} == {timezone.localdate()}
    keys = {str(partner.pk), partner.pk.hex, str(invited.pk), invited.pk.hex}
    names = {"Hội A", "Phòng ngoài", "outsider", str(world.outside_room.pk)}
    for told in (json.dumps(each.payload, ensure_ascii=False) for each in given):
        assert not [each for each in keys | names if each in told]
    assert set(Opinion.objects.values_list("invitation", "at")) == {(None, None)}
    # Still one answer for each, and known to be answered.
    assert Opinion.objects.count() == 2
    assert answered([invited, partner]) == {invited.pk, partner.pk}
    assert list(faults()) == []
    assert rebuild(lambda differences: True) == []


def test_voices_cannot_be_followed_from_item_to_item(world: World) -> None:
    """By the key that replies are listed by, the same voices stand in different orders."""
    names = tuple(f"Hội {each}" for each in range(8))
    called = kit.called(world, named=False, units=(), partners=names)
    for name in names:
        asking.issue_link(kit.invitation(called, name), by=kit.coordinator(world))
        answering.give_by_link(kit.invitation(called, name), kit.said(world, m11="a", m12="b"))
    orders = []
    for code in ("1.1", "1.2"):
        rows = Reply.objects.filter(item=rounds.item(world, code)).order_by("pk")
        orders.append(list(rows.values_list("opinion", flat=True)))
    assert sorted(orders[0]) == sorted(orders[1])
    first, second = orders
    assert first != second
    # Nor do they stand in the order in which they came.
    came = [each.happened.id for each in Event.objects.filter(kind="feedback.opinion_given")]
    assert came not in orders


def test_under_another_key_of_the_site_unnamed_answers_are_refused(
    world: World, settings: object
) -> None:
    """They could no longer be told from each other, so one agency might answer twice."""
    called = kit.called(world, named=False)
    named = kit.called(world, title="Nêu tên")
    settings.SECRET_KEY = uuid4().hex
    by = Actor.of(world.outsider)
    with pytest.raises(BadInput, match="khóa bí mật của hệ thống đã thay đổi"):
        answering.give(kit.invitation(called, "Phòng ngoài"), kit.said(world), 0, by=by)
    answering.give(kit.invitation(named, "Phòng ngoài"), kit.said(world), 0, by=by)
    assert Opinion.objects.count() == 1


def test_only_the_units_own_people_answer(world: World) -> None:
    called = kit.called(world, units=(world.other_office,))
    found = kit.invitation(called, str(Unit.objects.get(code="SNV").name))
    over = person("tinh", Role.UNIT_HEAD, world.province)
    for account in (over, world.outsider, world.own[Role.SPECIALIST]):
        with pytest.raises(PermissionDenied, match="được mời"):
            answering.give(found, kit.said(world), 0, by=Actor.of(account))
    own = person("chuyen-vien-so", Role.SPECIALIST, world.other_office)
    answering.give(found, kit.said(world), 0, by=Actor.of(own))
    assert Opinion.objects.get().invitation == found
