"""Consultations of many: pages ask no more questions than those of a small one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.feedback import answering, asking
from parindex.apps.feedback.models import Consultation, Opinion
from parindex.apps.feedback.queries import invitations
from parindex.apps.organizations.happenings import UnitData
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.services import register_units
from tests.apps.assessments import kit as rounds
from tests.apps.feedback import kit
from tests.apps.people import BEGIN, World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
MOST = 25
MANY = 3000


def test_no_page_asks_more_however_many_are_invited(world: World, client_of: Clients) -> None:
    rounds.opened(world)
    register_units(
        [
            UnitData(
                uuid4(),
                f"X{each}",
                f"Xã {each}",
                UnitLevel.COMMUNE,
                BEGIN,
                parent=world.province.pk,
            )
            for each in range(MANY)
        ],
        by="kiểm thử",
    )
    meant = asking.units_meant(rounds.assessment(world), ["UBND cấp xã", "SNV1"])
    assert len(meant) == MANY + 1
    called = kit.called(world, units=tuple(meant), partners=("Hội A", "Hội B"))
    for name in ("Hội A", "Hội B"):
        asking.issue_link(kit.invitation(called, name), by=kit.coordinator(world))
        answering.give_by_link(kit.invitation(called, name), kit.said(world, m11=name))
    for found in invitations().filter(consultation=called, unit__level="commune")[:60]:
        answering._give(found, kit.said(world, m12=found.name), 0, by="kiểm thử")
    assert Opinion.objects.count() == 62
    client = client_of(world.own[Role.COORDINATOR])
    key = [Consultation.objects.get().pk]
    item = [rounds.CODE, "VP", rounds.CODE, "1.1"]
    addresses = [
        reverse("feedback:consultation", args=key),
        f"{reverse('feedback:consultation', args=key)}?xuat=xlsx",
        reverse("feedback:guests", args=key),
        f"{reverse('feedback:guests', args=key)}?xuat=xlsx",
        f"{reverse('feedback:guests', args=key)}?tim=xa 29&trang=2",
        reverse("feedback:invite", args=key),
        reverse("feedback:call", args=item[:2]),
        reverse("assessments:assessment", args=item[:2]),
        reverse("assessments:item", args=item),
    ]
    told = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        told[address] = len(asked)
    invited = client_of(world.outsider)
    mine = invitations().get(unit=world.outside_room)
    for address in (
        reverse("feedback:mine"),
        reverse("home"),
        reverse("feedback:answer", args=[mine.pk]),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert invited.get(address).status_code == 200
        told[address] = len(asked)
    assert {key: number for key, number in told.items() if number > MOST} == {}
