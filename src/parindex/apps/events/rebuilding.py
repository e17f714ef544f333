"""Projections made anew from the events, and held against what stands in the tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, models, transaction

from parindex.apps.events.models import Event
from parindex.apps.events.registry import handling, projections

Rows = dict[type[models.Model], dict[Any, dict[str, Any]]]


def rebuild(decide: Callable[[list[str]], bool]) -> list[str]:
    """Empty every projection, replay all events in the order in which they were written.

    Returns, in Vietnamese, each row that comes out otherwise than it stood. `decide` is asked with
    that list whether the rebuilt rows stay; if not, everything is left as it stood. Runs in one
    transaction; nobody should write meanwhile.
    """
    with transaction.atomic():
        before = _rows()
        for model in reversed(projections()):
            _empty(model)
        for event in Event.objects.order_by("pk").iterator(chunk_size=2000):
            found = handling(event.kind)
            if found.writes:
                found.handler(event, event.happened)
        differences = _differences(before, _rows())
        if not decide(differences):
            transaction.set_rollback(True)
    return differences


def _empty(model: type[models.Model]) -> None:
    """Delete the rows alone: what refers to them is checked when the transaction ends."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table's name


def _rows() -> Rows:
    return {
        model: {row[model._meta.pk.attname]: row for row in model._base_manager.values()}
        for model in projections()
    }


def _differences(before: Rows, after: Rows) -> list[str]:
    return [
        f"{model._meta.verbose_name} {key}: {_told(old.get(key), after[model].get(key))}"
        for model, old in before.items()
        for key in sorted(old.keys() | after[model].keys(), key=str)
        if old.get(key) != after[model].get(key)
    ]


def _told(old: dict[str, Any] | None, new: dict[str, Any] | None) -> str:
    if old is None:
        return "không có trong bảng, phát lại thì có"
    if new is None:
        return "có trong bảng, phát lại thì không có"
    names = [name for name in old if old[name] != new[name]]
    return "; ".join(f"{name} là {old[name]!r}, phát lại thành {new[name]!r}" for name in names)
