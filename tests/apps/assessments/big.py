"""A round as large as asked: many communes, a set of many components."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from parindex.apps.access.roles import Role
from parindex.apps.assessments.models import Round
from parindex.apps.assessments.opening import RoundPlan, open_round
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.services import publish, read_text
from parindex.apps.organizations.happenings import UnitData
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.services import register_units
from tests.apps.assessments import kit
from tests.apps.people import BEGIN, World

_HEAD = """
id: lon
version: "1"
title: Bộ chỉ số lớn để đo tốc độ (không phải văn bản nào)
verified: false
legal_basis: []
years: {first: 2023}
unit_group: xã
max: %d
places: 2
round_at: total
rank_on: exact
band_on: exact
not_applicable: rebase
fields:
  - code: "1"
    title: Lĩnh vực
    max: %d
    criteria:
      - code: "TC1"
        title: Tiêu chí
        max: %d
        components:
"""
_COMPONENT = """
          - code: "1.%d"
            title: Tiêu chí thành phần số %d
            max: 1
            source: self_assessed
            input: {kind: rate, numerator: việc đạt, denominator: việc phải làm}
            rule: {kind: proportion, when_none_arose: full}
            evidence:
              - {kind: Báo cáo}
            reference: {document: Mẫu, clause: điểm %d}
            verified: false
"""


def publish_big(world: World, units: int, components: int) -> PublishedSet:
    """So many new communes, and a set of so many components."""
    text = _HEAD % ((components,) * 3)
    text += "".join(_COMPONENT % (each, each, each) for each in range(1, components + 1))
    data = [
        UnitData(
            uuid4(), f"X{each:04}", f"Xã {each}", UnitLevel.COMMUNE, BEGIN, parent=world.province.pk
        )
        for each in range(units)
    ]
    register_units(data, by="kiểm thử")
    return publish(read_text(text, "lon.yaml", "kiểm thử"), by="kiểm thử")


def plan_of(world: World, criteria: PublishedSet) -> RoundPlan:
    """A round of all communes, owned by the stock office."""
    return RoundPlan(
        code="lon",
        title="Đợt lớn",
        criteria=criteria,
        year=2023,
        owner=world.office,
        units=list(Unit.objects.filter(level=UnitLevel.COMMUNE).order_by("code")),
        phases=kit.PHASES,
        own_records=True,
    )


def open_big(world: World, units: int, components: int, **how: Any) -> Round:
    """A round of so many new communes and components."""
    plan = plan_of(world, publish_big(world, units, components))
    return open_round(plan, by=kit.actor(world, Role.COORDINATOR), **how)
