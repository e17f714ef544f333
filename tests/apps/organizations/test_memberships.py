"""Roles and absences: what may be given, and what is over before it began."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parindex.apps.access.roles import Role
from parindex.apps.organizations.memberships import (
    end_membership,
    grant,
    name_deputy,
    recall_deputy,
)
from parindex.apps.organizations.models import Membership
from parindex.apps.organizations.people.queries import person_page
from parindex.apps.organizations.queries import today
from parindex.engine.values.problems import BadInput
from tests.apps.people import World


@pytest.mark.parametrize("role", [Role.VIEWER, Role.APPRAISER, Role.ADMINISTRATOR])
def test_a_role_that_holds_everywhere_is_not_given_in_a_unit(world: World, role: Role) -> None:
    with pytest.raises(BadInput, match="có hiệu lực ở mọi đơn vị"):
        grant(world.idle, role, world.room, by="người thử", since=today())


def test_a_deputy_recalled_before_the_first_day_is_not_coming(world: World) -> None:
    head = Membership.objects.get(account=world.own[Role.UNIT_HEAD])
    first = today() + timedelta(days=40)
    deputy = name_deputy(head, world.idle, first, first + timedelta(days=3), by="người thử")
    assert [each.pk for each in person_page(world.idle, today()).deputising] == [deputy.pk]
    recall_deputy(deputy, first - timedelta(days=1), by="người thử")
    assert person_page(world.idle, today()).deputising == []


def test_what_is_ended_does_not_become_longer(world: World) -> None:
    head = Membership.objects.get(account=world.own[Role.UNIT_HEAD])
    first, day = today() + timedelta(days=40), timedelta(days=1)
    deputy = name_deputy(head, world.idle, first, first + 3 * day, by="người thử")
    with pytest.raises(BadInput, match="đã có ngày cuối cùng là"):
        recall_deputy(deputy, first + 4 * day, by="người thử")
    recall_deputy(deputy, first + 2 * day, by="người thử", reason="về sớm")
    end_membership(head, first, by="người thử")
    head.refresh_from_db()
    with pytest.raises(BadInput, match="muốn kéo dài thì giao vai trò"):
        end_membership(head, first + day, by="người thử")
    assert Membership.objects.get(pk=head.pk).valid_to == first
