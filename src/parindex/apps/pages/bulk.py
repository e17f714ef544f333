"""Rows by the hundred thousand: what `bulk_create` takes minutes for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

_AT_ONCE = 5000


def insert_many(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows that give the fields of these names, in this order; all others get their defaults.

    Rows are written as they are: no model is made, nothing is derived, no signal is sent.
    """
    fields = model._meta.concrete_fields
    given = [next(each for each in fields if name in (each.name, each.attname)) for name in names]
    # A key that the database counts up is left to it.
    left = [each for each in fields if not isinstance(each, models.AutoField)]
    others = [each for each in left if each not in given]
    constants = tuple(each.get_db_prep_save(each.get_default(), connection) for each in others)
    prepare = [_prepared(each) for each in given]
    columns = [str(each.column) for each in [*given, *others]]
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    places = ", ".join("%s" for _ in columns)
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({places})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        for part in _parts(rows):
            told = [
                (*(make(value) for make, value in zip(prepare, row, strict=True)), *constants)
                for row in part
            ]
            cursor.executemany(statement, told)


def _prepared(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """The field's value for the database; what comes again and again is prepared once."""
    if field.unique or isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    known: dict[Any, Any] = {}

    def prepare(value: Any) -> Any:
        if value not in known:
            known[value] = field.get_db_prep_save(value, connection)
        return known[value]

    return prepare


def _parts(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    left = iter(rows)
    while part := list(islice(left, _AT_ONCE)):
        yield part


def take_statistics() -> None:
    """Let the database look at its tables, so that it chooses indexes by what stands in them.

    Without it SQLite takes every index for equally good; with it, in a twentieth of a second, it looks
    at a thousand rows of each. After many rows were written, and at every start.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")
