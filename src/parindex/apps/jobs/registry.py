"""What can be done as a job. An app declares its acts in `acts.py`, which is loaded at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

from parindex.apps.access.roles import Visitor

if TYPE_CHECKING:
    from parindex.apps.jobs.working import Work

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job, in words, and the address of the page that shows it."""

    words: str
    address: str = ""


Last = Callable[[], Outcome]
"""The last step of an act: quick, written in one transaction with the end of its job."""

Run = Callable[[Any, "Work"], Last]
"""The slow part of an act. It changes nothing that shows, or only what a second run finds done."""


May = Callable[[Visitor, Any], bool]
"""Whether a visitor may have the file that came of an order."""


@dataclass(frozen=True)
class Act:
    """A kind of job: its name, the type of its order, what it does, who may have its file.

    Without `may_fetch` it makes no file.
    """

    name: str
    order: type
    run: Run
    may_fetch: May | None = None

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.order)

    def dump(self, order: Any) -> dict[str, Any]:
        """The order as JSON data."""
        data: dict[str, Any] = self._adapter.dump_python(order, mode="json")
        return data

    def load(self, data: dict[str, Any]) -> Any:
        """The order again from what `dump` gave."""
        return self._adapter.validate_python(data)


_acts: dict[str, Act] = {}
_names: dict[type, str] = {}


def act(
    name: str, order: type[T], *, may_fetch: May | None = None
) -> Callable[[Callable[[T, Work], Last]], Callable[[T, Work], Last]]:
    """Declare what is done for orders of a type; `name` is `app.verb_object`.

    `may_fetch` is asked at each download, since roles end sooner than files.
    """

    def declare(run: Callable[[T, Work], Last]) -> Callable[[T, Work], Last]:
        if not is_dataclass(order):
            raise TypeError(f"{order} is no dataclass")
        if name in _acts:
            raise ValueError(f"{name} is declared twice")
        _acts[name] = Act(name, order, run, may_fetch)
        _names[order] = name
        return run

    return declare


def act_named(name: str) -> Act:
    return _acts[name]


def act_for(order: Any) -> Act:
    return _acts[_names[type(order)]]
