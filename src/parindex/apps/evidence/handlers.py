"""What the happenings of evidence do to the tables."""

from __future__ import annotations

from dataclasses import asdict

from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles
from parindex.apps.evidence.happenings import (
    Accepted,
    Attached,
    Detached,
    DocumentDescribed,
    DocumentRegistered,
    DocumentWithdrawn,
    FileAdded,
    Refused,
    Renewed,
)
from parindex.apps.evidence.kinds import State
from parindex.apps.evidence.models import Document, FileVersion, Use


@handles(DocumentRegistered, writes=(Document,))
def document_registered(event: Event, happened: DocumentRegistered) -> None:
    Document.objects.create(
        id=happened.id,
        unit_id=happened.unit,
        holding=happened.holding,
        simulated=happened.simulated,
        registered_by_id=event.actor_id,
        registered_at=event.at,
        **asdict(happened.data),
    )


@handles(DocumentDescribed, writes=(Document,))
def document_described(event: Event, happened: DocumentDescribed) -> None:
    Document.objects.get(pk=happened.id).change(happened.seen, **asdict(happened.data))


@handles(DocumentWithdrawn, writes=(Document,))
def document_withdrawn(event: Event, happened: DocumentWithdrawn) -> None:
    Document.objects.get(pk=happened.id).change(happened.seen, withdrawn=True)


@handles(FileAdded, writes=(FileVersion,))
def file_added(event: Event, happened: FileAdded) -> None:
    FileVersion.objects.create(
        id=happened.id,
        document_id=happened.document,
        seq=happened.seq,
        sha256=happened.sha256,
        size=happened.size,
        name=happened.name,
        media_type=happened.media_type,
        added_by_id=event.actor_id,
        added_at=event.at,
    )


@handles(Attached, writes=(Use,))
def attached(event: Event, happened: Attached) -> None:
    Use.objects.create(
        id=happened.id,
        document_id=happened.document,
        place=happened.place,
        unit_id=happened.unit,
        kind=happened.kind,
        file_id=happened.file,
        attached_by_id=event.actor_id,
        attached_at=event.at,
    )


@handles(Renewed, writes=(Use,))
def renewed(event: Event, happened: Renewed) -> None:
    use = Use.objects.get(pk=happened.id)
    use.change(
        use.version,
        file_id=happened.file,
        attached_by_id=event.actor_id,
        attached_at=event.at,
        state=State.PENDING,
        judged_by_id=None,
        judged_at=None,
        reason="",
    )


@handles(Detached, writes=(Use,))
def detached(event: Event, happened: Detached) -> None:
    Use.objects.filter(pk=happened.id).delete()


@handles(Accepted, writes=(Use,))
def accepted(event: Event, happened: Accepted) -> None:
    _judged(event, happened, State.ACCEPTED)


@handles(Refused, writes=(Use,))
def refused(event: Event, happened: Refused) -> None:
    _judged(event, happened, State.REFUSED)


def _judged(event: Event, happened: Accepted | Refused, state: State) -> None:
    Use.objects.get(pk=happened.id).change(
        happened.seen,
        state=state,
        judged_by_id=event.actor_id,
        judged_at=event.at,
        reason=event.reason,
    )
