"""What waits for opinions: of the visitor's units, and of those whom the visitor's round asks."""

from __future__ import annotations

from django.db.models import Q

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.feedback.models import Consultation, Invitation
from parindex.apps.feedback.queries import answered, waiting_for
from parindex.apps.pages.addresses import address
from parindex.apps.pages.waiting import NAMED, Urge, Work, names
from parindex.engine.values.numbers import vietnamese


def my_work(visitor: Visitor) -> list[Work]:
    """What other offices have asked the visitor's units about."""
    return [
        Work(
            what="Góp ý",
            title=f"{each.consultation.assessment.unit}: {each.consultation}",
            context=str(each.consultation.assessment.round),
            address=address("feedback:answer", each.pk),
            due=each.consultation.closes,
        )
        for each in waiting_for(visitor)
    ]


def to_urge(visitor: Visitor) -> list[Urge]:
    """Those who have not answered a call that is still open, in rounds that the visitor coordinates."""
    own = Q()
    for path in visitor.paths(Role.COORDINATOR):
        own |= Q(assessment__round__owner__path__startswith=path)
    found = Consultation.objects.filter(own, closed_at=None, closes__gte=visitor.day)
    unfinished = found.exclude(assessment__state=AssessmentState.FROZEN)
    calls = list(unfinished.select_related("assessment__unit")) if own else []
    asked = Invitation.objects.filter(consultation__in=calls, withdrawn_for="")
    rows = asked.select_related("consultation").order_by("name_sort", "pk")
    invited = list(rows) if calls else []
    done = answered(invited) if invited else set()
    waiting = {
        call: [each for each in invited if each.consultation == call and each.pk not in done]
        for call in calls
    }
    return [_urge(call, left) for call, left in waiting.items() if left]


def _urge(consultation: Consultation, left: list[Invitation]) -> Urge:
    return Urge(
        who=names([each.name for each in left[:NAMED]], len(left), "nơi"),
        what=f"{vietnamese(len(left))} nơi chưa góp ý",
        context=f"{consultation.assessment.unit}: {consultation}",
        address=address("feedback:guests", consultation.pk),
        due=consultation.closes,
    )
