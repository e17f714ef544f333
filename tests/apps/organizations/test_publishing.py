"""The engine and the pages know the same units."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parindex.apps.access.roles import Role
from parindex.apps.organizations.forms import new_like
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.publishing import publish_units, reference_units
from parindex.apps.organizations.services import merge_units, split_unit
from parindex.engine.values.facts import Level
from tests.apps.people import World
from tests.cli.kit import done

pytestmark = pytest.mark.django_db

ON = date(2026, 1, 1)


def test_the_snapshot_says_what_the_directory_says(world: World) -> None:
    by = world.own[Role.ADMINISTRATOR]
    merged = new_like(world.room, "VP9", "Phòng Chung", ON)
    merge_units([world.room, world.other_room], merged, ON, by=by, reason="thử")
    parts = [new_like(world.outside_room, code, code, ON) for code in ("SNV2", "SNV3")]
    split_unit(world.outside_room, parts, ON, by=by, reason="thử")
    units = {unit.code: unit for unit in reference_units()}
    assert units["VP1"].successor == "VP9"
    assert units["VP1"].valid_to == date(2025, 12, 31)
    assert (units["SNV1"].successor, units["SNV1"].valid_to) == (None, date(2025, 12, 31))
    assert (units["T"].level, units["T"].parent) == (Level.PROVINCE, None)
    assert (units["SNV"].level, units["SNV"].parent) == (Level.PROVINCE, "T")
    assert len(units) == Unit.objects.count()


def test_a_store_takes_the_directory_and_twice_is_once(world: World, tmp_path: Path) -> None:
    publish_units(tmp_path / "kho")
    publish_units(tmp_path / "kho")
    status = done("records", "status", "--store", tmp_path / "kho", "--json").json
    [units] = [kind for kind in status["kinds"] if kind["kind"] == "units"]
    assert units["rows"] == 6
