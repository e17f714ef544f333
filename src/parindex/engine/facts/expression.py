"""A scan as an Ibis expression: the same for every engine that Ibis writes SQL for.

Relations used: those bearing the names of the kinds, and the small tables `WORKING_DAYS`, `FRAMES`
and `SCOPES`. The period stands in the expression as calls of functions that no engine knows
(`FRAME_FIRST()`…): `compilation.bind` puts the values in their place, so one text serves all periods.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

import ibis
from ibis.expr.operations import ScalarUDF
from ibis.expr.types import BooleanColumn, Table

from parindex.engine.facts.grouping import FIELD_OF
from parindex.engine.facts.measure import EVERY_LEVEL, Measure, Related, every_row, not_denied
from parindex.engine.facts.placement import Frame
from parindex.engine.facts.planner import Days, MadeUp, Scan
from parindex.engine.facts.tables import (
    ENDS,
    FRAMES,
    SCHEMAS,
    SCOPES,
    WORKING_DAYS,
    marks_table,
)
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.schema import SIMULATED

_IBIS_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "BIGINT": "int64",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}


def _placeholder(name: str, kind: str) -> Any:
    """A call that stands for a value of the period until `compilation.bind` puts it in."""

    def nothing() -> None: ...

    return ibis.udf.scalar.builtin(nothing, name=name, signature=((), kind))


_FIRST = _placeholder("FRAME_FIRST", "date")
_LAST = _placeholder("FRAME_LAST", "date")
_AS_OF = _placeholder("FRAME_AS_OF", "date")
_WORKING_DAYS_REACHED = _placeholder("FRAME_WORKING_DAYS", "int64")
_FRAME_CALLS = frozenset({"FRAME_FIRST", "FRAME_LAST", "FRAME_AS_OF", "FRAME_WORKING_DAYS"})


def counted(scan: Scan) -> Table:
    """A row for each group: `unit_`, `level_`, … as the scan is grouped, then the counts.

    Measure number i has `numerator_i`, `denominator_i`, `missing_i`, and `simulated_i` where some
    rows of the kind are made up. Rows are added up by unit first; the level of the unit, or the
    successor it counts for, is looked up once for each unit (`SCOPES`) and not for each row.
    """
    rows = judged_rows(scan)
    keys = _keys(rows, scan)
    return _by_scope(_added_up(rows, scan, keys), scan, [name for name in keys if name != "unit_"])


def counted_by_day(scan: Scan) -> Table:
    """A row for each unit and day (`unit_`, `day_`), then the counts as in `counted`.

    For a scan whose rows are judged there is one for each day of judgement, `as_of_`.
    """
    rows = judged_rows(scan)
    keys = {"unit_": rows[KINDS[scan.kind].unit_field], "day_": rows.day_}
    if scan.days is Days.JUDGED:
        keys["as_of_"] = rows.end_as_of
    return _summed(_added_up(rows, scan, keys), scan, list(keys))


def marked_by_day(related: Related) -> Table:
    """How many rows (`rows_`) fulfil what is asked of another kind, by their key and day.

    The columns are `key_` and `day_`; rows without either are left out.
    """
    others = _table(related.kind)
    placement = related.placement
    if placement is None:
        raise ValueError(f"{related.name}: asked whenever, on no day")
    found = others.filter(related.when(others, _whole_frame()))
    found = found.select(key_=found[related.theirs], day_=placement.day(found))
    found = found.filter(found.key_.notnull(), found.day_.notnull())
    return found.aggregate(rows_=found.count(), by=["key_", "day_"])


def asks_of_frame(expression: Table) -> frozenset[str]:
    """Which values of the period stand in an expression: the names of their placeholders."""
    calls = expression.op().find(ScalarUDF)
    return frozenset(call.__func_name__ for call in calls) & _FRAME_CALLS


def judged_rows(scan: Scan) -> Table:
    """The rows of the period with the answers of the scan's measures, two columns for each.

    `value_i` is true, false, or NULL where the rule cannot be judged or does not concern the row;
    `concerned_i` (left out where the measure concerns every row) tells these two apart.
    """
    rows = _placed(_table(scan.kind), scan)
    for name in scan.working_days:
        days = _table(WORKING_DAYS).rename({f"day_{name}": "day", f"wd_{name}": "ordinal"})
        rows = rows.left_join(days, rows[name].cast("date") == days[f"day_{name}"])
    rows = _with_scope(rows, scan)
    for related in scan.related:
        rows = _with_related(rows, related, scan)
    frame = _frame_beside(rows, scan)
    rows = rows.mutate(**{f"met_{i}": m.met(rows, frame) for i, m in enumerate(scan.measures)})
    return rows.mutate(**{f"value_{i}": _value(rows, i, m) for i, m in enumerate(scan.measures)})


def _placed(rows: Table, scan: Scan) -> Table:
    if scan.days is not Days.TOGETHER:
        rows = rows.mutate(day_=scan.placement.day(rows))
        rows = rows.filter(rows.day_.notnull())
        if scan.days is Days.STEADY:
            return rows
        ends = _table(ENDS)
        return rows.inner_join(ends, rows.day_.truncate("M") == ends.end_month)
    if scan.every_month:
        rows = rows.filter(scan.placement.in_some_month(rows, _whole_frame()))
        rows = rows.cross_join(_table(FRAMES))
    return rows.filter(scan.placement.holds(rows, _frame_beside(rows, scan)))


def concerned(rows: Table, index: int, measure: Measure) -> BooleanColumn:
    """Whether the measure concerns the judged row; never NULL."""
    if measure.among is every_row:
        return ibis.literal(True)  # noqa: FBT003 - the library's signature
    return not_denied(rows[f"among_{index}"])


def _with_scope(rows: Table, scan: Scan) -> Table:
    partial = {i: m for i, m in enumerate(scan.measures) if m.among is not every_row}
    if not partial:
        return rows
    frame = _frame_beside(rows, scan)
    rows = rows.mutate(**{f"among_{i}": m.among(rows, frame) for i, m in partial.items()})
    if len(partial) < len(scan.measures) or not scan.related:
        return rows
    # Nothing is looked up for rows that no measure of the scan concerns.
    return rows.filter(reduce(or_, [not_denied(rows[f"among_{i}"]) for i in partial]))


def _value(rows: Table, index: int, measure: Measure) -> Any:
    met = rows[f"met_{index}"]
    if measure.among is every_row:
        return met
    return ibis.cases((rows[f"among_{index}"], met), else_=ibis.null("boolean"))


def _added_up(rows: Table, scan: Scan, keys: Mapping[str, Any]) -> Table:
    counts: dict[str, Any] = {"rows_": rows.count()}
    for index, measure in enumerate(scan.measures):
        counts.update(_counts_of(rows, index, measure, scan))
    return rows.aggregate(**counts, by=dict(keys))


def _summed(grouped: Table, scan: Scan, keys: list[str]) -> Table:
    told = {n: e for i, m in enumerate(scan.measures) for n, e in _told(grouped, i, m)}
    return grouped.select(*keys, **told)


def _counts_of(rows: Table, index: int, measure: Measure, scan: Scan) -> Mapping[str, Any]:
    # Sums of zeros and ones: engines add them up several times faster than they count by filter.
    value = rows[f"value_{index}"]
    counts = {f"numerator_{index}": value.sum(), f"denominator_{index}": value.count()}
    if measure.among is not every_row:
        counts[f"concerned_{index}"] = concerned(rows, index, measure).sum()
    if scan.made_up is MadeUp.SOME:
        made_up = not_denied(rows.origin.lower() == SIMULATED) & rows.origin.notnull()
        counts[f"simulated_{index}"] = (concerned(rows, index, measure) & made_up).sum()
    return counts


def _keys(rows: Table, scan: Scan) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    if scan.by_unit:
        keys["unit_"] = rows[KINDS[scan.kind].unit_field]
    if "month" in scan.by:
        day = rows.frame_first if scan.every_month else scan.placement.day(rows)
        keys["month_"] = day.truncate("M")
    for dimension, field in FIELD_OF.items():
        if dimension in scan.by:
            keys[f"{dimension}_"] = rows[field]
    return keys


def _by_scope(grouped: Table, scan: Scan, others: list[str]) -> Table:
    if not scan.by_unit:
        return _summed(grouped, scan, others)
    scopes = _table(SCOPES)
    joined = grouped.left_join(scopes, grouped.unit_ == scopes.scope_code)
    keys: dict[str, Any] = {}
    if "unit" in scan.by:
        keys["unit_"] = joined.scope_unit
    if "unit" in scan.by or "level" in scan.by:
        keys["level_"] = joined.scope_level
    keys.update({name: joined[name] for name in others})
    sums = {
        name: expression.sum(where=_at_level(joined, measure))
        for index, measure in enumerate(scan.measures)
        for name, expression in _told(joined, index, measure)
    }
    return joined.aggregate(**sums, by=keys)


def _told(grouped: Table, index: int, measure: Measure) -> list[tuple[str, Any]]:
    """The counts of a measure from the sums of a group, which are NULL where it has no rows."""
    every = "rows_" if measure.among is every_row else f"concerned_{index}"
    denominator = grouped[f"denominator_{index}"]
    told = [
        (f"numerator_{index}", grouped[f"numerator_{index}"].fill_null(0)),
        (f"denominator_{index}", denominator),
        (f"missing_{index}", grouped[every].fill_null(0) - denominator),
    ]
    if f"simulated_{index}" in grouped.columns:
        told.append((f"simulated_{index}", grouped[f"simulated_{index}"].fill_null(0)))
    return told


def _at_level(rows: Table, measure: Measure) -> BooleanColumn | None:
    if measure.levels == EVERY_LEVEL:
        return None
    return rows.scope_level.isin(sorted(measure.levels))


def _with_related(rows: Table, related: Related, scan: Scan) -> Table:
    marked = related.name in scan.marked
    found = _marked(related, scan) if marked else _fulfilling(related, scan)
    ours, key, mark = [related.ours], f"key_{related.name}", f"mark_{related.name}"
    columns = {key: found["key_" if marked else related.theirs], mark: ibis.literal(1)}
    if scan.every_month:
        ours.append("frame_first")
        columns[f"frame_{related.name}"] = found.frame_first
    keys = found.select(**columns).distinct()
    theirs = [name for name in columns if name != mark]
    joined = rows.left_join(keys, [rows[o] == keys[t] for o, t in zip(ours, theirs, strict=True)])
    return joined.mutate(**{related.name: joined[mark].notnull()})


def _fulfilling(related: Related, scan: Scan) -> Table:
    others = _table(related.kind)
    if scan.every_month:
        others = others.cross_join(_table(FRAMES))
    if related.placement is not None:
        others = others.filter(related.placement.holds(others, _frame_beside(others, scan)))
    return others.filter(related.when(others, _frame_beside(others, scan)))


def _marked(related: Related, scan: Scan) -> Table:
    marks = ibis.table({"key_": "string", "day_": "date"}, name=marks_table(related.name))
    if scan.every_month:
        marks = marks.cross_join(_table(FRAMES))
    frame = _frame_beside(marks, scan)
    return marks.filter(marks.day_.between(frame.first, frame.last))


def _frame_beside(rows: Table, scan: Scan) -> Frame:
    if "end_as_of" in rows.columns:
        return Frame(_FIRST(), _LAST(), rows.end_as_of, rows.end_working_days)
    if scan.every_month:
        return Frame(rows.frame_first, rows.frame_last, rows.frame_as_of, rows.frame_working_days)
    return _whole_frame()


def _whole_frame() -> Frame:
    return Frame(_FIRST(), _LAST(), _AS_OF(), _WORKING_DAYS_REACHED())


def _table(name: str) -> Table:
    """The relation of that name, known by its schema alone: no engine is asked."""
    if name in SCHEMAS:
        return ibis.table(SCHEMAS[name], name=name)
    columns = {field.name: _IBIS_TYPES[field.type.sql] for field in KINDS[name].fields}
    return ibis.table(columns, name=name)


def answered_rows(scan: Scan) -> Table:
    """The fields of the judged rows, and for each measure `value_i` and `concerned_i`."""
    rows = judged_rows(scan)
    answers: dict[str, Any] = {}
    for index, measure in enumerate(scan.measures):
        answers[f"value_{index}"] = rows[f"value_{index}"]
        answers[f"concerned_{index}"] = concerned(rows, index, measure)
    day = rows.frame_first if scan.every_month else scan.placement.day(rows)
    return rows.select(*KINDS[scan.kind].names, month_=day.truncate("M"), **answers)
