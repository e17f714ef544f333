"""What stands against opening a round is told all at once; who answers follows from the issued plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments.happenings import Phases
from parindex.apps.assessments.models import AssessmentStanding, Item, Round
from parindex.apps.assessments.opening import check_plan, open_round
from parindex.apps.assessments.queries import assessments_for_pages, items_for_pages, rounds
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.services import publish, read_text
from parindex.apps.events.queries import history
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.jobs.models import Job
from parindex.apps.jobs.worker import Worker
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import big, kit
from tests.apps.people import World
from tests.engine.scoring.kit import set_text

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]


def told(world: World, **changed: object) -> str:
    with pytest.raises(BadInput) as refused:
        kit.opened(world, **changed)
    assert not Round.objects.filter(code="khac").exists()
    return str(refused.value)


def test_everything_that_stands_against_it_is_told_at_once(world: World) -> None:
    kit.opened(world)
    backwards = Phases(
        *reversed((date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)))
    )
    problems = told(world, year=2025, phases=backwards, units=[])
    assert "không có năm 2025" in problems
    assert "mã đợt này đã dùng" in problems
    assert "hạn của bước sau đứng trước" in problems
    assert "chưa có đơn vị nào" in problems


def test_a_set_whose_score_is_taken_twice_is_asked_for_once(world: World) -> None:
    taking = "{kind: score, set: qd-766-2022}"
    parts = [(code, 1, taking, "kind: proportion") for code in ("1.1", "1.2")]
    text = set_text(parts, id="hai", years="{first: 2023}")
    twice = publish(read_text(text, "hai.yaml", "kiểm thử"), by="kiểm thử")
    round_ = kit.opened(world, code="hai", criteria=twice, responsible={})
    inner = Item.objects.filter(assessment__round=round_).exclude(parent=None)
    assert inner.exists()
    assert set(inner.values_list("parent__code", flat=True)) == {"1.1"}


def test_the_form_opens_a_round_for_the_units_of_a_level(world: World, client_of: Clients) -> None:
    client = client_of(world.own[Role.COORDINATOR])
    data = {
        "title": "Tự đánh giá các sở",
        "code": "so-2023",
        "criteria": world.criteria.pk,
        "year": "2023",
        "owner": world.office.pk,
        "who": "department",
        "self_due": "2024-01-10",
        "unit_due": "2024-01-15",
        "check_due": "2024-01-20",
        "leader_due": "2024-01-25",
    }
    page = client.post(reverse("assessments:open"), data, follow=True).content.decode()
    assert "Đã mở đợt Tự đánh giá các sở" in page
    assert "Sở Khác" in page
    round_ = Round.objects.get(code="so-2023")
    assert set(round_.assessments.values_list("unit__code", flat=True)) == {"VP", "SNV"}
    assert round_.facts == world.batch
    assert round_.own_records


def test_a_round_broken_off_half_way_is_nobodys_and_goes_on(world: World) -> None:
    """The opening of forty units stops after one part; the second run lets the others enter."""
    told: list[tuple[int, int]] = []

    def say(step: str, done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 2:
            raise KeyboardInterrupt

    key = uuid4()
    with pytest.raises(KeyboardInterrupt):
        big.open_big(world, 40, 3, key=key, say=say)
    assert told == [(0, 40), (25, 40)]
    assert not rounds().exists()
    assert not assessments_for_pages().exists()
    assert not items_for_pages().exists()
    plan = big.plan_of(world, PublishedSet.objects.get(set_id="lon"))
    with pytest.raises(BadInput, match="mã đợt này đã dùng"):
        check_plan(plan, by=kit.actor(world, Role.COORDINATOR))
    round_ = open_round(plan, by=kit.actor(world, Role.COORDINATOR), key=key)
    assert items_for_pages().filter(assessment__round=round_).count() == 40 * 3
    assert open_round(plan, by=kit.actor(world, Role.COORDINATOR), key=key) == round_
    kinds = [event.kind for event in history(f"round:{key}")]
    assert kinds == [
        "assessments.round_ready",
        *["assessments.units_entered"] * 2,
        "assessments.round_opened",
    ]
    assert rebuild(lambda differences: True) == []


def test_a_large_round_is_opened_by_the_worker(
    world: World, client_of: Clients, settings: object
) -> None:
    settings.PARINDEX_JOBS_AT_ONCE = False
    criteria = big.publish_big(world, 30, 3)
    data = {
        "code": "lon",
        "title": "Đợt lớn",
        "criteria": criteria.pk,
        "year": "2023",
        "owner": world.office.pk,
        "who": "commune",
        "self_due": "2024-01-10",
        "unit_due": "2024-01-15",
        "check_due": "2024-01-20",
        "leader_due": "2024-01-25",
    }
    client = client_of(world.own[Role.COORDINATOR])
    asked = client.post(reverse("assessments:open"), data)
    assert asked.status_code == 302, asked.content.decode()
    assert "Đang chờ đến lượt" in client.get(asked.url).content.decode()
    assert not rounds().exists()
    assert Worker().work_once()
    job = Job.objects.get()
    assert (job.state, job.outcome) == ("done", "Đã mở đợt Đợt lớn cho 30 đơn vị.")
    assert client.get(job.address).status_code == 200
    assert AssessmentStanding.objects.count() == 30


def test_rounds_are_found_by_name_and_by_the_unit_that_holds_them(
    world: World, client_of: Clients
) -> None:
    kit.opened(world)
    client = client_of(world.outsider)
    # The office is «Văn phòng Thử», the round «Tự đánh giá năm 2023».
    for words in ("van phong thu", "VĂN PHÒNG 2023", "tu danh gia phong"):
        assert (
            "Tự đánh giá năm 2023" in client.get("/dot-danh-gia/", {"tim": words}).content.decode()
        )
    for words in ("so khac", "van phong 2024"):
        assert (
            "Tự đánh giá năm 2023"
            not in client.get("/dot-danh-gia/", {"tim": words}).content.decode()
        )
