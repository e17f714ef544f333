"""All units of a round side by side: for whom, with which points, in which place."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments.models import Assessment, AssessmentStanding, Round
from parindex.apps.assessments.opening import refresh_round
from parindex.apps.assessments.publishing import publish_results
from tests.apps.assessments import big, kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]

TOTALS = {"X0000": "5/2", "X0001": "3", "X0002": "5/2", "X0003": "1"}


def give_totals(totals: dict[str, str]) -> None:
    """Points as if they had been judged."""
    refresh_round(Round.objects.get(code="lon"))
    for code, total in totals.items():
        found = AssessmentStanding.objects.get(assessment__unit__code=code)
        found.total, found.total_key = total, int(Fraction(total) * 10**6)
        found.sums = {
            "fields": {"1": {"points": total, "max": "3", "possible": "3", "scored": True}},
            "sources": {},
        }
        found.save()


def sheet(client: Client) -> dict[str, tuple[object, ...]]:
    """The rows of the workbook by the unit's name."""
    answer = client.get(f"{reverse('assessments:compare', args=['lon'])}?xuat=xlsx")
    assert answer.status_code == 200
    rows = openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return {str(row[0]): row for row in rows if str(row[0]).startswith("Xã")}


def test_points_by_field_total_and_place_among_their_like(world: World, client_of: Clients) -> None:
    big.open_big(world, 5, 3)
    Assessment.objects.filter(unit__code="X0003").update(group="vùng cao")
    give_totals(TOTALS)
    rows = sheet(client_of(world.own[Role.COORDINATOR]))
    # Of the four without a group three have points: 3, and twice 2,5; the one in a group is alone.
    assert {name: row[6] for name, row in rows.items()} == {
        "Xã 0": "2/3",
        "Xã 1": "1/3",
        "Xã 2": "2/3",
        "Xã 3": "1/1",
        "Xã 4": None,
    }
    assert [rows["Xã 0"][at] for at in (4, 5, 7)] == [2.5, 3, 2.5]
    page = client_of(world.own[Role.VIEWER]).get(
        f"{reverse('assessments:compare', args=['lon'])}?nhom=vùng cao"
    )
    told = page.content.decode()
    assert "Xã 3" in told
    assert "Xã 1<" not in told
    assert "1/1" in told


def test_units_see_it_when_results_are_published_and_only_what_is_approved(
    world: World, client_of: Clients
) -> None:
    round_ = big.open_big(world, 5, 3)
    give_totals(TOTALS)
    clerk, address = client_of(world.outsider), reverse("assessments:compare", args=["lon"])
    assert clerk.get(address).status_code == 403
    approved = Assessment.objects.get(unit__code="X0001")
    approved.state = "frozen"
    approved.save()
    approved.runs.create(
        run="abc", total="3", total_key=3_000_000, maximum="3", files=[], frozen_at=round_.opened_at
    )
    publish_results(round_, by=kit.actor(world, Role.COORDINATOR))
    assert list(sheet(clerk)) == ["Xã 1"]
    assert sheet(clerk)["Xã 1"][6] == "1/1"
