"""What a function writes into an empty database, written again as rows instead of made again."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from parindex.site.keeping.rows import count_on

Made = TypeVar("Made")


@dataclass(frozen=True)
class _Table:
    model: type[Model]
    rows: list[tuple[Any, ...]]


class Remembered(Generic[Made]):
    """A function that makes the same every time, called once in a process.

    The first call on an empty database keeps the rows that were written and a copy of what was
    returned; later calls insert those rows and return another copy. Where anything stands in the
    database already, the function is called as it is.
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._tables: list[_Table] = []
        self._returned = b""

    def __call__(self) -> Made:
        if _holds_anything():
            return self._make()
        if not self._tables:
            made = self._make()
            found = (_Table(model, _rows(model)) for model in _models())
            self._tables = [table for table in found if table.rows]
            self._returned = pickle.dumps(made)
            return made
        with transaction.atomic():
            for table in self._tables:
                _insert(table)
            count_on([table.model for table in self._tables])
        returned: Made = pickle.loads(self._returned)  # noqa: S301 - of this process itself
        return returned


_MADE_BY_MIGRATIONS = frozenset({"contenttypes", "auth"})


@cache
def _models() -> tuple[type[Model], ...]:
    found = apps.get_models(include_auto_created=True)
    written = (each for each in found if each._meta.app_label not in _MADE_BY_MIGRATIONS)
    return tuple(each for each in written if each._meta.managed)


def _columns(model: type[Model]) -> list[str]:
    return [connection.ops.quote_name(field.column) for field in model._meta.concrete_fields]


def _named(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _holds_anything() -> bool:
    asked = " OR ".join(_exists(model) for model in _models())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return bool(cursor.fetchone()[0])


def _exists(model: type[Model]) -> str:
    return f"EXISTS (SELECT 1 FROM {_named(model)})"  # noqa: S608 - names from the models


def _rows(model: type[Model]) -> list[tuple[Any, ...]]:
    """As the database itself writes them, without the model's conversions."""
    columns = ", ".join(_columns(model))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {_named(model)}")  # noqa: S608
        return list(cursor.fetchall())


def _insert(table: _Table) -> None:
    columns = _columns(table.model)
    places = ", ".join(["%s"] * len(columns))
    into = f"INSERT INTO {_named(table.model)} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(into, table.rows)
