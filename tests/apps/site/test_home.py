"""The home page: whom a head and the co-ordinating room have to urge; counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import answering
from tests.apps.assessments import kit
from tests.apps.people import World
from tests.apps.planning.making import issued

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]


def home(client: Client) -> str:
    return " ".join(client.get("/").content.decode().split())


def test_a_head_sees_what_the_own_unit_has_not_submitted(world: World, client_of: Clients) -> None:
    kit.opened(world)
    # The plan has 22 components: the first room answers for all but one.
    head, other = client_of(world.own[Role.UNIT_HEAD]), client_of(world.other_head)
    words = "Đôn đốc Tự đánh giá năm 2023: {} mục của đơn vị chưa trình, hạn 10/01/2024"
    assert words.format(21) in home(head)
    assert f'href="/dot-danh-gia/{kit.CODE}/VP/"' in home(head)
    assert words.format(1) in home(other)
    found = kit.item(world, "1.1")
    now = kit.write(found, found.typed, world.own[Role.SPECIALIST], "Chưa có số liệu.")
    answering.submit(kit.item(world, "1.1"), now.version, by=kit.actor(world, Role.SPECIALIST))
    assert words.format(20) in home(head)
    for account in (world.own[Role.SPECIALIST], world.outsider, world.own[Role.LEADER]):
        assert "chưa trình" not in home(client_of(account))


def test_the_coordinator_sees_what_the_units_of_a_round_still_owe(
    world: World, client_of: Clients
) -> None:
    kit.opened(world)
    coordinator = client_of(world.own[Role.COORDINATOR])
    words = "Đôn đốc Tự đánh giá năm 2023: 1 đơn vị còn 22 mục chưa duyệt, hạn 10/01/2024"
    assert words in home(coordinator)
    assert f'href="/dot-danh-gia/{kit.CODE}/?buoc=collecting"' in home(coordinator)
    assert "chưa duyệt" not in home(client_of(world.outsider))
    kit.everything_approved(world)
    assert "chưa duyệt" not in home(coordinator)


def test_the_coordinator_sees_who_has_not_confirmed(
    world: World, client_of: Clients, tmp_path: Path
) -> None:
    issued(world, tmp_path)
    page = home(client_of(world.own[Role.COORDINATOR]))
    # Both rooms lead a task, both departments help with one.
    assert "4 đơn vị chưa xác nhận" in page
    assert "Đôn đốc quán triệt Kế hoạch" in page
    for role in (Role.SPECIALIST, Role.UNIT_HEAD):
        assert "Đôn đốc quán triệt" not in home(client_of(world.own[role]))
