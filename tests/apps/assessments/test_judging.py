"""The round comes to the very runs that the command line computes from the same inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from parindex.apps.access.roles import Role
from parindex.apps.assessments.judging import material_of
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.facts import services as facts
from parindex.engine.criteria.answers import read_declaration
from parindex.engine.criteria.library import find_set
from parindex.engine.reading.yaml import load_yaml
from parindex.services.assessment import Records, assess
from tests.apps.assessments import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

INPUTS = Path("examples/ke-hoach-839/so-lieu-khai-bao.yaml")


def declare_example(world: World) -> None:
    """What the example's file declares, written through the pages' forms."""
    document = load_yaml(INPUTS)
    data = {code: dict(raw) for code, raw in document.data.items() if code != "sets"}
    by = world.own[Role.SPECIALIST]
    for raw in data.values():
        raw.pop("explanation", None)
    kit.declare(world, data, by)
    for set_id, answers in document.data["sets"].items():
        kit.declare(world, answers, by, set_id)


def test_run_and_points_are_those_of_the_command_line(world: World, store: Path) -> None:
    facts.count(2023, by="kiểm thử")
    kit.opened(world)
    declare_example(world)
    criteria_set = find_set("kh-839-2023")
    expected = assess(
        criteria_set,
        records=Records(store, 2023),
        declaration=read_declaration(load_yaml(INPUTS), criteria_set),
    )
    run = material_of(kit.assessment(world)).run()
    assert run.id == expected.id
    ours, theirs = run.cards[""], expected.cards[""]
    assert ours.overall == theirs.overall
    assert [each.trace for each in ours.components] == [each.trace for each in theirs.components]
    standing = kit.assessment(world).standing
    assert standing.total == str(theirs.overall.points)
    assert rebuild(lambda differences: True) == []
