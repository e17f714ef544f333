"""The home page: what waits for the visitor, and whom they have to urge; counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from django.test import Client

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import answering
from parindex.apps.assessments.models import AssessmentStanding
from parindex.apps.assessments.opening import refresh_round
from parindex.apps.assessments.urging import to_urge
from parindex.apps.organizations.memberships import grant
from parindex.apps.organizations.models import Membership, Unit
from parindex.apps.organizations.queries import today, visitor_of
from parindex.site.home import home_page, urging_page
from tests.apps.assessments import big, kit
from tests.apps.downloads import rows_of
from tests.apps.people import BEGIN, World, person
from tests.apps.planning.making import issued

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
MOST = 25
PLACE = f"/dot-danh-gia/{kit.CODE}"
SELF_DUE, UNIT_DUE, CHECK_DUE = date(2024, 1, 10), date(2024, 1, 15), date(2024, 1, 20)


def home(client: Client) -> str:
    return " ".join(client.get("/").content.decode().split())


def urging(client: Client) -> str:
    return " ".join(client.get("/don-doc/").content.decode().split())


def urged(account: Account) -> list[tuple[str, str, date | None, str]]:
    found = to_urge(visitor_of(account, today()))
    return [(each.who, each.what, each.due, each.address) for each in found]


def submitted(world: World, code: str) -> None:
    found = kit.item(world, code)
    now = kit.write(found, found.typed, world.own[Role.SPECIALIST], "Chưa có số liệu.")
    answering.submit(kit.item(world, code), now.version, by=kit.actor(world, Role.SPECIALIST))


def test_who_wrote_nothing_is_urged_by_head_and_coordinator_the_coordinator_by_the_leader(
    world: World,
) -> None:
    kit.opened(world)
    # The plan has 22 components: the first room answers for all but one.
    first = ("Phòng Đầu tiên", "21 mục chưa trình", SELF_DUE, f"{PLACE}/VP/?don-vi=VP1")
    second = ("Phòng Thứ hai", "1 mục chưa trình", SELF_DUE, f"{PLACE}/VP/?don-vi=VP2")
    assert urged(world.own[Role.UNIT_HEAD]) == [first]
    assert urged(world.other_head) == [second]
    assert urged(world.own[Role.COORDINATOR]) == [first, second]
    words = "chưa trình phê duyệt, còn 22 mục chưa duyệt"
    assert urged(world.own[Role.LEADER]) == [("Văn phòng Thử", words, CHECK_DUE, f"{PLACE}/VP/")]
    for account in (world.own[Role.SPECIALIST], world.outsider, world.own[Role.VIEWER]):
        assert urged(account) == []


def test_what_is_submitted_is_the_heads_own_work_and_what_the_coordinator_urges(
    world: World,
) -> None:
    kit.opened(world)
    submitted(world, "1.1")
    head, coordinator = world.own[Role.UNIT_HEAD], world.own[Role.COORDINATOR]
    assert [what for _, what, *_ in urged(head)] == ["20 mục chưa trình"]
    own = home_page(visitor_of(head, today())).work
    assert [(each.what, each.due) for each in own] == [("Duyệt", UNIT_DUE)]
    assert urged(coordinator)[0][1:3] == ("20 mục chưa trình, 1 mục chờ đơn vị duyệt", SELF_DUE)


def test_when_all_is_approved_the_coordinator_checks_and_only_the_leader_urges(
    world: World,
) -> None:
    kit.opened(world)
    kit.everything_approved(world)
    coordinator, leader = world.own[Role.COORDINATOR], world.own[Role.LEADER]
    assert urged(world.own[Role.UNIT_HEAD]) == urged(coordinator) == []
    own = home_page(visitor_of(coordinator, today())).work
    assert [(each.what, each.due) for each in own] == [("Kiểm tra đủ", CHECK_DUE)]
    assert urged(leader) == [("Văn phòng Thử", "chưa trình phê duyệt", CHECK_DUE, f"{PLACE}/VP/")]


def test_of_many_units_those_behind_are_told_and_the_others_counted(world: World) -> None:
    refresh_round(big.open_big(world, 8, 3))
    above = person("dp-tinh", Role.COORDINATOR, world.province)
    # Each of the communes X0000 to X0007 has 3 items; X0006 has 1 left, X0007 has 2, one of them
    # submitted.
    for code, approved, waiting in (("X0006", 2, 0), ("X0007", 1, 1)):
        standings = AssessmentStanding.objects.filter(assessment__unit__code=code)
        standings.update(approved=approved, submitted=waiting)
    *told, rest = urged(above)
    assert [each[3] for each in told] == [f"/dot-danh-gia/lon/X000{place}/" for place in range(5)]
    assert {each[1] for each in told} == {"3 mục chưa trình"}
    assert rest == (
        "3 đơn vị khác",
        "5 mục chưa trình, 1 mục chờ đơn vị duyệt",
        SELF_DUE,
        "/dot-danh-gia/lon/?buoc=collecting&sap-xep=duyet",
    )
    # Who heads the province urges for what is not submitted: 6 times 3, 1 and 1.
    head = person("ld-tinh", Role.UNIT_HEAD, world.province)
    assert urged(head)[-1][:2] == ("3 đơn vị khác", "5 mục chưa trình")
    leader = person("ct-tinh", Role.LEADER, world.province)
    assert urged(leader)[0][:2] == (
        "Xã 0, Xã 1, Xã 2 và 5 đơn vị khác",
        "chưa trình phê duyệt, còn 21 mục chưa duyệt",
    )
    # Who holds both roles is told once.
    grant(head, Role.COORDINATOR, world.province, by="kiểm thử", since=BEGIN)
    assert urged(head) == urged(above)


def test_the_coordinator_sees_who_has_not_confirmed(
    world: World, client_of: Clients, tmp_path: Path
) -> None:
    issued(world, tmp_path)
    page = urging(client_of(world.own[Role.COORDINATOR]))
    # Both rooms lead a task, both departments help with one.
    assert "4 đơn vị chưa xác nhận quán triệt" in page
    assert "Phòng Đầu tiên, Phòng Thứ hai, Sở Khác và 1 đơn vị khác" in page
    head = client_of(world.own[Role.UNIT_HEAD])
    assert "chưa xác nhận quán triệt" not in urging(head)


def test_a_page_without_work_says_what_is_true(world: World, client_of: Clients) -> None:
    coordinator, outsider = client_of(world.own[Role.COORDINATOR]), client_of(world.outsider)
    assert "Không có việc nào đang chờ chính anh/chị." in home(coordinator)
    assert "Không có gì phải đôn đốc" in urging(coordinator)
    assert "Không có việc nào đang chờ anh/chị." in home(outsider)
    assert "Chưa có vai trò nào còn hiệu lực" in home(client_of(world.idle))
    kit.opened(world)
    assert "Không có gì phải đôn đốc" not in urging(coordinator)
    # What is to be urged comes when the page stands; without that a link leads there.
    assert 'hx-get="/don-doc/"' in home(coordinator)
    assert 'href="/don-doc/">Xem việc đơn vị khác còn nợ' in home(coordinator)
    assert "/don-doc/" not in home(outsider)


def test_lists_say_by_how_much_a_deadline_has_passed(world: World) -> None:
    kit.opened(world)
    visitor = replace(visitor_of(world.own[Role.COORDINATOR], today()), day=date(2024, 1, 12))
    page = urging_page(visitor)
    _, _, due, _ = page.columns
    assert "10/01/2024" in due.content(page.urged[0])
    assert "quá 2 ngày" in due.content(page.urged[0])


def test_the_administrator_is_told_what_only_they_put_right(
    world: World, client_of: Clients
) -> None:
    administrator = client_of(world.own[Role.ADMINISTRATOR])
    # `idle` has no role.
    assert "Giao vai trò: 1 tài khoản chưa có vai trò nào còn hiệu lực" in home(administrator)
    assert "Hệ thống hôm nay" in home(administrator)
    assert "Giao vai trò" not in home(client_of(world.own[Role.COORDINATOR]))


def test_the_administrator_is_told_counts_of_today(world: World) -> None:
    before = home_page(visitor_of(world.own[Role.ADMINISTRATOR], today())).system
    assert before is not None
    # Somebody with two roles in a room that has ended, and whose third role has ended too.
    account = person("cu", Role.SPECIALIST, world.room)
    grant(account, Role.UNIT_HEAD, world.room, by="kiểm thử", since=BEGIN)
    ended = grant(account, Role.COORDINATOR, world.room, by="kiểm thử", since=BEGIN)
    Membership.objects.filter(pk=ended.pk).update(valid_to=date(2023, 6, 30))
    Unit.objects.filter(pk=world.room.pk).update(valid_to=date(2023, 6, 30))
    others = Membership.objects.filter(unit=world.room).exclude(account=account)
    others.update(valid_to=date(2023, 6, 30))
    after = home_page(visitor_of(world.own[Role.ADMINISTRATOR], today())).system
    assert after is not None
    assert (after.units, after.accounts) == (before.units - 1, before.accounts + 1)
    assert (before.in_ended_units, after.in_ended_units) == (0, 2)


def test_both_lists_sort_and_export(world: World, client_of: Clients) -> None:
    kit.opened(world)
    client = client_of(world.own[Role.COORDINATOR])
    rows = rows_of(client.get("/don-doc/?xuat=don-doc&don-doc-xep=-ai"))
    assert [row[:2] for row in rows if row[1]] == [
        ("Đơn vị", "Còn nợ"),
        ("Phòng Thứ hai", "1 mục chưa trình"),
        ("Phòng Đầu tiên", "21 mục chưa trình"),
    ]
    mine = rows_of(client_of(world.own[Role.SPECIALIST]).get("/?xuat=viec&viec-xep=noi-dung"))
    titles = [row[1] for row in mine if row[1]][1:]
    assert len(titles) == 21
    assert titles[0].startswith("1.1 ")


ROLES = (Role.SPECIALIST, Role.UNIT_HEAD, Role.COORDINATOR, Role.LEADER)


@pytest.mark.parametrize("roles", [*combinations(ROLES, 2), ROLES, (*ROLES, Role.ADMINISTRATOR)])
def test_several_roles_make_no_page_ask_more_than_it_may(
    world: World,
    client_of: Clients,
    tmp_path: Path,
    django_assert_max_num_queries,
    roles: tuple[Role, ...],
) -> None:
    kit.opened(world)
    issued(world, tmp_path)
    submitted(world, "1.1")
    rooms = dict.fromkeys((Role.SPECIALIST, Role.UNIT_HEAD), world.room)
    places = {**rooms, Role.ADMINISTRATOR: None}
    first, *more = roles
    account = person("nhieu-vai", first, places.get(first, world.office))
    for role in more:
        grant(account, role, places.get(role, world.office), by="kiểm thử", since=BEGIN)
    client = client_of(account)
    for page in (home, urging):
        with django_assert_max_num_queries(MOST):
            page(client)
