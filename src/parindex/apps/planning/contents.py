"""What a plan says, as data that events carry: text, days, keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from parindex.apps.planning.choices import PartyKind, Reporting


@dataclass(frozen=True, slots=True)
class PartyData:
    """Whom a name in the plan means: one unit, or every unit of a group (a key of `groups`)."""

    kind: PartyKind
    written: str
    unit: UUID | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class LinkData:
    """A component of a criteria set that the task answers; `why` says who or what proposed it."""

    set_id: str
    code: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TargetData:
    """A figure to reach, as the engine read it; numbers as decimal text."""

    text: str
    scope: tuple[str, ...]
    comparator: str
    value: str
    upper: str | None
    unit: str
    exception: str | None


@dataclass(frozen=True, slots=True)
class TaskData:
    """One task; `id` stays the same through all versions of the plan.

    `lead` and `coordinating` are the names as written, `parties` whom they mean. `line` is where the
    task starts in the document read, 0 where a person added it.
    """

    id: UUID
    ref: str
    title: str
    items: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    targets: tuple[TargetData, ...] = ()
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    parties: tuple[PartyData, ...] = ()
    first: date | None = None
    last: date | None = None
    rhythm: str = ""
    reporting: Reporting = Reporting.AT_END
    period: str = ""
    links: tuple[LinkData, ...] = ()
    line: int = 0

    @property
    def is_turned(self) -> bool:
        """Whether the time ends before it begins."""
        return bool(self.first and self.last and self.last < self.first)


@dataclass(frozen=True, slots=True)
class HeadData:
    """What identifies the plan; groups of units mean those valid on the day `as_of`."""

    number: str
    symbol: str
    place: str
    dated: date | None
    issuer: str
    title: str
    as_of: date


@dataclass(frozen=True, slots=True)
class FrameData:
    """What stands around the tasks, as written."""

    bases: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: str = ""
    office: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class LineData:
    """A piece of the document and what it was taken for; no part: it found no place."""

    number: int
    text: str
    part: str | None


@dataclass(frozen=True, slots=True)
class CitationData:
    """A cited document held against the register; `ok` is None where nothing can be said."""

    text: str
    number: str
    written: date | None
    registered: date | None
    ok: bool | None
    line: int


@dataclass(frozen=True, slots=True)
class SourceData:
    """The file that was read, and its reading; no `media_type`: the file itself was not kept."""

    name: str
    sha256: str
    size: int
    lines: tuple[LineData, ...] = ()
    citations: tuple[CitationData, ...] = field(default=())
    media_type: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the file itself can be had."""
        return bool(self.media_type)


TASK: TypeAdapter[TaskData] = TypeAdapter(TaskData)
HEAD: TypeAdapter[HeadData] = TypeAdapter(HeadData)
FRAME: TypeAdapter[FrameData] = TypeAdapter(FrameData)
SOURCE: TypeAdapter[SourceData] = TypeAdapter(SourceData)


def as_json(adapter: TypeAdapter[Any], data: Any) -> dict[str, Any]:
    """The data as a column of JSON keeps them."""
    dumped: dict[str, Any] = adapter.dump_python(data, mode="json")
    return dumped
