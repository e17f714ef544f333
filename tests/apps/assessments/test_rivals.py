"""A set that scores against the best of a group, opened in a round."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from fractions import Fraction

import pytest

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import answering, finishing
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.keeping import REPORTS
from parindex.apps.assessments.models import Assessment, AssessmentStanding, Item, Standing
from parindex.apps.assessments.opening import refresh_round
from parindex.apps.assessments.queries import assessments_for_pages, items_for_pages
from parindex.apps.criteria.services import publish, read_text
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.organizations.models import Unit
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import kit
from tests.apps.people import World, person
from tests.engine.scoring.kit import set_text

pytestmark = pytest.mark.django_db

Committed = Callable[..., AbstractContextManager[object]]
RATE = "{kind: rate, numerator: đạt, denominator: tất cả}"
RULE = "{kind: best_of_group, when_none_arose: zero}"


@pytest.fixture
def people(world: World) -> dict[str, Account]:
    """A clerk and a head in each of the two offices, and who checks and approves there."""
    roles = (Role.SPECIALIST, Role.UNIT_HEAD, Role.COORDINATOR, Role.LEADER)
    return {
        f"{unit.code} {role}": person(f"{role}-{unit.code.lower()}", role, unit)
        for unit in (world.office, world.other_office)
        for role in roles
    }


@pytest.fixture(autouse=True)
def round_(world: World) -> None:
    text = set_text([("1.1", 2, RATE, RULE)], id="nhat", years="{first: 2023}")
    best = publish(read_text(text, "nhat.yaml", "kiểm thử"), by="kiểm thử")
    units = [world.office, world.other_office]
    kit.opened(world, code="nhat", criteria=best, units=units, own_records=True, responsible={})


def item(unit: Unit) -> Item:
    return items_for_pages().get(assessment__round__code="nhat", assessment__unit=unit)


def whole(unit: Unit) -> Assessment:
    return assessments_for_pages().get(round__code="nhat", unit=unit)


def points(unit: Unit) -> Fraction:
    return Fraction(Standing.objects.get(item=item(unit)).points)


def declare(unit: Unit, share: int, by: Account) -> None:
    typed = {"tu_so": str(share), "mau_so": "100"}
    kit.write(item(unit), typed, by, "Giải trình")


def hand_in(unit: Unit, people: dict[str, Account]) -> None:
    clerk, head, coordinator = (
        Actor.of(people[f"{unit.code} {role}"])
        for role in (Role.SPECIALIST, Role.UNIT_HEAD, Role.COORDINATOR)
    )
    answering.submit(item(unit), item(unit).version, by=clerk)
    answering.approve(item(unit), item(unit).version, by=head)
    finishing.check(whole(unit), whole(unit).version, by=coordinator)


def test_units_are_judged_against_the_best_of_the_round_as_it_moves(
    world: World, people: dict[str, Account], django_capture_on_commit_callbacks: Committed
) -> None:
    ours, theirs = world.office, world.other_office
    with django_capture_on_commit_callbacks(execute=True):
        declare(ours, 60, people["VP specialist"])
    assert points(ours) == 2
    with django_capture_on_commit_callbacks(execute=True):
        declare(theirs, 80, people["SNV specialist"])
    # 60 of the best 80, of 2 points.
    assert (points(ours), points(theirs)) == (Fraction(3, 2), 2)
    with django_capture_on_commit_callbacks(execute=True):
        declare(theirs, 30, people["SNV specialist"])
    assert (points(ours), points(theirs)) == (2, 1)
    assert rebuild(lambda differences: True) == []


def test_what_lapsed_is_judged_again_in_the_second_pass(
    world: World, people: dict[str, Account]
) -> None:
    declare(world.office, 60, people["VP specialist"])
    declare(world.other_office, 80, people["SNV specialist"])
    # The callbacks of this transaction never ran: the first unit stands as if it were alone.
    assert points(world.office) == 2
    AssessmentStanding.objects.filter(assessment=whole(world.office)).update(basis="")
    refresh_round(whole(world.office).round)
    assert points(world.office) == Fraction(3, 2)


def test_nobody_is_approved_while_anothers_figures_may_change(
    world: World, people: dict[str, Account], django_capture_on_commit_callbacks: Committed
) -> None:
    ours, theirs = world.office, world.other_office
    with django_capture_on_commit_callbacks(execute=True):
        declare(ours, 60, people["VP specialist"])
        declare(theirs, 80, people["SNV specialist"])
    hand_in(ours, people)
    leader = Actor.of(people["VP leader"])
    with pytest.raises(BadInput, match=r"còn 1 đơn vị chưa trình: Sở Khác"):
        finishing.freeze(whole(ours), whole(ours).version, by=leader)
    hand_in(theirs, people)
    run = finishing.freeze(whole(ours), whole(ours).version, by=leader)
    assert run.points == Fraction(3, 2)
    (kept,) = [each for each in run.files if each["name"].endswith(".json")]
    with REPORTS.opened(kept["sha256"]) as content:
        told = json.load(content)
    # Percentages are compared: 80 of 100.
    assert told["best_elsewhere"] == {"nhat": {"1.1": "80"}}
    assert rebuild(lambda differences: True) == []
