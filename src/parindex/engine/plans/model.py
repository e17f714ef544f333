"""A plan as data. `to_json` is the documented contract: exact decimals as text, ISO dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeAlias

from parindex.engine.values.numbers import decimal_text

Json: TypeAlias = dict[str, Any]


class Comparator(StrEnum):
    """How a figure has to stand to a target's value; `between` includes both ends."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    EQUAL = "="
    BETWEEN = "between"


class Rhythm(StrEnum):
    """How often a task comes round."""

    CONTINUOUS = "continuous"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that a task has to reach.

    `scope` names whom it binds, as written; `unit` is `%` or a noun such as `cuộc`; `upper` is
    set for `between` only; `exception` is what the text leaves out; `text` is the clause read.
    """

    scope: tuple[str, ...]
    comparator: Comparator
    value: Fraction
    upper: Fraction | None
    unit: str
    exception: str | None
    text: str

    def to_json(self) -> Json:
        return {
            "scope": list(self.scope),
            "comparator": self.comparator.value,
            "value": decimal_text(self.value),
            "upper": None if self.upper is None else decimal_text(self.upper),
            "unit": self.unit,
            "exception": self.exception,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class TaskPeriod:
    """When a task is due: both days included, each None where the text leaves it open."""

    first: dt.date | None
    last: dt.date | None
    rhythm: Rhythm | None
    text: str

    def to_json(self) -> Json:
        return {
            "from": _iso(self.first),
            "to": _iso(self.last),
            "rhythm": None if self.rhythm is None else self.rhythm.value,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Task:
    """One task: the smallest part of the plan that has its own units or its own time.

    `ref` is the plan's own number (`1.1`, `2.4a`); `group` holds the headings above the task,
    outermost first; `line` is where it starts.
    """

    ref: str
    title: str
    items: tuple[str, ...]
    targets: tuple[Target, ...]
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    period: TaskPeriod | None
    group: tuple[str, ...]
    line: int

    def to_json(self) -> Json:
        return {
            "ref": self.ref,
            "title": self.title,
            "items": list(self.items),
            "targets": [target.to_json() for target in self.targets],
            "lead": list(self.lead),
            "coordinating": list(self.coordinating),
            "period": None if self.period is None else self.period.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Signer:
    """Signature block: `KT. CHÁNH VĂN PHÒNG` / `PHÓ CHÁNH VĂN PHÒNG` / name."""

    authority: str | None
    office: str | None
    name: str | None

    def to_json(self) -> Json:
        return {"authority": self.authority, "office": self.office, "name": self.name}


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the plan cites, held against the register of known documents.

    `ok` is True where the dates agree, False where they differ, None where nothing can be said:
    the register does not know the document or its date, or the plan gives no date.
    """

    text: str
    number: str
    date: dt.date | None
    register_date: dt.date | None
    ok: bool | None
    line: int

    def to_json(self) -> Json:
        return {
            "text": self.text,
            "number": self.number,
            "date": _iso(self.date),
            "register_date": _iso(self.register_date),
            "ok": self.ok,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """What one piece of the document was taken for; `part` is None where it found no place."""

    line: int
    text: str
    part: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as read. `readings` accounts for every non-blank piece of text, in order."""

    number: str | None
    symbol: str | None
    place: str | None
    date: dt.date | None
    issuer: str | None
    title: str | None
    bases: tuple[str, ...]
    objectives: tuple[str, ...]
    requirements: tuple[str, ...]
    tasks: tuple[Task, ...]
    duties: tuple[str, ...]
    recipients: tuple[str, ...]
    signer: Signer | None
    citations: tuple[Citation, ...]
    readings: tuple[Reading, ...]

    @property
    def unplaced(self) -> tuple[Reading, ...]:
        """The pieces that found no place in the plan, for a person to look at."""
        return tuple(reading for reading in self.readings if reading.part is None)

    def to_json(self) -> Json:
        return {
            "number": self.number,
            "symbol": self.symbol,
            "place": self.place,
            "date": _iso(self.date),
            "issuer": self.issuer,
            "title": self.title,
            "bases": list(self.bases),
            "objectives": list(self.objectives),
            "requirements": list(self.requirements),
            "tasks": [task.to_json() for task in self.tasks],
            "duties": list(self.duties),
            "recipients": list(self.recipients),
            "signer": None if self.signer is None else self.signer.to_json(),
            "citations": [citation.to_json() for citation in self.citations],
            "unplaced": [{"line": piece.line, "text": piece.text} for piece in self.unplaced],
        }


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
