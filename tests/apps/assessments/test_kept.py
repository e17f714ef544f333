"""Pages show what is kept of an assessment; the engine is asked once where something was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import judging, standings
from parindex.apps.assessments.models import AssessmentStanding, Standing
from parindex.services.assessment import judge
from tests.apps.assessments import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
PLACE = [kit.CODE, "VP", kit.CODE, "1.6"]


@pytest.fixture
def judged(world: World, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A round; the list grows whenever an assessment is judged in it from now on."""
    kit.opened(world)
    asked: list[object] = []

    def count(*given: object, **more: object) -> object:
        asked.append(given)
        return judge(*given, **more)

    monkeypatch.setattr(judging, "judge", count)
    return asked


def test_looking_judges_nothing(world: World, client_of: Clients, judged: list[object]) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    measured = [kit.CODE, "VP", kit.CODE, "1.5a.tinh"]
    for name, parts in (
        ("assessments:assessment", PLACE[:2]),
        ("assessments:item", PLACE),
        ("assessments:item", measured),
    ):
        assert client.get(reverse(name, args=parts)).status_code == 200
    page = client.get(reverse("assessments:item", args=measured)).content.decode()
    # The stock facts: 97 of 100 dossiers of the province.
    assert "97 % (97/100)" in page
    assert "97/100" in page
    assert judged == []


def test_whatever_is_written_is_judged_once(
    world: World, client_of: Clients, judged: list[object]
) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    typed = {"tu_so": "45", "mau_so": "50", "explanation": "Đủ"}
    client.post(reverse("assessments:preview", args=PLACE), typed)
    assert len(judged) == 1
    write = reverse("assessments:write", args=PLACE)
    client.post(write, {**typed, "seen": 1, "viec": "xem"}, follow=True)
    assert len(judged) == 2
    client.post(write, {**typed, "seen": 1, "viec": "luu"}, follow=True)
    assert len(judged) == 3
    typed["tu_so"] = "46"
    client.post(write, {**typed, "seen": 2, "viec": "trinh"}, follow=True)
    assert len(judged) == 4
    assert kit.item(world, "1.6").state == "submitted"
    assert AssessmentStanding.objects.get().submitted == 1


def test_what_is_kept_is_judged_again_once_the_year_has_ended(
    world: World, client_of: Clients, judged: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    monkeypatch.setattr(standings.timezone, "localdate", lambda: date(2023, 12, 31))
    for times in (1, 1):
        client.get(reverse("assessments:item", args=PLACE))
        assert len(judged) == times
    monkeypatch.undo()
    monkeypatch.setattr(standings.timezone, "localdate", lambda: date(2024, 1, 1))
    assert standings.bring_up(kit.assessment(world))
    assert not standings.bring_up(kit.assessment(world))


def test_only_what_changed_is_written_again(world: World, judged: list[object]) -> None:
    before = dict(Standing.objects.values_list("pk", "trace"))
    Standing.objects.update(note="còn nguyên")
    written = standings._changed(list(Standing.objects.all()))
    assert written == []
    row = Standing.objects.first()
    row.trace = "khác"
    assert standings._changed([row]) == [row]
    assert len(before) == Standing.objects.count()
