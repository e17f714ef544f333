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
from parindex.apps.facts.models import FactBatch, FactRow
from parindex.apps.facts.queries import facts_of, latest_batch
from parindex.apps.jobs.models import Job
from parindex.engine.facts.compute import compute_facts
from parindex.engine.values.facts import Fact, Level, StoodIn
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.periods import month_of, year_of
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
WANTED = ["dossiers_on_time_par", "petitions_on_time"]


def counted(world: World, year: int = 2023) -> FactBatch:
    return services.count(year, by=world.own[Role.COORDINATOR])


def test_the_rows_are_the_facts_of_the_engine(world: World, store: Path) -> None:
    batch = counted(world)
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


def test_a_year_is_not_counted_twice_at_once(
    world: World, client_of: Clients, store: Path, settings: object
) -> None:
    settings.PARINDEX_JOBS_AT_ONCE = False
    client = client_of(world.own[Role.COORDINATOR])
    assert client.post(reverse("facts:count"), {"year": "2023"}).status_code == 302
    again = client.post(reverse("facts:count"), {"year": "2023"}).content.decode()
    assert "đang được làm" in again
    assert client.post(reverse("facts:count"), {"year": "2022"}).status_code == 302
    assert [event.kind for event in history("facts")] == ["facts.asked_for"] * 2


def test_what_goes_wrong_is_told_and_leaves_nothing_behind(
    world: World, client_of: Clients, settings: object, tmp_path: Path
) -> None:
    settings.RECORDS_STORE = tmp_path
    client = client_of(world.own[Role.COORDINATOR])
    page = client.post(reverse("facts:count"), {"year": "2023"}, follow=True).content.decode()
    assert "Không làm được" in page
    assert FactBatch.objects.count() == 1


def test_where_writing_fails_there_is_no_batch(
    world: World, client_of: Clients, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise OSError(28, "đĩa đầy")

    monkeypatch.setattr(services, "insert_many", fail)
    client = client_of(world.own[Role.COORDINATOR])
    page = client.post(reverse("facts:count"), {"year": "2023"}, follow=True).content.decode()
    assert "Không làm được" in page
    assert FactBatch.objects.get() == world.batch
    monkeypatch.undo()
    job = Job.objects.get()
    client.post(reverse("jobs:again", args=[job.pk]))
    assert FactBatch.objects.filter(pk=job.pk).exists()


def test_without_a_store_the_page_says_what_to_do(
    world: World, client_of: Clients, settings: object, tmp_path: Path
) -> None:
    settings.RECORDS_STORE = tmp_path / "khong-co"
    client = client_of(world.own[Role.COORDINATOR])
    page = client.post(reverse("facts:count"), {"year": "2023"}).content.decode()
    assert "chưa có kho hồ sơ" in page


def test_asking_leads_to_the_facts(world: World, client_of: Clients, store: Path) -> None:
    client = client_of(world.own[Role.COORDINATOR])
    answer = client.post(reverse("facts:count"), {"year": "2023"}, follow=True)
    batch = FactBatch.objects.exclude(pk=world.batch.pk).get()
    assert answer.redirect_chain[-1][0] == reverse("facts:batch", args=[batch.pk])
    assert f"Đã đo {vietnamese(batch.rows)} dòng số liệu năm 2023" in answer.content.decode()
    assert batch.rows == batch.facts.count()


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
    assert "--year" in refused.stderr


def test_measures_are_found_by_their_names_without_accents(
    world: World, client_of: Clients
) -> None:
    fact = Fact("dialogues_held", Level.PROVINCE, None, year_of(2023), 3, None)
    FactRow.of(world.batch, fact).save()
    client = client_of(world.own[Role.COORDINATOR])
    address = reverse("facts:batch", args=[world.batch.pk])
    title = "Cuộc đối thoại với người dân, doanh nghiệp"
    for words in ("doi thoai", "ĐỐI THOẠI DOANH NGHIỆP"):
        assert title in client.get(address, {"tim": words}).content.decode(), words
    assert title not in client.get(address, {"tim": "xin loi"}).content.decode()
