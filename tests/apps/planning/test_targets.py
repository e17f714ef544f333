"""Targets of Kế hoạch 839 beside facts that were made up and counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import RequestFactory
from django.utils import timezone

from parindex.apps.access.roles import Role
from parindex.apps.facts.models import FactBatch, FactRow
from parindex.apps.pages.listing import exported
from parindex.apps.planning.criteria import current_sets
from parindex.apps.planning.links import link_rows, suggested_links
from parindex.apps.planning.listings import targets_listed
from parindex.apps.planning.models import Version
from parindex.apps.planning.queries import tasks_in
from parindex.apps.planning.services.drafting import choose_links
from parindex.apps.planning.targets import TargetShown, targets_of
from parindex.engine.values.facts import Fact, Level
from parindex.engine.values.periods import year_of
from tests.apps.downloads import rows_of
from tests.apps.people import World
from tests.apps.planning.making import load

EXAMPLE = Path(__file__).parents[3] / "examples" / "ke-hoach-839" / "ke-hoach-839-KH-VP-2023.txt"


@pytest.fixture
def draft(world: World, tmp_path: Path) -> Version:
    """The plan, its tasks linked to what their wording suggests; its year has no facts."""
    FactBatch.objects.update(year=2022)
    version = load(world, tmp_path, EXAMPLE.read_text(encoding="utf-8"))
    rows = link_rows(tasks_in(version), current_sets()["kh-839-2023"])
    chosen = suggested_links(rows, "kh-839-2023")
    choose_links(version, chosen, by=world.own[Role.COORDINATOR])
    return version


def _count(*facts: Fact) -> FactBatch:
    at = timezone.now()
    batch = FactBatch.objects.create(year=2023, began_at=at, ended_at=at, by="kiểm thử")
    FactRow.objects.bulk_create(FactRow.of(batch, fact) for fact in facts)
    return batch


def _fact(measure: str, level: Level, numerator: int, denominator: int | None) -> Fact:
    return Fact(measure, level, None, year_of(2023), numerator, denominator)


def _shown(draft: Version) -> dict[tuple[str, str], TargetShown]:
    rows = targets_of(draft, tasks_in(draft)).rows
    return {(row.task.ref, row.scope): row for row in rows}


def test_without_facts_a_target_says_what_it_asks_for(draft: Version) -> None:
    found = targets_of(draft, tasks_in(draft))
    assert (found.batch, found.year, len(found.rows)) == (None, 2023, 7)
    row = _shown(draft)["2.4b", "cấp tỉnh"]
    assert (row.required, row.reached, row.met) == ("từ 30 % trở lên", "", None)


def test_each_level_is_held_against_its_own_target(draft: Version) -> None:
    _count(
        _fact("dossiers_digitised", Level.PROVINCE, 299, 1000),
        _fact("dossiers_digitised", Level.DISTRICT, 200, 1000),
        _fact("dossiers_digitised", Level.COMMUNE, 151, 1000),
    )
    found = _shown(draft)
    told = {
        scope: (row.code, row.reached, row.met)
        for (ref, scope), row in found.items()
        if ref == "2.4b"
    }
    # At least 30 %, 20 % and 15 %.
    assert told == {
        "cấp tỉnh": ("2.4b.tinh", "29,9 % (299/1.000)", False),
        "cấp huyện": ("2.4b.huyen", "20 % (200/1.000)", True),
        "cấp xã": ("2.4b.xa", "15,1 % (151/1.000)", True),
    }


def test_a_count_is_held_against_a_count(draft: Version) -> None:
    _count(_fact("dialogues_held", Level.PROVINCE, 2, None))
    row = _shown(draft)["3", ""]
    assert (row.code, row.reached, row.met) == ("3a", "2 cuộc", True)


def test_facts_of_another_year_say_nothing(draft: Version) -> None:
    batch = _count(_fact("dialogues_held", Level.PROVINCE, 2, None))
    FactBatch.objects.filter(pk=batch.pk).update(year=2024)
    assert _shown(draft)["3", ""].reached == ""


def test_a_component_that_nobody_linked_answers_nothing(draft: Version, world: World) -> None:
    _count(_fact("dialogues_held", Level.PROVINCE, 2, None))
    task = next(task for task in tasks_in(draft) if task.ref == "3")
    choose_links(draft, [(task, task.version, ())], by=world.own[Role.COORDINATOR])
    draft.refresh_from_db()
    assert _shown(draft)["3", ""].code == ""


def test_targets_are_a_workbook_too(draft: Version) -> None:
    request = RequestFactory().get("/ke-hoach/x/", {"xuat": "chi-tieu", "chi-tieu-xep": "-muc"})
    listing = targets_listed(request, targets_of(draft, tasks_in(draft)))
    book = exported(listing)
    assert book is not None
    rows = rows_of(book)
    head = next(place for place, row in enumerate(rows) if row[0] == "Mục")
    told = [row[0] for row in rows[head + 1 :]]
    assert len(told) == 7
    assert told == sorted(told, reverse=True)
