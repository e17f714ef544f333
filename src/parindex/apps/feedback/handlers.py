"""What the happenings of consultations do to the tables."""

from __future__ import annotations

from uuid import uuid5

from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles
from parindex.apps.feedback import happenings as told
from parindex.apps.feedback.models import Consultation, Invitation, Opinion, Reply


@handles(told.ConsultationOpened, writes=(Consultation,))
def consultation_opened(event: Event, happened: told.ConsultationOpened) -> None:
    Consultation.objects.create(
        id=happened.id,
        assessment_id=happened.assessment,
        title=happened.title,
        note=happened.note,
        named=happened.named,
        questions=[[each.key, each.words] for each in happened.questions],
        closes=happened.closes,
        seal=happened.seal,
        opened_at=event.at,
        opened_by_name=event.actor_name,
    )


@handles(told.Invited, writes=(Invitation,))
def invited(event: Event, happened: told.Invited) -> None:
    rows = [
        Invitation(
            id=each.id,
            consultation_id=happened.consultation,
            unit_id=each.unit,
            name=each.name,
            items=[str(key) for key in happened.items],
        )
        for each in happened.invitees
    ]
    Invitation.objects.bulk_create(rows, batch_size=500)


@handles(told.LinkIssued, writes=(Invitation,))
def link_issued(event: Event, happened: told.LinkIssued) -> None:
    Invitation.objects.filter(pk=happened.invitation).update(link=happened.number)


@handles(told.Withdrawn, writes=(Invitation,))
def withdrawn(event: Event, happened: told.Withdrawn) -> None:
    Invitation.objects.filter(pk=happened.invitation).update(withdrawn_for=event.reason)


@handles(told.Rescheduled, writes=(Consultation,))
def rescheduled(event: Event, happened: told.Rescheduled) -> None:
    Consultation.objects.filter(pk=happened.consultation).update(closes=happened.closes)


@handles(told.Closed, writes=(Consultation,))
def closed(event: Event, happened: told.Closed) -> None:
    Consultation.objects.filter(pk=happened.consultation).update(closed_at=event.at)


@handles(told.OpinionGiven, writes=(Opinion, Reply))
def opinion_given(event: Event, happened: told.OpinionGiven) -> None:
    named = happened.invitation is not None
    fields = {"used": happened.used, "at": event.at if named else None}
    opinion, is_new = Opinion.objects.get_or_create(
        id=happened.id,
        defaults={
            "consultation_id": happened.consultation,
            "invitation_id": happened.invitation,
            **fields,
        },
    )
    if not is_new:
        opinion.change(happened.seen, **fields)
        opinion.replies.all().delete()
    Reply.objects.bulk_create(
        Reply(
            # A key that says nothing: sorted by it, the replies to one item stand in another order
            # than those to the next, so that no voice is followed from item to item.
            id=uuid5(happened.id, f"{each.item}"),
            opinion=opinion,
            item_id=each.item,
            choices=each.choices,
            remark=each.remark,
        )
        for each in happened.replies
    )
