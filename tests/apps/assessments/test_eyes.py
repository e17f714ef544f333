"""Whoever had a hand in a declaration, in any version, leaves its approval to others."""

from __future__ import annotations

from uuid import uuid4

import pytest

from parindex.apps.access.roles import Role
from parindex.apps.assessments import answering, finishing
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.itempage import item_page
from parindex.apps.assessments.models import Item
from parindex.apps.assessments.overview import overview
from parindex.apps.assessments.work import my_work
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.organizations.memberships import grant
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import kit
from tests.apps.people import BEGIN, World, person

pytestmark = pytest.mark.django_db


def approvals(by: Actor) -> set[str]:
    return {each.title for each in my_work(by.visitor) if each.what == "Duyệt"}


def submitted(world: World, code: str) -> Item:
    found = kit.item(world, code)
    answering.submit(found, found.version, by=kit.actor(world, Role.SPECIALIST))
    return kit.item(world, code)


def test_a_writer_before_the_last_is_barred_everywhere(world: World) -> None:
    kit.opened(world)
    head, clerk = kit.actor(world, Role.UNIT_HEAD), kit.actor(world, Role.SPECIALIST)
    kit.write(kit.item(world, "1.1"), {"dap_an": "dat"}, head.account, "Bản đầu")
    kit.write(kit.item(world, "1.1"), {"dap_an": "dat"}, clerk.account, "Bản sau")
    found = submitted(world, "1.1")
    assert found.author == clerk.account
    with pytest.raises(BadInput, match="không tự duyệt"):
        answering.approve(found, found.version, by=head)
    assert not item_page(found, head.visitor).may_approve
    assert approvals(head) == set()
    second = Actor.of(person("truong-phong-2", Role.UNIT_HEAD, world.room))
    assert item_page(found, second.visitor).may_approve
    assert len(approvals(second)) == 1
    assert rebuild(lambda differences: True) == []


def test_who_submitted_before_the_last_is_barred_too(world: World) -> None:
    """It was returned since, and another submits what the clerk wrote."""
    kit.opened(world)
    head, clerk = kit.actor(world, Role.UNIT_HEAD), kit.actor(world, Role.SPECIALIST)
    kit.write(kit.item(world, "1.1"), {"dap_an": "dat"}, clerk.account, "Bản đầu")
    found = kit.item(world, "1.1")
    answering.submit(found, found.version, by=head)
    found = kit.item(world, "1.1")
    answering.return_(found, found.version, "Xem lại", by=kit.actor(world, Role.COORDINATOR))
    found = submitted(world, "1.1")
    assert found.submitted_by == clerk.account
    with pytest.raises(BadInput, match="không tự duyệt"):
        answering.approve(found, found.version, by=head)
    assert not item_page(found, head.visitor).may_approve
    assert approvals(head) == set()
    assert rebuild(lambda differences: True) == []


def test_who_wrote_a_part_is_barred_from_the_whole(world: World) -> None:
    kit.opened(world)
    head, clerk = kit.actor(world, Role.UNIT_HEAD), kit.actor(world, Role.SPECIALIST)
    part = Item.objects.filter(parent=kit.item(world, "1.5c")).order_by("order")[0]
    part = kit.item(world, part.code, "qd-766-2022")
    kit.write(part, {}, head.account, "Số liệu phần này gửi sau")
    kit.write(kit.item(world, "1.5c"), {}, clerk.account, "Gửi sau")
    found = submitted(world, "1.5c")
    with pytest.raises(BadInput, match="không tự duyệt"):
        answering.approve(found, found.version, by=head)
    assert not item_page(found, head.visitor).may_approve
    assert approvals(head) == set()


def test_a_leader_who_once_wrote_does_not_approve_the_whole(world: World) -> None:
    kit.opened(world)
    leader = kit.actor(world, Role.LEADER)
    writes = person("lanh-dao-kiem-nhiem", Role.SPECIALIST, world.room)
    grant(writes, Role.LEADER, world.office, by="kiểm thử", since=BEGIN)
    kit.write(kit.item(world, "1.1"), {"dap_an": "dat"}, writes, "Bản đầu")
    kit.everything_approved(world)
    found = kit.assessment(world)
    finishing.check(found, found.version, by=kit.actor(world, Role.COORDINATOR))
    found = kit.assessment(world)
    both = Actor.of(writes)
    with pytest.raises(BadInput, match=r"đã tự làm mục 1\.1"):
        finishing.freeze(found, found.version, by=both)
    assert not overview(found, both.visitor).steps.may_approve
    assert [each for each in my_work(both.visitor) if each.what == "Phê duyệt"] == []
    assert overview(found, leader.visitor).steps.may_approve
    assert len([each for each in my_work(leader.visitor) if each.what == "Phê duyệt"]) == 1


def test_neighbours_are_items_that_exist_and_are_read(world: World) -> None:
    kit.opened(world)
    reader = kit.actor(world, Role.SPECIALIST).visitor
    assert item_page(kit.item(world, "1.1"), reader).neighbours == ("4", "1.2")
    # Without the item between, the way leads on to the next that there is.
    Item.objects.filter(code="1.2", parent=None).delete()
    assert item_page(kit.item(world, "1.1"), reader).neighbours == ("4", "1.3")


def test_neighbours_of_a_helper_are_those_it_helps_with(world: World) -> None:
    kit.opened(world)
    for code in ("1.1", "1.3"):
        kit.item(world, code).contributors.create(id=uuid4(), unit=world.outside_room)
    helper = Actor.of(world.outsider).visitor
    assert item_page(kit.item(world, "1.1"), helper).neighbours == ("", "1.3")
