"""What the worker does is asked again of the roles of whoever ordered it: they may be gone by then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from parindex.apps.assessments.acts import (
    Freeze,
    HandOver,
    OpenRound,
    PackEvidence,
    PackRoundEvidence,
    RefreshRound,
)
from parindex.apps.assessments.models import Round
from parindex.apps.events.models import Event
from parindex.apps.events.queries import length
from parindex.apps.facts.acts import CountFacts
from parindex.apps.jobs import registry, services
from parindex.apps.jobs.models import JobState
from parindex.apps.organizations.acts import ImportUnits
from parindex.apps.organizations.importing.rows import UnitRow
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.queries import DIRECTORY
from tests.apps.assessments import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

ORDERS: dict[str, Callable[[World], object]] = {
    "assessments.open_round": lambda world: OpenRound.of(kit.plan_of(world, code="moi")),
    "assessments.refresh_round": lambda world: RefreshRound(Round.objects.get(code=kit.CODE).pk),
    "assessments.freeze": lambda world: Freeze(kit.assessment(world).pk, 1),
    "assessments.pack_evidence": lambda world: PackEvidence(kit.assessment(world).pk),
    "assessments.pack_round_evidence": lambda world: PackRoundEvidence(
        Round.objects.get(code=kit.CODE).pk
    ),
    "assessments.hand_over": lambda world: HandOver(kit.RUN),
    "facts.count": lambda world: CountFacts(2023),
    "organizations.import_units": lambda world: ImportUnits("x.csv", length(DIRECTORY), (NEW,)),
}
NEW = UnitRow(
    line=2,
    code="MOI",
    name="Sở Mới",
    short_name="",
    level=UnitLevel.DEPARTMENT,
    parent_code="T",
    group="",
    valid_from=date(2020, 1, 1),
    valid_to=None,
    successor_code="",
    simulated=False,
)


@pytest.mark.parametrize("name", ORDERS)
def test_without_a_role_nothing_is_done(
    name: str, world: World, settings: object, store: object
) -> None:
    kit.stock(world)
    settings.PARINDEX_JOBS_AT_ONCE = True
    before = Event.objects.count()
    job = services.ask(ORDERS[name](world), f"Việc {uuid4()}", by=world.idle)
    assert job.state == JobState.FAILED
    assert "mà người yêu cầu hiện không có vai trò đó" in job.outcome
    assert job.file is None
    assert Event.objects.count() == before


def test_every_act_is_asked() -> None:
    assert set(registry._acts) == set(ORDERS)
