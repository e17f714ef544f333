"""Projections replayed from the log are the rows that stood; what was tampered with shows."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.apps.access.roles import Role
from parindex.apps.events.models import Event
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.organizations.memberships import end_membership, name_deputy
from parindex.apps.organizations.models import Membership, Unit
from tests.apps.people import World

pytestmark = pytest.mark.django_db


def test_every_projection_comes_out_as_it_stood(world: World) -> None:
    head = world.own[Role.UNIT_HEAD].memberships.get()
    first, last = date(2026, 1, 5), date(2026, 1, 9)
    name_deputy(head, world.own[Role.SPECIALIST], first, last, by=world.own[Role.ADMINISTRATOR])
    end_membership(world.neighbour.memberships.get(), last, by="kiểm thử")
    assert rebuild(lambda differences: True) == []
    assert Membership.objects.get(account=world.neighbour).valid_to == last


def test_what_was_changed_beside_the_log_is_told_and_mended(world: World) -> None:
    Unit.objects.filter(pk=world.room.pk).update(name="Tên bị sửa thẳng trong bảng")
    Membership.objects.filter(account=world.outsider).delete()
    told = rebuild(lambda differences: True)
    assert len(told) == 2
    assert "Tên bị sửa thẳng trong bảng" in told[0]
    assert "không có trong bảng, phát lại thì có" in told[1]
    assert Unit.objects.get(pk=world.room.pk).name == "Phòng Đầu tiên"
    assert Membership.objects.filter(account=world.outsider).exists()


def test_who_only_looks_changes_nothing(world: World) -> None:
    Unit.objects.filter(pk=world.room.pk).update(name="Khác")
    before = Event.objects.count()
    assert len(rebuild(lambda differences: False)) == 1
    assert Unit.objects.get(pk=world.room.pk).name == "Khác"
    assert Event.objects.count() == before
