"""Reads of consultations."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.queries import items_for_pages
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.feedback.models import Consultation, Invitation, Opinion
from parindex.apps.feedback.voices import voice_of

ANSWERING = (Role.SPECIALIST, Role.UNIT_HEAD)
"""Who answers for an invited unit: its own people."""

_AROUND = ("unit", "round__owner", "round__criteria")


def consultations() -> QuerySet[Consultation]:
    """Consultations with what their pages and rules look at."""
    around = (f"assessment__{each}" for each in _AROUND)
    found = Consultation.objects.select_related("assessment", *around)
    return found.defer("assessment__round__criteria__text")


def consultation_with(key: UUID) -> Consultation | None:
    return consultations().filter(pk=key).first()


def consultations_of(assessment: Assessment) -> list[Consultation]:
    """Those on an assessment, the first first."""
    return list(consultations().filter(assessment=assessment).order_by("opened_at", "pk"))


def invitations() -> QuerySet[Invitation]:
    """Invitations with what their pages and rules look at."""
    around = (f"consultation__assessment__{each}" for each in _AROUND)
    found = Invitation.objects.select_related("unit", "consultation__assessment", *around)
    return found.defer("consultation__assessment__round__criteria__text")


def invitation_with(key: UUID) -> Invitation | None:
    return invitations().filter(pk=key).first()


def units_answering(visitor: Visitor) -> set[UUID]:
    """The units for which the visitor answers."""
    own = (each for each in visitor.standings if each.role in ANSWERING)
    return {each.unit for each in own if each.unit is not None}


def invitations_for(visitor: Visitor) -> QuerySet[Invitation]:
    """What the visitor's units are invited to, withdrawn ones left out."""
    return invitations().filter(unit__in=units_answering(visitor), withdrawn_for="")


def items_of(invitation: Invitation) -> list[Item]:
    """The items that are asked about, in their order."""
    return list(items_for_pages().filter(pk__in=invitation.items).order_by("order"))


def opinion_on(invitation: Invitation) -> Opinion | None:
    """The answer to the invitation, found by the key that only this site can compute."""
    return Opinion.objects.filter(pk=voice_of(invitation)).first()


def answered(among: Iterable[Invitation]) -> set[UUID]:
    """The keys of the invitations that are answered."""
    voices = {voice_of(each): each.pk for each in among}
    found = Opinion.objects.filter(pk__in=list(voices)).values_list("pk", flat=True)
    return {voices[key] for key in found}


def waiting_for(visitor: Visitor) -> list[Invitation]:
    """What the visitor's units have still to answer, the most urgent first."""
    if not units_answering(visitor):
        return []
    found = invitations_for(visitor).filter(
        consultation__closed_at=None, consultation__closes__gte=visitor.day
    )
    rows = found.exclude(consultation__assessment__state=AssessmentState.FROZEN)
    waiting = list(rows.order_by("consultation__closes", "pk"))
    done = answered(waiting)
    return [each for each in waiting if each.pk not in done]
