"""What the happenings of criteria sets do to the tables."""

from __future__ import annotations

from dataclasses import asdict

from parindex.apps.criteria.happenings import SetPublished
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles


@handles(SetPublished, writes=(PublishedSet,))
def set_published(event: Event, happened: SetPublished) -> None:
    PublishedSet.objects.create(
        **asdict(happened),
        published_at=event.at,
        published_by_id=event.actor_id,
        published_by_name=event.actor_name,
    )
