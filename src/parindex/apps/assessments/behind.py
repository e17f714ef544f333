"""The records behind the facts of an item: bounded in number, time and pages, every look logged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from django.http import FileResponse

from parindex.apps.assessments.itempage import measured_facts
from parindex.apps.assessments.models import Item
from parindex.apps.facts.services import store
from parindex.engine.facts.drilldown import Side
from parindex.engine.facts.engines.duckdb import DuckDBEngine
from parindex.engine.facts.grouping import Group
from parindex.engine.facts.registry import MEASURES
from parindex.engine.facts.session import Question
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.lake import open_snapshot
from parindex.engine.records.schema import Field, Kind
from parindex.engine.values.facts import Fact
from parindex.engine.values.problems import BadInput
from parindex.services.drilldown import Look, Page, export_behind, page_behind

PAGE_SIZE = 50
SECONDS = 20.0
AT_ONCE = 2
"""Questions to the records that one process answers at the same time."""
PATIENCE = 10.0

_places = BoundedSemaphore(AT_ONCE)

SIDES = {
    "dat": (Side.NUMERATOR, "Hồ sơ đạt (tử số)"),
    "tong": (Side.DENOMINATOR, "Hồ sơ xét (mẫu số)"),
    "khong-xet": (Side.MISSING, "Hồ sơ không xét được"),
}


@dataclass(frozen=True, slots=True)
class Looking:
    """Which records are asked for, and the fact that they stand behind."""

    look: Look
    fact: Fact
    side: str

    @property
    def title(self) -> str:
        return SIDES[self.side][1]

    @property
    def measure(self) -> str:
        return self.look.measure.title


def look_of(item: Item, asked: Mapping[str, str], *, who: str) -> Looking | None:
    """The look that the address asks for; None where the item has no such fact.

    The records are those of the version that the fact was counted from. `BadInput` where the store
    no longer keeps it.
    """
    facts = measured_facts(item)
    place, side = asked.get("so", "0"), asked.get("phia", "dat")
    if not place.isdecimal() or int(place) >= len(facts) or side not in SIDES:
        return None
    fact = facts[int(place)]
    snapshot = open_snapshot(store(), fact.lake)
    question = Question(snapshot, fact.period, fact.period.last)
    group = Group(fact.level, fact.unit, None, fact.groups)
    engine = DuckDBEngine(seconds=SECONDS)
    look = Look(question, MEASURES[fact.measure], group, SIDES[side][0], who, engine)
    return Looking(look, fact, side)


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """A page of records in words, with the numbers of the pages around it."""

    page: Page
    kind: Kind

    @property
    def titles(self) -> list[str]:
        """What stands in each column."""
        return [_title(field) for field in self.kind.fields]

    @property
    def rows(self) -> list[list[tuple[str, object]]]:
        """The rows, each value with its column's title; values that have a name go by it."""
        titles, names = self.titles, [dict(field.choices) for field in self.kind.fields]
        return [
            [
                (title, named.get(value, value))
                for title, named, value in zip(titles, names, row, strict=True)
            ]
            for row in self.page.rows
        ]

    @property
    def last(self) -> int:
        return max(1, -(-self.page.total // self.page.size))

    @property
    def before(self) -> int:
        return self.page.number - 1

    @property
    def after(self) -> int:
        return self.page.number + 1 if self.page.number < self.last else 0


def _title(field: Field) -> str:
    """The field's meaning up to its first explanation."""
    return _EXPLANATION.split(field.meaning, maxsplit=1)[0].strip()


_EXPLANATION = re.compile(r"[;:(.]")


def page_of(looking: Looking, asked: Mapping[str, str]) -> RecordsPage:
    """The page of records that the address asks for."""
    number = asked.get("trang", "1")
    with _place():
        at = int(number) if number.isdecimal() and int(number) else 1
        page = page_behind(looking.look, at, PAGE_SIZE)
        return RecordsPage(page, KINDS[looking.look.measure.kind])


def workbook_of(looking: Looking, item: Item) -> FileResponse:
    """All the records as a workbook."""
    with _place(), TemporaryDirectory(prefix="parindex-") as folder:
        path = Path(folder) / f"ho-so-{item.code}-{looking.side}.xlsx"
        export_behind(looking.look, path)
        # Open before the folder goes: the content stays until the answer has been sent.
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


@contextmanager
def _place() -> Iterator[None]:
    """Wait for a place among those who ask the records, but not for long."""
    if not _places.acquire(timeout=PATIENCE):
        raise BadInput.of(
            "danh sách hồ sơ", "đang có nhiều người cùng tra cứu", "Hãy thử lại sau ít giây"
        )
    try:
        yield
    finally:
        _places.release()
