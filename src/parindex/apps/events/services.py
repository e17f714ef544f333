"""Append what happened, and bring its projection up in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from parindex.apps.events.hashing import event_hash
from parindex.apps.events.models import Chain, Event
from parindex.apps.events.registry import handling, kind_of

SYSTEM = "hệ thống"


class ChainMoved(Exception):
    """The subject's chain has grown since it was read; nothing was written."""


@contextmanager
def taking_turns(subject: str) -> Iterator[Chain]:
    """Hold the chain of a subject: until the transaction ends nobody else appends to it."""
    held = Chain.objects.select_for_update().filter(subject=subject)
    chain = held.first()
    if chain is None:
        Chain.objects.get_or_create(subject=subject)
        chain = held.get()
    yield chain


def append(
    subject: str,
    happened: Any,
    *,
    by: AbstractBaseUser | str,
    reason: str = "",
    after: int | None = None,
    day_only: bool = False,
) -> Event:
    """Write a happening as the next event of its subject and call its handler, all or nothing.

    `by` is the account that acts, or words for what acts without one (`SYSTEM`, the command line).
    `after` is the length of the chain that the caller has seen: `ChainMoved` if it has another.
    With `day_only` the event says the day alone, as its beginning in Vietnam's time.
    Appends to one subject wait for each other; those to different subjects do not on PostgreSQL.
    """
    kind = kind_of(happened)
    with transaction.atomic(), taking_turns(subject) as chain:
        if after is not None and chain.length != after:
            raise ChainMoved(subject)
        event = Event(
            subject=subject,
            seq=chain.length + 1,
            kind=kind.name,
            payload=kind.dump(happened),
            actor_id=None if isinstance(by, str) else by.pk,
            actor_name=by if isinstance(by, str) else by.get_username(),
            at=_now(day_only=day_only),
            reason=reason,
            previous=chain.head,
        )
        event.hash = event_hash(event)
        event.save(force_insert=True)
        chain.length, chain.head = event.seq, event.hash
        chain.save()
        handling(kind.name).handler(event, event.happened)
    return event


def _now(*, day_only: bool) -> datetime:
    now = timezone.localtime()
    return now.replace(hour=0, minute=0, second=0, microsecond=0) if day_only else now
