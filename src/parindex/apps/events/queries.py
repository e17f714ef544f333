"""Read chains: their history, their head, and whether they are whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from parindex.apps.events.hashing import event_hash
from parindex.apps.events.models import Chain, Event


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain is broken: subject, place, and what is wrong, in Vietnamese."""

    subject: str
    seq: int
    what: str

    def __str__(self) -> str:
        return f"{self.subject}, sự kiện {self.seq}: {self.what}."


def history(subject: str) -> QuerySet[Event]:
    """The events of a subject with those who acted, the latest first."""
    return Event.objects.filter(subject=subject).select_related("actor").order_by("-seq")


def counts() -> tuple[int, int]:
    """How many chains there are, and how many events."""
    return Chain.objects.count(), Event.objects.count()


def length(subject: str) -> int:
    """How many events the chain of a subject has."""
    found = Chain.objects.filter(subject=subject).values_list("length", flat=True).first()
    return found or 0


def head(subject: str) -> str:
    """The hash of the latest event of a subject, empty before the first."""
    found = Chain.objects.filter(subject=subject).values_list("head", flat=True).first()
    return found or ""


def faults(subject: str | None = None) -> Iterator[Fault]:
    """What is wrong with the chain of a subject, or with all chains; nothing where they are whole."""
    chains = {chain.subject: chain for chain in _chains(subject)}
    events = Event.objects.order_by("subject", "seq")
    if subject is not None:
        events = events.filter(subject=subject)
    last: dict[str, Event] = {}
    for event in events.iterator(chunk_size=2000):
        yield from _faults_of(event, last.get(event.subject))
        last[event.subject] = event
    yield from _wrong_heads(chains, last)


def _chains(subject: str | None) -> QuerySet[Chain]:
    return Chain.objects.filter(subject=subject) if subject else Chain.objects.all()


def _faults_of(event: Event, before: Event | None) -> Iterator[Fault]:
    place = before.seq + 1 if before else 1
    if event.seq != place:
        yield Fault(event.subject, place, "sự kiện bị thiếu")
    elif event.previous != (before.hash if before else ""):
        yield Fault(event.subject, event.seq, "không nối với sự kiện đứng trước")
    if event.hash != event_hash(event):
        yield Fault(event.subject, event.seq, "nội dung không khớp với mã băm đã ghi")


def _wrong_heads(chains: dict[str, Chain], last: dict[str, Event]) -> Iterator[Fault]:
    for subject in sorted(chains.keys() | last.keys()):
        chain, event = chains.get(subject), last.get(subject)
        length, hashed = (chain.length, chain.head) if chain else (0, "")
        if (length, hashed) != ((event.seq, event.hash) if event else (0, "")):
            yield Fault(subject, length, "đầu chuỗi đã ghi không khớp với sự kiện cuối cùng")
