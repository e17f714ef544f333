"""Looking behind a number, a page on the screen or all of it in a file; every look is logged."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parindex.engine.facts.compute import answer
from parindex.engine.facts.drilldown import Records, Side, records_behind
from parindex.engine.facts.engines.relations import Engine
from parindex.engine.facts.export import check_target, write_rows
from parindex.engine.facts.grouping import DIMENSIONS, Group
from parindex.engine.facts.measure import Measure
from parindex.engine.facts.session import Question
from parindex.engine.records.access_log import log_access
from parindex.engine.values.facts import stood_in_words


@dataclass(frozen=True, slots=True)
class Look:
    """Which records somebody asks to see: a side of the fact of a measure and a group.

    Found by the engine; by DuckDB for None.
    """

    question: Question
    measure: Measure
    group: Group
    side: Side
    who: str
    engine: Engine | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of records: the columns, the rows, and how many there are on all pages.

    `note` tells, in Vietnamese, of units that are counted by a form and have no records to list.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    total: int
    number: int
    size: int
    note: str = ""


def page_behind(look: Look, number: int, size: int) -> Page:
    """One page of the records, ordered by key; pages are numbered from 1."""
    with _records(look) as records:
        total, rows = records.count(), records.page(number, size)
        _log(look, len(rows))
        columns, key = records.columns, records.kind.key
    return Page(columns, key, rows, total, number, size, _stood_in(look))


def export_behind(look: Look, path: Path) -> int:
    """All the records into a .xlsx or .csv file; how many they are."""
    check_target(path)
    with _records(look) as records:
        # Logged before the file appears: what cannot be logged is not handed out.
        _log(look, records.count(), file=path.name)
        return _write(records, path)


def _records(look: Look) -> AbstractContextManager[Records]:
    return records_behind(look.question, look.measure, look.group, look.side, look.engine)


def _stood_in(look: Look) -> str:
    """Which units of the fact are counted by their forms: their number has no records behind it."""
    if not look.question.snapshot.manifest.row_counts.get("form_06a"):
        return ""
    group = look.group
    asked = {"level": group.level, "unit": group.unit, "month": group.month, **dict(group.values)}
    by = [name for name in DIMENSIONS if name in dict(group.values) or asked.get(name) is not None]
    wanted = (group.unit, group.part_of(look.question.period), group.values)
    facts = [
        fact
        for fact in answer(look.question, [look.measure], by, engine=look.engine)
        if (fact.unit, fact.period, fact.groups) == wanted and group.level in (None, fact.level)
    ]
    return stood_in_words(facts)


def _write(records: Records, path: Path) -> int:
    return write_rows(path, records.columns, records.all())


def _log(look: Look, shown: int, *, file: str | None = None) -> None:
    question, group = look.question, look.group
    period = group.part_of(question.period)
    entry: dict[str, object] = {
        "measure": look.measure.name,
        "level": group.level,
        "unit": group.unit,
        **dict(group.values),
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "as_of": question.as_of.isoformat(),
        "roll_up": question.roll_up.isoformat() if question.roll_up else None,
        "side": look.side,
        "rows": shown,
        "file": file,
        "lake": question.snapshot.version,
    }
    log_access(question.snapshot.store, look.who, entry)
