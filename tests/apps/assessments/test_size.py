"""A round of many units and components: pages ask no more than those of a small one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.opening import refresh_round
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.organizations.models import Unit
from tests.apps.assessments import big
from tests.apps.people import World, person

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
MOST = 25


def test_no_page_asks_more_however_large_the_round(world: World, client_of: Clients) -> None:
    round_ = big.open_big(world, 40, 90)
    refresh_round(round_)
    assert Item.objects.count() == 40 * 90
    first, second = (
        Assessment.objects.select_related("unit").get(unit__code=code)
        for code in ("X0001", "X0002")
    )
    unit = first.unit
    people = {
        "clerk": person("cv-xa", Role.SPECIALIST, unit),
        "head": person("ld-xa", Role.UNIT_HEAD, unit),
        "coordinator": person("dp-xa", Role.COORDINATOR, unit),
        "above": person("ld-tinh", Role.UNIT_HEAD, world.province),
        "leader": person("ct-tinh", Role.LEADER, world.province),
    }
    Item.objects.filter(assessment=second).update(state="submitted")
    place = ["lon", unit.code]
    addresses = [
        reverse("home"),
        reverse("assessments:round", args=["lon"]),
        f"{reverse('assessments:round', args=['lon'])}?sap-xep=-diem&tim=xa",
        reverse("assessments:compare", args=["lon"]),
        f"{reverse('assessments:compare', args=['lon'])}?cap=commune&sap-xep=don-vi&xuat=xlsx",
        reverse("assessments:assessment", args=place),
        reverse("assessments:assign", args=place),
        reverse("assessments:item", args=[*place, "lon", "1.5"]),
    ]
    told, answered = {}, {}
    for name, account in people.items():
        client = client_of(account)
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                answered[name, address] = client.get(address).status_code
            told[name, address] = len(asked)
    # The unit's coordinator assigns there; the province's leader oversees the round.
    only = {addresses[3]: "leader", addresses[4]: "leader", addresses[6]: "coordinator"}
    refused = {
        (name, address): 403 for address, who in only.items() for name in people if name != who
    }
    assert {key: status for key, status in answered.items() if status != 200} == refused
    assert {key: number for key, number in told.items() if number > MOST} == {}
    write = reverse("assessments:write", args=[*place, "lon", "1.5"])
    clerk = client_of(people["clerk"])
    sent = {"seen": 1, "viec": "luu", "tu_so": "5", "mau_so": "7"}
    with CaptureQueriesContext(connection) as asked:
        assert clerk.post(write, sent).status_code == 302
    assert len([each for each in asked if "SAVEPOINT" not in each["sql"]]) <= MOST


def test_a_round_for_a_whole_level_takes_the_units_valid_then(world: World) -> None:
    round_ = big.open_big(world, 5, 3)
    assert round_.own_records
    assert set(round_.assessments.values_list("unit", flat=True)) == set(
        Unit.objects.filter(code__startswith="X").values_list("pk", flat=True)
    )
    own = Item.objects.filter(assessment__round=round_)
    assert all(item.unit_id == item.assessment.unit_id for item in own.select_related("assessment"))
    assert rebuild(lambda differences: True) == []
