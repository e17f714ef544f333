"""What can happen, and what each happening does to the tables that pages read.

An app declares its happenings in `happenings.py` (frozen dataclasses, names in the past tense) and
their handlers in `handlers.py`; both modules are loaded at start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import models
from pydantic import TypeAdapter

if TYPE_CHECKING:
    from parindex.apps.events.models import Event

T = TypeVar("T")


Handler = Callable[["Event", T], None]
"""Brings the projection up to what happened; all that it writes follows from its arguments."""


@dataclass(frozen=True)
class Kind:
    """A kind of happening: its name in the log, its Vietnamese title, the type of its payload."""

    name: str
    title: str
    payload: type

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.payload)

    def dump(self, happened: Any) -> dict[str, Any]:
        """The payload as JSON data."""
        data: dict[str, Any] = self._adapter.dump_python(happened, mode="json")
        return data

    def load(self, data: dict[str, Any]) -> Any:
        """The payload again from what `dump` gave."""
        return self._adapter.validate_python(data)


@dataclass(frozen=True, slots=True)
class Handling:
    """A kind's handler and the models it writes; no models: the happening is only recorded."""

    handler: Handler[Any]
    writes: tuple[type[models.Model], ...]


_kinds: dict[str, Kind] = {}
_names: dict[type, str] = {}
_handlings: dict[str, Handling] = {}


def happening(name: str, title: str) -> Callable[[type[T]], type[T]]:
    """Declare a dataclass as a kind of happening, `app.past_tense`; `title` is shown in histories."""

    def declare(payload: type[T]) -> type[T]:
        if not is_dataclass(payload):
            raise TypeError(f"{payload} is no dataclass")
        if name in _kinds:
            raise ValueError(f"{name} is declared twice")
        _kinds[name] = Kind(name, title, payload)
        _names[payload] = name
        return payload

    return declare


def handles(
    payload: type[T], *, writes: tuple[type[models.Model], ...]
) -> Callable[[Handler[T]], Handler[T]]:
    """Register the handler of a happening with the models it writes: they are its projection."""

    def register(handler: Handler[T]) -> Handler[T]:
        _handle(payload, Handling(handler, writes))
        return handler

    return register


def only_recorded(*payloads: type) -> None:
    """Declare happenings that change no projection: what they tell of is written by other means."""
    for payload in payloads:
        _handle(payload, Handling(lambda event, happened: None, ()))


def _handle(payload: type, handling: Handling) -> None:
    name = _names[payload]
    if name in _handlings:
        raise ValueError(f"{name} has two handlers")
    _handlings[name] = handling


def kinds() -> list[Kind]:
    """All kinds, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def kind_of(happened: Any) -> Kind:
    return _kinds[_names[type(happened)]]


def kind_named(name: str) -> Kind:
    return _kinds[name]


def handling(kind: str) -> Handling:
    return _handlings[kind]


def projections() -> list[type[models.Model]]:
    """Every model that handlers write, each once."""
    return list(dict.fromkeys(model for each in _handlings.values() for model in each.writes))


def every_kind_has_a_handler(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """An error for each kind that nobody handles."""
    return [
        Error(f"{name} has no handler", hint="handles() or only_recorded()", id="events.E001")
        for name in sorted(_kinds.keys() - _handlings.keys())
    ]
