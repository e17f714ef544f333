"""Rules that compare with last year take what was imported, else what was approved here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import answering, finishing
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.happenings import Phases
from parindex.apps.assessments.judging import material_of
from parindex.apps.assessments.models import Assessment
from parindex.apps.assessments.queries import assessments_for_pages
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.services import publish, read_text
from parindex.apps.organizations.memberships import grant
from parindex.engine.criteria.answers import read_declaration
from parindex.engine.criteria.loader import build_set
from parindex.engine.reading.yaml import parse_yaml
from parindex.services.assessment import assess
from tests.apps.assessments import kit
from tests.apps.pastyears.making import imported, row
from tests.apps.people import BEGIN, World, person

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]

SET = """
id: tang
version: "1"
title: Bộ so với năm trước (để thử)
verified: false
legal_basis: []
years: {first: 2022}
unit_group: văn phòng
max: 1
places: 2
round_at: total
rank_on: exact
band_on: exact
not_applicable: rebase
earlier:
  - {set: tang-cu, codes: {"1": "cu.7"}}
fields:
  - code: "L"
    title: Lĩnh vực
    max: 1
    criteria:
      - code: "T"
        title: Tiêu chí
        max: 1
        components:
          - code: "1"
            title: Thu so với năm trước
            max: 1
            source: self_assessed
            input: {kind: value, measured_in: tỷ đồng}
            rule:
              kind: growth
              when_none_arose: zero
              bands:
                - {from: 10, points: 1}
                - {above: 0, below: 10, points: 0.5}
                - {to: 0, points: 0}
            reference: {document: Mẫu, clause: điểm 1}
            verified: false
"""
EARLIER = (
    SET.replace('  - {set: tang-cu, codes: {"1": "cu.7"}}\n', "")
    .replace("earlier:\n", "")
    .replace("id: tang", "id: tang-cu")
    .replace('code: "1"', 'code: "cu.7"')
)


def published(text: str) -> PublishedSet:
    return publish(read_text(text, "tang.yaml", "kiểm thử"), by="kiểm thử")


def opened(world: World, criteria: PublishedSet, year: int) -> Assessment:
    phases = Phases(*(date(year + 1, 1, day) for day in (10, 15, 20, 25)))
    round_ = kit.opened(
        world, code=f"dot-{year}", criteria=criteria, year=year, phases=phases, responsible={}
    )
    return assessments_for_pages().get(round=round_)


def answered(world: World, assessment: Assessment, value: str) -> None:
    found = assessment.items.select_related(
        "unit", "criteria", "assessment__unit", "assessment__round"
    ).get()
    assert found.unit == world.office
    kit.write(found, {"gia_tri": value}, world.own[Role.UNIT_HEAD])


@pytest.fixture
def head_of_office(world: World) -> None:
    """Somebody who writes for the office itself."""
    grant(world.own[Role.UNIT_HEAD], Role.UNIT_HEAD, world.office, by="kiểm thử", since=BEGIN)


def points(assessment: Assessment) -> str:
    return Assessment.objects.get(pk=assessment.pk).items.get().standing.points


@pytest.mark.usefixtures("head_of_office")
def test_growth_stands_on_what_was_imported_and_the_run_says_so(
    world: World, client_of: Clients
) -> None:
    criteria = published(SET)
    assessment = opened(world, criteria, 2023)
    answered(world, assessment, "219")
    assert points(assessment) == ""
    without = material_of(assessment).run().id
    coordinator = client_of(world.own[Role.COORDINATOR])
    # 219 is 9,5 % above 200.
    imported(coordinator, world, row("VP", "1", 1, value=200), criteria=criteria)
    assert points(assessment) == "1/2"
    run = material_of(assessment).run()
    # 219 is 10,05 % above 199.
    imported(coordinator, world, row("VP", "1", 1, value=199), criteria=criteria)
    assert points(assessment) == "1"
    assert len({without, run.id, material_of(assessment).run().id}) == 3
    declared = parse_yaml('"1": {value: 219}\nprevious: {"1": {value: 200}}', "khai.yaml")
    criteria_set = build_set(parse_yaml(SET, "tang.yaml"))
    told = assess(criteria_set, declaration=read_declaration(declared, criteria_set))
    assert run.id == told.id


@pytest.mark.usefixtures("head_of_office")
def test_a_code_of_the_set_before_is_found_where_the_set_says(
    world: World, client_of: Clients
) -> None:
    earlier, criteria = published(EARLIER), published(SET)
    assessment = opened(world, criteria, 2023)
    answered(world, assessment, "220")
    coordinator = client_of(world.own[Role.COORDINATOR])
    imported(coordinator, world, row("VP", "cu.7", 1, value=200), criteria=earlier)
    assert points(assessment) == "1"


@pytest.mark.usefixtures("head_of_office")
def test_the_run_approved_here_counts_where_nothing_was_imported(
    world: World, client_of: Clients
) -> None:
    criteria = published(SET)
    before, now = opened(world, criteria, 2022), opened(world, criteria, 2023)
    answered(world, now, "219")
    assert points(now) == ""
    answered(world, before, "200")
    item = kit.items_for_pages().get(assessment=before)
    by = world.own[Role.UNIT_HEAD]
    saved = kit.write(item, {"gia_tri": "200"}, by, "Năm đầu, chưa có số năm trước.")
    answering.submit(kit.items_for_pages().get(pk=item.pk), saved.version, by=Actor.of(by))
    other = person("truong", Role.UNIT_HEAD, world.office)
    item = kit.items_for_pages().get(pk=item.pk)
    answering.approve(item, item.version, by=Actor.of(other))
    found = assessments_for_pages().get(pk=before.pk)
    finishing.check(found, found.version, by=kit.actor(world, Role.COORDINATOR))
    found = assessments_for_pages().get(pk=before.pk)
    finishing.freeze(found, found.version, by=kit.actor(world, Role.LEADER))
    assert Fraction(points(now)) == Fraction(1, 2)
    frozen = assessments_for_pages().get(pk=before.pk)
    finishing.reopen(frozen, frozen.version, "Sai số", by=kit.actor(world, Role.LEADER))
    assert points(now) == ""
    imported(
        client_of(world.own[Role.COORDINATOR]),
        world,
        row("VP", "1", 1, value=199),
        criteria=criteria,
    )
    assert Fraction(points(now)) == 1
