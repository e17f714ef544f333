"""The rows of the database as lines of JSON that no database writes otherwise."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import DateField, Model

from parindex.apps.events.models import Chain

Row = dict[str, Any]

_LEFT_OUT_APPS = frozenset({"contenttypes", "auth", "sessions", "usersessions", "axes"})
_LEFT_OUT = frozenset({"evidence.Upload", "jobs.Job"})
"""Work under way, who is signed in and who failed to: of the moment; the others are made by the migrations."""
_BATCH = 1000


def models() -> list[type[Model]]:
    """Every table that is kept, tables between others too, by name."""
    found = apps.get_models(include_auto_created=True)
    kept = (each for each in found if each._meta.managed and not _is_left_out(each))
    return sorted(kept, key=lambda model: model._meta.label)


def migrations() -> dict[str, list[str]]:
    """The names of the migrations applied to this database, by app."""
    named: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        named.setdefault(app, []).append(name)
    return named


def chain_heads() -> str:
    """One SHA-256 over subject, length and head of every chain of events."""
    digest = hashlib.sha256()
    rows = Chain.objects.values_list("subject", "length", "head")
    for subject, length, head in sorted(rows.iterator(chunk_size=_BATCH)):
        digest.update(f"{subject}\t{length}\t{head}\n".encode())
    return digest.hexdigest()


def dump(model: type[Model]) -> Iterator[bytes]:
    """Every row of a table as a line, in the order of its key."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=_BATCH):
        said = {name: _text(value) for name, value in zip(names, row, strict=True)}
        # Sorted: one of the databases keeps no order inside JSON.
        line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield line.encode() + b"\n"


def load(model: type[Model], lines: Iterable[bytes]) -> int:
    """Insert rows from the lines that `dump` made; returns how many there were."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rows = (json.loads(line) for line in lines)
    count = 0
    with _moments_as_written(fields.values()):
        while batch := [_made(model, fields, row) for row in islice(rows, _BATCH)]:
            model._base_manager.bulk_create(batch, batch_size=_BATCH)
            count += len(batch)
    return count


def count_on(tables: Iterable[type[Model]]) -> None:
    """Let the keys that the database counts itself go on after those inserted."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(tables))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def _moments_as_written(fields: Iterable[Any]) -> Iterator[None]:
    """Keep fields that take the moment of writing by themselves from doing so."""
    own = [field for field in fields if isinstance(field, DateField)]
    marks = [(field, field.auto_now, field.auto_now_add) for field in own]
    for field in own:
        field.auto_now = field.auto_now_add = False
    try:
        yield
    finally:
        for field, now, added in marks:
            field.auto_now, field.auto_now_add = now, added


def _is_left_out(model: type[Model]) -> bool:
    return model._meta.app_label in _LEFT_OUT_APPS or model._meta.label in _LEFT_OUT


def _made(model: type[Model], fields: Mapping[str, Any], row: Row) -> Model:
    return model(**{name: fields[name].to_python(value) for name, value in row.items()})


def _text(value: Any) -> Any:
    """A value as JSON: moments to the microsecond in UTC, everything else as it is written."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value
