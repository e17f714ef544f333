"""The append-only log: chains of events, one for each subject."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from parindex.apps.events.registry import Kind, kind_named


class Chain(models.Model):
    """The head of a subject's chain; whoever appends holds its row until the transaction ends."""

    subject = models.CharField(max_length=200, primary_key=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return self.subject


class Event(models.Model):
    """Something that happened: never changed, never deleted.

    `hash` covers every other column but the key and `actor`, `previous` (the hash before it, empty for
    the first) among them. `actor_name` is the account's name at that time, or says what acted.
    """

    subject = models.CharField(max_length=200)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=100)
    payload = models.JSONField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="events"
    )
    actor_name = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)
    reason = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint("subject", "seq", name="event_place_in_chain"),)

    def __str__(self) -> str:
        return f"{self.subject} {self.seq} {self.kind}"

    @property
    def declared(self) -> Kind:
        return kind_named(self.kind)

    @property
    def title(self) -> str:
        """What happened, in words."""
        return self.declared.title

    @property
    def who(self) -> str:
        """The person's name as it is now; the account's name at that time, or what acted, without one."""
        return str(self.actor or self.actor_name)

    @property
    def happened(self) -> Any:
        """The payload as its dataclass."""
        return self.declared.load(self.payload)
