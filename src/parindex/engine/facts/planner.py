"""From measures to scans: all measures of a kind are counted in one pass over its rows.

Grouped by month, measures that place a row by different dates need a pass each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

import ibis
from ibis.expr.types import Table

from parindex.engine.facts.grouping import Group
from parindex.engine.facts.measure import (
    NO,
    OUTSIDE,
    UNKNOWN,
    YES,
    Frame,
    InForce,
    Measure,
    Occurred,
    Related,
    known,
)
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.database import Database
from parindex.engine.records.schema import SIMULATED
from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period, month_of

WORKING_DAYS = "working_days"
"""Table of `day` and `ordinal`: the running number of working days for every calendar day."""

FRAMES = "frames"
"""Table of `frame_first`, `frame_last`, `frame_as_of`, `frame_working_days`: a row for each month."""

_SCHEMAS: dict[str, dict[str, str]] = {
    WORKING_DAYS: {"day": "date", "ordinal": "int64"},
    FRAMES: {
        "frame_first": "date",
        "frame_last": "date",
        "frame_as_of": "date",
        "frame_working_days": "int64",
    },
}

_IBIS_TYPES = {"VARCHAR": "string", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "timestamp"}


@dataclass(frozen=True, slots=True)
class Counts:
    """What a measure counted in a group; `simulated` counts the made-up rows among them."""

    numerator: int
    denominator: int
    missing: int
    simulated: int


@dataclass(frozen=True, slots=True)
class Scan:
    """One pass over one kind: measures judged in one frame, or each month in its own.

    `every_month` is for states that hold over time (units, procedures in force): they are counted
    afresh for every month, by the frames in the table `FRAMES`.
    """

    measures: tuple[Measure, ...]
    frame: Frame
    by: tuple[str, ...]
    every_month: bool = False

    @property
    def kind(self) -> str:
        return self.measures[0].kind


def plan(measures: Sequence[Measure], frame: Frame, by: Sequence[str]) -> list[Scan]:
    """The scans that answer the measures: one for each kind, or kind and date that tells the month."""

    def pass_of(measure: Measure) -> tuple[str, str]:
        return measure.kind, repr(measure.placement) if "month" in by else ""

    return [
        Scan(fused, frame, tuple(by), "month" in by and isinstance(fused[0].placement, InForce))
        for fused in (tuple(group) for _, group in groupby(sorted(measures, key=pass_of), pass_of))
    ]


def run(database: Database, scan: Scan, period: Period) -> Iterator[tuple[str, Group, Counts]]:
    """Count the measures of a scan; yields measure name, group, counts for groups that have rows.

    Expects views or tables bearing the names of the kinds, `WORKING_DAYS` and `FRAMES`.
    """
    query = ibis.to_sql(scan_expression(scan), dialect="duckdb")
    result = database.connection.execute(str(query))
    names = [column[0] for column in result.description or ()]
    for values in result.fetchall():
        row = dict(zip(names, values, strict=True))
        group = _group(row, period)
        for index, measure in enumerate(scan.measures):
            counts = Counts(*(int(row[f"{part}{index}"]) for part in _PARTS))
            if counts.denominator or counts.missing:
                yield measure.name, group, counts


_PARTS = ("numerator_", "denominator_", "missing_", "simulated_")


def scan_expression(scan: Scan) -> Table:
    """The Ibis expression of a scan: group columns, and four counts for each measure."""
    rows = _rows(scan)
    frame = _frame_beside(rows, scan)
    answers = {f"answer_{i}": m.answer(rows, frame) for i, m in enumerate(scan.measures)}
    placed = [measure.placement.holds(rows, frame) for measure in scan.measures]
    judged = rows.mutate(**answers).filter(reduce(or_, placed))
    counts: dict[str, Any] = {}
    for index in range(len(scan.measures)):
        answer = judged[f"answer_{index}"]
        made_up = (answer != OUTSIDE) & (judged.origin.lower() == SIMULATED)
        wheres = (answer == YES, answer.isin((YES, NO)), answer == UNKNOWN, made_up)
        for part, where in zip(_PARTS, wheres, strict=True):
            counts[f"{part}{index}"] = judged.count(where=where)
    return judged.aggregate(**counts, by=_keys(judged, scan))


def _keys(rows: Table, scan: Scan) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    if "unit" in scan.by:
        keys["unit_"] = rows.scope_unit
    if "unit" in scan.by or "level" in scan.by:
        keys["level_"] = rows.scope_level
    placement = scan.measures[0].placement
    if scan.every_month:
        keys["month_"] = rows.frame_first
    elif "month" in scan.by and isinstance(placement, Occurred):
        keys["month_"] = placement.day(rows).truncate("M")
    return keys


def _group(row: Mapping[str, Any], period: Period) -> Group:
    month = None
    if first := row.get("month_"):
        whole = month_of(first.year, first.month)
        month = Period(max(whole.first, period.first), min(whole.last, period.last))
    level = row.get("level_")
    return Group(Level(level) if level else None, row.get("unit_"), month)


def _rows(scan: Scan) -> Table:
    """The rows of the kind, with the level of their unit and the columns the measures ask for."""
    rows = _table(scan.kind)
    if scan.every_month:
        rows = rows.cross_join(_table(FRAMES))
    levels = _table("units").select(scope_unit="code", scope_level="level").distinct()
    rows = rows.left_join(levels, rows[KINDS[scan.kind].unit_field] == levels.scope_unit)
    for name in sorted({name for measure in scan.measures for name in measure.working_days}):
        days = _table(WORKING_DAYS).rename({f"day_{name}": "day", f"wd_{name}": "ordinal"})
        rows = rows.left_join(days, rows[name].cast("date") == days[f"day_{name}"])
    for related in dict.fromkeys(r for measure in scan.measures for r in measure.related):
        rows = _with_related(rows, related, scan)
    return rows


def _with_related(rows: Table, related: Related, scan: Scan) -> Table:
    others = _table(related.kind)
    if scan.every_month:
        others = others.cross_join(_table(FRAMES))
    found = others.filter(known(related.when(others, _frame_beside(others, scan))))
    ours, key, mark = [related.ours], f"key_{related.name}", f"mark_{related.name}"
    columns = {key: found[related.theirs], mark: ibis.literal(1)}
    if scan.every_month:
        ours.append("frame_first")
        columns[f"frame_{related.name}"] = found.frame_first
    keys = found.select(**columns).distinct()
    theirs = [name for name in columns if name != mark]
    joined = rows.left_join(keys, [rows[o] == keys[t] for o, t in zip(ours, theirs, strict=True)])
    return joined.mutate(**{related.name: joined[mark].notnull()})


def _frame_beside(rows: Table, scan: Scan) -> Frame:
    if not scan.every_month:
        return scan.frame
    return Frame(rows.frame_first, rows.frame_last, rows.frame_as_of, rows.frame_working_days)


def _table(name: str) -> Table:
    """The relation of that name, known by its schema alone: no database is asked."""
    if name in _SCHEMAS:
        return ibis.table(_SCHEMAS[name], name=name)
    columns = {field.name: _IBIS_TYPES[field.type.sql] for field in KINDS[name].fields}
    return ibis.table(columns, name=name)
