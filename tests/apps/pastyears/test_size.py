"""Earlier years of many units: pages and imports ask no more than for a few."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments.opening import refresh_round
from parindex.apps.criteria.queries import set_of
from parindex.apps.events.queries import length
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.pastyears.models import PastResult, PastTotal
from parindex.apps.pastyears.planning import plan_import
from parindex.apps.pastyears.queries import PAST
from parindex.apps.pastyears.rows import PastRow
from parindex.apps.pastyears.services import import_past, withdraw
from tests.apps.assessments import big
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
UNITS, COMPONENTS = 20, 90


def test_many_rows_are_written_shown_and_taken_back(world: World, client_of: Clients) -> None:
    round_ = big.open_big(world, UNITS, COMPONENTS)
    refresh_round(round_)
    criteria = round_.criteria
    rows = [
        PastRow(2 + place, f"X{unit:04}", 2022, f"1.{code}", "1", "1/3")
        for place, (unit, code) in enumerate(
            (unit, code) for unit in range(UNITS) for code in range(1, COMPONENTS + 1)
        )
    ]
    with CaptureQueriesContext(connection) as asked:
        plan = plan_import(rows, set_of(criteria), None)
        batch = import_past(plan, criteria, "lon.xlsx", length(PAST), by="kiểm thử")
    # Rows go in by the hundred: never a question for each of 1,800.
    assert len(asked) < 80
    assert PastResult.objects.count() == UNITS * COMPONENTS
    # Thirty whole points of ninety, from ninety thirds.
    assert set(PastTotal.objects.values_list("points", flat=True)) == {"30"}
    coordinator = client_of(world.own[Role.ADMINISTRATOR])
    place = ["lon", "X0001"]
    for address, told in (
        (reverse("pastyears:results"), "0,3333"),
        (reverse("pastyears:import", args=[batch.pk]), "Đang dùng"),
        (f"{reverse('assessments:round', args=['lon'])}?sap-xep=-nam-truoc", "30,00"),
        (reverse("assessments:assessment", args=place), "Năm 2022 (nhập từ tệp)"),
        (reverse("assessments:item", args=[*place, "lon", "1.5"]), "Các năm trước"),
    ):
        with CaptureQueriesContext(connection) as asked:
            answer = coordinator.get(address)
        assert answer.status_code == 200
        assert told in answer.content.decode()
        assert len(asked) <= 25, address
    withdraw(batch, "Nhập nhầm", by=world.own[Role.ADMINISTRATOR])
    assert not PastTotal.objects.exists()
    assert rebuild(lambda differences: True) == []
