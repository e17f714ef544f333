"""A result approved against a best that is another since: told where it matters, and never changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parindex.apps.accounts.models import Account
from parindex.apps.assessments import answering, finishing
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.models import FrozenRun, Round
from parindex.apps.assessments.outdated import outdated
from parindex.apps.assessments.publishing import publish_results
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.organizations.models import Unit
from tests.apps.assessments import test_rivals as kit
from tests.apps.assessments.test_rivals import people, round_
from tests.apps.people import World

pytestmark = pytest.mark.django_db

__all__ = ["people", "round_"]

Committed = Callable[..., AbstractContextManager[object]]
Clients = Callable[[Account | None], Client]
Actors = dict[str, Account]
MOST = 25


def approve(unit: Unit, people: Actors) -> FrozenRun:
    kit.hand_in(unit, people)
    leader = Actor.of(people[f"{unit.code} leader"])
    return finishing.freeze(kit.whole(unit), kit.whole(unit).version, by=leader)


def correct(unit: Unit, share: int, people: Actors) -> None:
    """The unit is reopened, and its clerk writes another figure."""
    coordinator = Actor.of(people[f"{unit.code} coordinator"])
    found = kit.whole(unit)
    finishing.reopen(found, found.version, "Sai số", by=coordinator)
    item = kit.item(unit)
    answering.return_(item, item.version, "Sai số", by=coordinator)
    kit.declare(unit, share, people[f"{unit.code} specialist"])


@pytest.fixture
def approved(
    world: World, people: Actors, django_capture_on_commit_callbacks: Committed
) -> FrozenRun:
    """60 of the best 80, of 2 points: 1,5."""
    ours, theirs = world.office, world.other_office
    with django_capture_on_commit_callbacks(execute=True):
        kit.declare(ours, 60, people["VP specialist"])
        kit.declare(theirs, 80, people["SNV specialist"])
    kit.hand_in(theirs, people)
    run = approve(ours, people)
    theirs_now = kit.whole(theirs)
    finishing.freeze(theirs_now, theirs_now.version, by=Actor.of(people["SNV leader"]))
    return run


def pages(client: Client) -> dict[str, str]:
    """The page of our assessment, the round's list, and the units side by side where it is shown."""
    addresses = {
        "own": reverse("assessments:assessment", args=["nhat", "VP"]),
        "list": reverse("assessments:round", args=["nhat"]),
        "only": f"{reverse('assessments:round', args=['nhat'])}?tot-nhat=doi",
        "compared": reverse("assessments:compare", args=["nhat"]),
    }
    told = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as asked:
            told[name] = client.get(address).content.decode()
        assert len(asked) <= MOST, name
    return told


MOVED = "Mức tốt nhất đã thay đổi từ khi phê duyệt"
SOME = "kết quả đã phê duyệt chấm theo đơn vị tốt nhất mà mức ấy đã thay đổi"
MARK = '<span class="tag warn">đã thay đổi</span>'


def test_nothing_is_told_while_the_best_is_that_of_the_day_of_approval(
    approved: FrozenRun, people: Actors, client_of: Clients
) -> None:
    assert approved.compared == [{"set_id": "nhat", "code": "1.1", "own": "60", "best": "80"}]
    told = pages(client_of(people["VP coordinator"]))
    assert not any(words in page for words in (MOVED, SOME, MARK) for page in told.values())
    assert not outdated(Round.objects.get()).exists()
    assert rebuild(lambda differences: True) == []


def test_a_better_figure_is_told_first_as_provisional_then_as_final(
    approved: FrozenRun, world: World, people: Actors, client_of: Clients
) -> None:
    correct(world.other_office, 90, people)
    coordinator = client_of(people["VP coordinator"])
    told = pages(coordinator)
    assert MOVED in told["own"]
    assert "60 %, đơn vị tốt nhất 80 % ⇒ 60 / 80 × 2,00 = 1,5 điểm" in told["own"]
    # 60 / 90 of 2 points.
    assert "60 %, đơn vị tốt nhất 90 % ⇒ 60 / 90 × 2,00 ≈ 1,3333 điểm" in told["own"]
    assert "(Sở Khác)" in told["own"]
    assert "Còn 1 đơn vị trong đợt đang thực hiện" in told["own"]
    for name in ("list", "compared"):
        assert f"<strong>1</strong> {SOME}" in told[name]
        assert told[name].count(MARK) == 1
    assert "Sở Khác" in told["list"]
    assert "Sở Khác" not in told["only"]
    approve(world.other_office, people)
    told = pages(coordinator)
    assert "bấm «Mở lại để sửa» ở dưới" in told["own"]
    assert kit.points(world.office) == Fraction(3, 2)
    assert FrozenRun.objects.get(pk=approved.pk).points == Fraction(3, 2)
    # The unit that is the best itself is where it was.
    theirs = reverse("assessments:assessment", args=["nhat", "SNV"])
    assert MOVED not in client_of(people["SNV coordinator"]).get(theirs).content.decode()
    assert rebuild(lambda differences: True) == []


def test_a_smaller_best_is_told_too_and_the_same_again_is_not(
    approved: FrozenRun, world: World, people: Actors, client_of: Clients
) -> None:
    correct(world.other_office, 50, people)
    own = pages(client_of(people["VP coordinator"]))["own"]
    assert "60 %, đơn vị tốt nhất 60 % ⇒ 60 / 60 × 2,00 = 2 điểm" in own
    assert "(Sở Khác)" not in own
    kit.declare(world.other_office, 80, people["SNV specialist"])
    assert not outdated(Round.objects.get()).exists()


def test_reopening_the_result_and_approving_it_again_settles_it(
    approved: FrozenRun, world: World, people: Actors, client_of: Clients
) -> None:
    correct(world.other_office, 90, people)
    approve(world.other_office, people)
    found = kit.whole(world.office)
    coordinator = Actor.of(people["VP coordinator"])
    finishing.reopen(found, found.version, "Đơn vị tốt nhất đã thay đổi", by=coordinator)
    found = kit.whole(world.office)
    finishing.check(found, found.version, by=coordinator)
    found = kit.whole(world.office)
    run = finishing.freeze(found, found.version, by=Actor.of(people["VP leader"]))
    assert run.points == Fraction(4, 3)
    assert not outdated(Round.objects.get()).exists()
    assert MOVED not in pages(client_of(people["VP coordinator"]))["own"]


def test_others_learn_neither_of_results_that_are_not_theirs_nor_who_is_the_best(
    approved: FrozenRun, world: World, people: Actors, client_of: Clients
) -> None:
    correct(world.other_office, 90, people)
    clerk = pages(client_of(people["VP specialist"]))
    assert MOVED in clerk["own"]
    assert "(Sở Khác)" not in clerk["own"]
    assert SOME in clerk["list"]
    other = client_of(people["SNV specialist"])
    assert not any(words in pages(other)["list"] for words in (SOME, MARK))
    publish_results(Round.objects.get(), by=Actor.of(people["VP coordinator"]))
    told = pages(other)
    assert MARK in told["list"]
    assert MARK in told["compared"]
    assert MOVED not in told["own"]
