"""Whose points are seen by whom, before and after the results are published."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import finishing
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.models import Assessment, Round
from parindex.apps.assessments.publishing import publish_results
from parindex.apps.assessments.queries import assessments_for_pages
from parindex.apps.assessments.rules import READS
from parindex.apps.assessments.seeing import readable, with_points
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.events.rebuilding import rebuild
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import kit
from tests.apps.people import World, person

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]

OURS, THEIRS = "8,50", "1,94"


@pytest.fixture
def round_(world: World) -> Round:
    """Both offices in one round; each stands at points of its own, no figure like another."""
    found = kit.opened(world, units=[world.office, world.other_office])
    for unit, total, key in (
        (world.office, "17/2", 8_500_000),
        (world.other_office, "97/50", 1_940_000),
    ):
        standing = found.assessments.get(unit=unit).standing
        standing.total, standing.total_key = total, key
        standing.save()
    return found


def everybody(world: World) -> list[Account]:
    """The stock people, and one of each overseeing role in the places where it matters."""
    more = [
        person("ld-so", Role.UNIT_HEAD, world.other_office),
        person("tinh", Role.UNIT_HEAD, world.province),
        person("lanh-dao-tinh", Role.LEADER, world.province),
        person("dieu-phoi-so", Role.COORDINATOR, world.other_office),
    ]
    stock = [world.neighbour, world.other_head, world.outsider, world.idle]
    return [*world.own.values(), *stock, *more]


def test_the_condition_says_what_the_rule_says(world: World, round_: Round) -> None:
    for account in everybody(world):
        visitor = Actor.of(account).visitor
        by_rule = {
            each.pk
            for each in assessments_for_pages().filter(round=round_)
            if READS.admits(visitor, each)
        }
        by_query = set(
            round_.assessments.filter(readable(visitor, round_)).values_list("pk", flat=True)
        )
        assert by_query == by_rule, account


def table(client: Client, words: str = "") -> str:
    address = reverse("assessments:round", args=[kit.CODE])
    answer = client.get(f"{address}{words}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_units_see_their_own_points_and_overseers_all(
    world: World, round_: Round, client_of: Clients
) -> None:
    for role in (Role.COORDINATOR, Role.LEADER, Role.APPRAISER, Role.VIEWER):
        page = table(client_of(world.own[role]))
        assert OURS in page
        assert THEIRS in page
    for account in (world.own[Role.SPECIALIST], world.own[Role.UNIT_HEAD], world.neighbour):
        page = table(client_of(account))
        assert OURS in page
        assert THEIRS not in page
    page = table(client_of(world.outsider))
    assert THEIRS in page
    assert OURS not in page


def test_a_unit_leads_to_its_page_only_for_those_who_may_open_it(
    world: World, round_: Round, client_of: Clients
) -> None:
    ours, theirs = (f'href="/dot-danh-gia/{kit.CODE}/{code}/"' for code in ("VP", "SNV"))
    page = table(client_of(world.outsider))
    assert "Văn phòng Thử" in page
    assert theirs in page
    assert ours not in page
    page = table(client_of(world.own[Role.APPRAISER]))
    assert ours in page
    assert theirs in page


def test_neither_the_order_nor_the_workbook_tells_points(
    world: World, round_: Round, client_of: Clients
) -> None:
    visitor = Actor.of(world.outsider).visitor
    rows = with_points(assessments_for_pages().filter(round=round_), visitor, round_)
    seen = {row.unit.code: (row.seen_total, row.seen_maximum, row.seen_key) for row in rows}
    assert seen["VP"] == (None, None, None)
    assert seen["SNV"][0] == "97/50"
    book = client_of(world.outsider).get(
        f"{reverse('assessments:round', args=[kit.CODE])}?xuat=xlsx&sap-xep=-diem"
    )
    assert book.status_code == 200
    sheet = load_workbook(io.BytesIO(book.content)).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 1.94 in cells
    assert 8.5 not in cells


def test_publishing_shows_approved_results_and_nothing_else(
    world: World, client_of: Clients
) -> None:
    round_ = kit.opened(world, units=[world.office, world.other_office])
    coordinator = kit.actor(world, Role.COORDINATOR)
    with pytest.raises(BadInput, match="chưa có đơn vị nào được phê duyệt"):
        publish_results(round_, by=coordinator)
    other = round_.assessments.get(unit=world.other_office).standing
    other.total, other.total_key = "97/50", 1_940_000
    other.save()
    run = kit.frozen(world)
    shown = f"{float(run.points):.2f}".replace(".", ",")
    assert shown not in table(client_of(world.outsider))
    with pytest.raises(PermissionDenied):
        publish_results(round_, by=kit.actor(world, Role.LEADER))
    client_of(coordinator.account).post(reverse("assessments:publish", args=[kit.CODE]))
    round_ = Round.objects.get(pk=round_.pk)
    assert round_.published_by_name == "coordinator"
    assert shown in table(client_of(world.outsider), "?sap-xep=-diem")
    with pytest.raises(BadInput, match="đã công bố"):
        publish_results(round_, by=coordinator)
    # What is still provisional stays with its unit and those who oversee.
    visitor = kit.actor(world, Role.SPECIALIST).visitor
    rows = with_points(Assessment.objects.filter(round=round_), visitor, round_)
    assert rows.get(unit=world.other_office).seen_key is None
    assert rebuild(lambda differences: True) == []
    found = kit.assessment(world)
    finishing.reopen(found, found.version, "Bổ sung", by=kit.actor(world, Role.LEADER))
    assert kit.assessment(world).state == AssessmentState.COLLECTING
    assert shown not in table(client_of(world.outsider))
