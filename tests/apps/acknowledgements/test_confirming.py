"""Units are asked to confirm; their heads confirm, and the list tells who has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements.models import Confirmation, Notice
from parindex.apps.acknowledgements.services import ToRead, ask_to_read, confirm
from parindex.apps.events.models import Event
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.organizations.memberships import grant, name_deputy
from parindex.apps.organizations.queries import today
from parindex.apps.organizations.services import merge_units
from tests.apps.people import BEGIN, World

Clients = Callable[[Account | None], Client]


@pytest.fixture
def notice(world: World) -> Notice:
    return _ask(world, "Bộ chỉ số thử, phiên bản 1")


def _ask(world: World, title: str) -> Notice:
    units = (world.office, world.room, world.other_room)
    return ask_to_read(
        ToRead("criteria:thu", title, "/bo-chi-so/"),
        units,
        owner=world.office,
        by=world.own[Role.COORDINATOR],
        due=date(2023, 12, 1),
    )


def _answer(notice: Notice, unit) -> Confirmation:
    return Confirmation.objects.select_related("notice__owner", "unit").get(
        notice=notice, unit=unit
    )


def test_the_head_of_the_very_unit_confirms(world: World, notice: Notice) -> None:
    confirm(_answer(notice, world.room), by=world.own[Role.UNIT_HEAD])
    confirm(_answer(notice, world.office), by=world.own[Role.LEADER])
    done = _answer(notice, world.room)
    assert done.confirmed_at is not None
    assert done.confirmed_by == "Người unit_head"
    assert _answer(notice, world.other_room).confirmed_at is None


def test_nobody_else_does_not_even_who_heads_the_larger_one(world: World, notice: Notice) -> None:
    answer = _answer(notice, world.other_room)
    for account in (*world.own.values(), world.neighbour, world.outsider):
        with pytest.raises(PermissionDenied):
            confirm(answer, by=account)


def test_a_deputy_confirms_in_the_name_of_the_head(world: World, notice: Notice) -> None:
    head = world.own[Role.UNIT_HEAD].memberships.get()
    deputy = world.own[Role.SPECIALIST]
    day = today()
    name_deputy(head, deputy, date(day.year - 1, 1, 1), date(day.year + 1, 1, 1), by="kiểm thử")
    confirm(_answer(notice, world.room), by=deputy)
    assert _answer(notice, world.room).confirmed_by == "Người specialist"


def test_confirming_twice_is_one_confirmation(world: World, notice: Notice) -> None:
    for _ in range(2):
        confirm(_answer(notice, world.room), by=world.own[Role.UNIT_HEAD])
    assert Event.objects.filter(kind="acknowledgements.reading_confirmed").count() == 1


def test_the_button_stands_where_the_head_looks(
    world: World, notice: Notice, client_of: Clients
) -> None:
    client = client_of(world.own[Role.UNIT_HEAD])
    address = reverse("acknowledgements:notice", args=[notice.pk])
    home = client.get("/").content.decode()
    assert "Xác nhận quán triệt" in home
    assert f'<a href="{address}">{notice.title}</a>' in home
    page = client.get(address).content.decode()
    assert "Xác nhận đã quán triệt" in page
    button = reverse("acknowledgements:confirm", args=[_answer(notice, world.room).pk])
    assert button in page
    assert (
        "Đã xác nhận quán triệt cho Phòng Đầu tiên."
        in client.post(button, follow=True).content.decode()
    )
    assert "Chờ anh/chị xác nhận" not in client.get(address).content.decode()
    assert "Xác nhận đã quán triệt" not in client.get("/").content.decode()


def test_who_has_and_who_has_not_is_a_list(
    world: World, notice: Notice, client_of: Clients
) -> None:
    confirm(_answer(notice, world.room), by=world.own[Role.UNIT_HEAD])
    address = reverse("acknowledgements:notice", args=[notice.pk])
    client = client_of(world.own[Role.COORDINATOR])
    assert "1/3 đơn vị" in client.get(address).content.decode()
    missing = client.get(address, {"tinh-trang": "chua", "xuat": "xlsx"}).content
    sheet = openpyxl.load_workbook(BytesIO(missing)).active
    names = {row[0] for row in sheet.iter_rows(values_only=True)}
    assert {"Phòng Thứ hai", "Văn phòng Thử"} <= names
    assert "Phòng Đầu tiên" not in names


def test_a_unit_sees_its_own_branch_and_those_above(
    world: World, notice: Notice, client_of: Clients
) -> None:
    address = reverse("acknowledgements:notice", args=[notice.pk])
    page = client_of(world.neighbour).get(address).content.decode()
    assert "Phòng Thứ hai" in page
    assert "Phòng Đầu tiên" not in page
    assert client_of(world.outsider).get(address).status_code == 404


def test_another_wording_of_the_same_thing_asks_anew(
    world: World, notice: Notice, client_of: Clients
) -> None:
    _ask(world, "Bộ chỉ số thử, phiên bản 2")
    notice.refresh_from_db()
    assert not notice.is_current
    home = client_of(world.own[Role.UNIT_HEAD]).get("/").content.decode()
    assert home.count("Xác nhận quán triệt") == 1
    assert "Bộ chỉ số thử, phiên bản 2" in home


def test_a_unit_named_twice_is_asked_once(world: World) -> None:
    document = ToRead("thu:2", "Văn bản", "/")
    asked = ask_to_read(document, [world.room, world.room.pk], owner=world.office, by="kiểm thử")
    assert asked.confirmations.count() == 1


def test_the_rows_come_out_of_the_events_again(world: World, notice: Notice) -> None:
    confirm(_answer(notice, world.room), by=world.own[Role.UNIT_HEAD])
    _ask(world, "Bản sau")
    assert rebuild(lambda differences: True) == []


def test_a_head_whose_role_has_ended_does_not_confirm(world: World, notice: Notice) -> None:
    grant(
        world.neighbour,
        Role.UNIT_HEAD,
        world.other_room,
        by="kiểm thử",
        since=BEGIN,
        until=date(2021, 1, 1),
    )
    with pytest.raises(PermissionDenied):
        confirm(_answer(notice, world.other_room), by=world.neighbour)


def test_who_heads_the_unit_that_follows_confirms_for_the_ended_one(
    world: World, notice: Notice, client_of: Clients
) -> None:
    merge_units(
        [world.other_room], world.room, date(2023, 7, 1), by="kiểm thử", reason="Sắp xếp lại"
    )
    head = world.own[Role.UNIT_HEAD]
    assert client_of(head).get("/").content.decode().count("Xác nhận quán triệt") == 2
    confirm(_answer(notice, world.other_room), by=head)
    assert _answer(notice, world.other_room).confirmed_at is not None
