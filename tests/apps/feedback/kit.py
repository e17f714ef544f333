"""A consultation in the stock world: the office asks the other office, and partners by link."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from parindex.apps.access.roles import Role
from parindex.apps.assessments.acting import Actor
from parindex.apps.feedback import asking
from parindex.apps.feedback.answering import Said
from parindex.apps.feedback.models import Consultation, Invitation
from parindex.apps.feedback.queries import invitations
from parindex.apps.feedback.questions import QUESTIONS, Choice
from parindex.apps.organizations.models import Unit
from tests.apps.assessments import kit as rounds
from tests.apps.people import World

DONE = QUESTIONS[0].key


def coordinator(world: World) -> Actor:
    return rounds.actor(world, Role.COORDINATOR)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def call_of(**changed: object) -> asking.Call:
    fields = {
        "title": "Lấy ý kiến các cơ quan",
        "note": "Xin góp ý thẳng thắn.",
        "named": True,
        "questions": QUESTIONS[:1],
        "closes": in_days(10),
    }
    return asking.Call(**{**fields, **changed})


def called(
    world: World,
    *,
    units: tuple[Unit, ...] | None = None,
    partners: tuple[str, ...] = ("Hiệp hội Doanh nghiệp",),
    codes: tuple[str, ...] = ("1.1", "1.2"),
    **changed: object,
) -> Consultation:
    """The other office and partners are asked about items of the stock round."""
    items = [rounds.item(world, code) for code in codes]
    asked = (world.outside_room,) if units is None else units
    guests = asking.Guests(asked, partners, items)
    found = rounds.assessment(world)
    return asking.call_out(found, call_of(**changed), guests, by=coordinator(world))


def invitation(consultation: Consultation, name: str) -> Invitation:
    return invitations().get(consultation=consultation, name=name)


def said(world: World, *, choice: Choice = Choice.AGREE, **remarks: str) -> dict[UUID, Said]:
    """The same choice on 1.1 and 1.2, with remarks `m11`, `m12`."""
    return {
        rounds.item(world, code).pk: Said({DONE: choice}, remarks.get(key, ""))
        for key, code in (("m11", "1.1"), ("m12", "1.2"))
    }
