"""A round in the stock world, and the steps that people take in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.utils import timezone

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import answering, finishing
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.happenings import Phases
from parindex.apps.assessments.judging import material_of
from parindex.apps.assessments.keeping import keep
from parindex.apps.assessments.models import Assessment, FrozenRun, Item, Round
from parindex.apps.assessments.opening import Responsible, RoundPlan, open_round, refresh_round
from parindex.apps.assessments.queries import assessments_for_pages, component_of, items_for_pages
from parindex.apps.criteria.answering import InputForm, typed_of
from parindex.apps.criteria.queries import set_of
from parindex.engine.values.inputs import Answer
from tests.apps.people import World

PHASES = Phases(date(2024, 1, 10), date(2024, 1, 15), date(2024, 1, 20), date(2024, 1, 25))
CODE = "kh-839-2023"


def actor(world: World, role: Role) -> Actor:
    return Actor.of(world.own[role])


def plan_of(world: World, **changed: object) -> RoundPlan:
    """The office assesses itself; its first room answers for all but 4, which the second does."""
    components = set_of(world.criteria).components
    responsible = {each.code: Responsible(world.room, (world.other_room,)) for each in components}
    responsible["4"] = Responsible(world.other_room)
    fields = {
        "code": CODE,
        "title": "Tự đánh giá năm 2023",
        "criteria": world.criteria,
        "year": 2023,
        "owner": world.office,
        "units": [world.office],
        "phases": PHASES,
        "own_records": False,
        "responsible": responsible,
    }
    return RoundPlan(**{**fields, **changed})


def opened(world: World, **changed: object) -> Round:
    round_ = open_round(plan_of(world, **changed), by=actor(world, Role.COORDINATOR))
    refresh_round(round_)
    return round_


def assessment(world: World) -> Assessment:
    return assessments_for_pages().get(round__code=CODE, unit=world.office)


def item(world: World, code: str, set_id: str = CODE) -> Item:
    return items_for_pages().get(
        assessment__round__code=CODE,
        assessment__unit=world.office,
        code=code,
        criteria__set_id=set_id,
    )


def write(found: Item, typed: Mapping[str, str], by: Account, explanation: str = "") -> Item:
    form = InputForm(set_of(found.criteria), component_of(found), dict(typed))
    form.is_valid()
    return answering.save(found, found.version, form, explanation, by=Actor.of(by))


def declare(world: World, answers: Mapping[str, object], by: Account, set_id: str = CODE) -> None:
    """Write answers given in the shape of an inputs file."""
    for code, raw in answers.items():
        found = item(world, code, set_id)
        write(found, typed_of(component_of(found), raw), by, "Giải trình của ví dụ.")


def everything_approved(world: World) -> None:
    """Every item explained, submitted by a specialist, approved by another head."""
    own = items_for_pages().filter(assessment__round__code=CODE, assessment__unit=world.office)
    for found in own.filter(parent=None):
        by = world.own[Role.SPECIALIST] if found.unit == world.room else world.neighbour
        now = write(found, found.typed, by, found.explanation or "Giải trình của ví dụ.")
        answering.submit(item(world, now.code), now.version, by=Actor.of(by))
        now = item(world, now.code)
        answering.approve(now, now.version, by=Actor.of(head_of(world, now)))


def head_of(world: World, found: Item) -> Account:
    return world.own[Role.UNIT_HEAD] if found.unit == world.room else world.other_head


def frozen(world: World) -> FrozenRun:
    everything_approved(world)
    found = assessment(world)
    finishing.check(found, found.version, by=actor(world, Role.COORDINATOR))
    found = assessment(world)
    return finishing.freeze(found, found.version, by=actor(world, Role.LEADER))


def stock(world: World) -> None:
    """For the table of routes: a round that is going on, and one whose result is approved."""
    if Round.objects.exists():
        return
    opened(world)
    done = opened(world, code="da-chot", title="Đợt đã chốt")
    found = done.assessments.get()
    Assessment.objects.filter(pk=found.pk).update(state="frozen")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bao-cao.pdf"
        path.write_bytes(b"%PDF-1.4 thu")
        kept = keep(path, path.name)
    FrozenRun.objects.create(
        id=RUN,
        assessment=found,
        run="abc123abc123",
        total="17/2",
        total_key=8_500_000,
        maximum="20",
        head="0" * 64,
        files=[asdict(kept)],
        frozen_at=timezone.now(),
        frozen_by_name="Người leader",
    )


RUN = UUID("00000000-0000-4000-8000-000000000839")
"""The key of the approved run in the stock rounds."""
PDF_HASH = sha256(b"%PDF-1.4 thu").hexdigest()


def measured(world: World, code: str) -> Answer:
    """What the records say of an item."""
    material = material_of(assessment(world))
    return material.scores(material.run())[item(world, code).pk].answer
