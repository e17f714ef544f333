"""Biểu 06a counted from dossiers, by date in Vietnam time, for any unit or level and any period.

A dossier that was received by the end of the period and not finished before it began stands in
exactly one of columns (4), (5), (6) and in exactly one of (8), (9), (10), (12), (13); so the form
balances by construction. One that was returned or withdrawn without a date counts as finished on the
day of its receipt, as in the measures of dossiers.
"""

# ruff: noqa: S608 - names come from schemas, values pass through literal() or parameters

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parindex.engine.records.database import Database, literal, open_database
from parindex.engine.records.forms.model import Counts, Form06a, FormRow, sum_of
from parindex.engine.records.lake import Snapshot, open_snapshot
from parindex.engine.records.reading import make_views, units_in
from parindex.engine.records.schema import SIMULATED
from parindex.engine.reference.units import Units
from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput

NO_SECTOR = "Không ghi lĩnh vực"
"""The row of the dossiers that name no sector."""

EVERYBODY = "Tất cả đơn vị"


@dataclass(frozen=True, slots=True)
class Filled:
    """A form filled from dossiers.

    `without_channel` counts the dossiers of column (5) whose channel is not recorded.
    """

    form: Form06a
    without_channel: int


def fill_form(
    store: Path | Snapshot, period: Period, *, unit: str | None = None, level: Level | None = None
) -> Filled:
    """The form of a period for one unit (its code), for all units of a level, or for all units.

    `BadInput` for a folder that is no store and for an unknown unit.
    """
    snapshot = store if isinstance(store, Snapshot) else open_snapshot(store)
    with open_database(snapshot.store) as database:
        make_views(database, snapshot, ["units", "dossiers"])
        name, condition, values = _scope(units_in(database), unit, level)
        found = _rows(database, condition, {**values, "first": period.first, "last": period.last})
    rows = tuple(FormRow(sector, Counts(*counts)) for sector, _, _, *counts in found)
    form = Form06a(
        unit=name,
        period=period,
        rows=rows,
        total=sum_of(row.counts for row in rows),
        simulated=any(made_up for _, made_up, *_ in found),
    )
    return Filled(form, without_channel=sum(row[2] for row in found))


def _scope(units: Units, unit: str | None, level: Level | None) -> tuple[str, str, dict[str, Any]]:
    """What the form is called by, and the condition on dossiers with its parameters."""
    if unit is not None:
        code = unit.strip().upper()
        known = units.find(code)
        if known is None:
            raise BadInput.of(
                f"đơn vị «{unit}»",
                "không có trong danh mục đơn vị của kho",
                "Hãy kiểm tra mã đơn vị, hoặc nạp thêm danh mục đơn vị (loại units)",
            )
        return known.name, "unit_code = $unit", {"unit": code}
    if level is not None:
        condition = "unit_code IN (SELECT code FROM units WHERE level = $level)"
        return f"Các đơn vị {level.vietnamese}", condition, {"level": level.value}
    return EVERYBODY, "true", {}


def _rows(database: Database, condition: str, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    """By sector: name, whether made up, how many without channel, then columns 3 to 13."""
    return database.connection.execute(
        f"""
        WITH present AS (
            SELECT coalesce(sector, {literal(NO_SECTOR)}) AS sector,
                coalesce(lower(origin) = {literal(SIMULATED)}, false) AS made_up,
                channel, received_at::DATE AS received, due_at::DATE AS due,
                {CLOSED_ON} AS done, coalesce(status IN ({_RETURNED}), false) AS returned
            FROM dossiers
            WHERE {condition} AND received_at::DATE <= $last
        ), judged AS (
            SELECT *, received < $first AS carried, coalesce(done <= $last, false) AS closed
            FROM present WHERE done IS NULL OR done >= $first
        )
        SELECT sector, bool_or(made_up), count(*) FILTER (NOT carried AND channel IS NULL),
            {", ".join(f"count(*) FILTER ({each})" for each in _COLUMNS)}
        FROM judged GROUP BY sector ORDER BY sector = {literal(NO_SECTOR)}, sector
        """,
        values,
    ).fetchall()


_RETURNED = "'withdrawn', 'stopped'"

CLOSED_ON = f"coalesce(finished_at, CASE WHEN status IN ({_RETURNED}) THEN received_at END)::DATE"
"""SQL for the day on which a dossier was closed, NULL while it is open."""

_ONLINE = "coalesce(channel = 'online', false)"
_EARLY = "closed AND NOT returned AND coalesce(done < due, false)"
_LATE = "closed AND NOT returned AND coalesce(done > due, false)"
_ON_DAY = "closed AND (returned OR coalesce(done = due, true))"
_OVERDUE = "NOT closed AND coalesce(due <= $last, false)"
"""Judged at the end of the last day: who was due that day and is still open is late."""

_COLUMNS = (
    "true",
    f"NOT carried AND {_ONLINE}",
    f"NOT carried AND NOT {_ONLINE}",
    "carried",
    "closed",
    _EARLY,
    _ON_DAY,
    _LATE,
    "NOT closed",
    "NOT closed AND coalesce(due > $last, true)",
    _OVERDUE,
)
"""The conditions of columns 3 to 13; dossiers without a due date are on time."""
