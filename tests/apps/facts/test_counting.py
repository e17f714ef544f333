"""Facts counted once and kept: the rows say what the engine said, progress and failures are told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.events.queries import history
from parindex.apps.facts import services
from parindex.apps.facts.models import BatchState, FactBatch, FactRow
from parindex.apps.facts.queries import facts_of, latest_batch
from parindex.engine.facts.compute import compute_facts
from parindex.engine.values.facts import Fact, Level, StoodIn
from parindex.engine.values.periods import month_of, year_of
from parindex.engine.values.problems import BadInput
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
WANTED = ["dossiers_on_time_par", "petitions_on_time"]


def counted(world: World, year: int = 2023) -> FactBatch:
    batch = services.ask_for(year, by=world.own[Role.COORDINATOR])
    services.count(batch)
    return batch


def test_the_rows_are_the_facts_of_the_engine(world: World, store: Path) -> None:
    batch = counted(world)
    assert batch.state == BatchState.DONE
    assert batch.simulated
    assert latest_batch(2023) == batch
    whole = compute_facts(store, year_of(2023), measures=WANTED, by=("level",))
    assert facts_of(batch, WANTED) == whole
    by_unit = compute_facts(store, year_of(2023), measures=WANTED, by=("level", "unit"))
    code = next(fact.unit for fact in by_unit if fact.numerator)
    assert code is not None
    told = [fact for fact in by_unit if fact.unit == code]
    assert sorted(facts_of(batch, WANTED, [code])) == sorted(told)
    assert {event.kind for event in history("facts")} == {"facts.asked_for", "facts.published"}


def test_a_row_keeps_everything_of_a_fact(world: World) -> None:
    fact = Fact(
        measure="m",
        level=Level.COMMUNE,
        unit="X",
        period=year_of(2023),
        numerator=1,
        denominator=None,
        missing=2,
        lake="k",
        reference="r",
        simulated=True,
        gap="thiếu",
        stood_in=(StoodIn("X1", month_of(2023, 5)),),
    )
    FactRow.of(world.batch, fact).save()
    assert facts_of(world.batch, ["m"], ["X"]) == [fact]


def test_a_year_is_not_counted_twice_at_once(world: World, store: Path) -> None:
    services.ask_for(2023, by="kiểm thử")
    with pytest.raises(BadInput, match="đang được tính"):
        services.ask_for(2023, by="kiểm thử")
    services.ask_for(2022, by="kiểm thử")


def test_what_goes_wrong_is_told_on_the_page(
    world: World, client_of: Clients, settings: object, tmp_path: Path
) -> None:
    settings.RECORDS_STORE = tmp_path
    batch = services.ask_for(2023, by="kiểm thử")
    with pytest.raises(BadInput):
        services.count(batch)
    page = client_of(world.own[Role.VIEWER]).get(reverse("facts:batch", args=[batch.pk]))
    assert "Không tính được" in page.content.decode()
    assert FactBatch.objects.get(pk=batch.pk).state == BatchState.FAILED


def test_without_a_store_the_page_says_what_to_do(
    world: World, client_of: Clients, settings: object, tmp_path: Path
) -> None:
    settings.RECORDS_STORE = tmp_path / "khong-co"
    client = client_of(world.own[Role.COORDINATOR])
    page = client.post(reverse("facts:count"), {"year": "2023"}).content.decode()
    assert "chưa có kho hồ sơ" in page


def test_asking_starts_a_process_and_the_page_shows_its_progress(
    world: World, client_of: Clients, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[FactBatch] = []
    monkeypatch.setattr(services, "start", started.append)
    client = client_of(world.own[Role.COORDINATOR])
    answer = client.post(reverse("facts:count"), {"year": "2023"}, follow=True)
    assert [each.year for each in started] == [2023]
    assert "Đang tính" in answer.content.decode()
    address = reverse("facts:batch", args=[started[0].pk])
    headers = {"HX-Request": "true", "HX-Target": "tien-do"}
    part = client.get(address, headers=headers).content.decode()
    assert 'hx-trigger="every 1s"' in part
    services.count(started[0])
    assert "Đã xong lúc" in client.get(address, headers=headers).content.decode()


def test_the_command_puts_facts_on_the_pages(example_store: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PARINDEX_HOME": str(tmp_path),
        "PARINDEX_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "parindex.site.settings",
    }
    command = [sys.executable, "-m", "parindex", "publish", "--store", str(example_store)]
    done = subprocess.run(
        [*command, "--year", "2023"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "dòng số liệu năm 2023" in done.stdout
    refused = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "Hãy thêm --year" in refused.stderr
