"""Facts from a store: the measures asked for, counted in as few passes over the records as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from parindex.engine.calendar import WorkingCalendar, working_calendar
from parindex.engine.facts.grouping import Group, check_grouping, expected_groups
from parindex.engine.facts.measure import Frame, Measure
from parindex.engine.facts.planner import FRAMES, WORKING_DAYS, Counts, plan, run
from parindex.engine.facts.registry import chosen_measures
from parindex.engine.records.database import MEMORY_LIMIT, Database, open_database
from parindex.engine.records.lake import Snapshot, open_snapshot
from parindex.engine.records.reading import make_views, units_in
from parindex.engine.reference.units import Units
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import Period, vietnamese_date
from parindex.engine.values.problems import BadInput

Progress = Callable[[str], None]
"""Told, in Vietnamese, which step begins."""

_CALENDAR_YEARS = (1990, 2060)


def compute_facts(
    store: Path | Snapshot,
    period: Period,
    measures: Sequence[str | Measure] | None = None,
    by: Sequence[str] = (),
    progress: Progress | None = None,
    *,
    as_of: date | None = None,
    memory_limit: str = MEMORY_LIMIT,
) -> list[Fact]:
    """The facts of a period, one for each measure and group; all measures for None.

    `by` is any of `level`, `unit`, `month`. Every unit valid in the period, every level that has
    one and every month gets its fact, 0/0 where nothing arose. Rows are judged as of the end of the
    day `as_of`, the period's last day unless told otherwise. A folder is read at its current
    version, a snapshot at the one it pins. `BadInput` for a folder that is no store and for unknown
    names.
    """
    check_grouping(by)
    chosen = chosen_measures(measures)
    judged = as_of or period.last
    _check_day(judged, period)
    snapshot = store if isinstance(store, Snapshot) else open_snapshot(store)
    with open_database(snapshot.store, memory_limit=memory_limit) as database:
        job = _Job(snapshot, database, period, judged, tuple(by))
        return job.run(chosen, progress or (lambda _: None))


def _check_day(as_of: date, period: Period) -> None:
    day = f"ngày chốt số liệu {vietnamese_date(as_of)}"
    if as_of < period.first:
        raise BadInput.of(
            day, f"nằm trước kỳ tính {period}", "Hãy chọn ngày chốt trong hoặc sau kỳ tính"
        )
    first, last = _CALENDAR_YEARS
    if not first <= as_of.year <= last:
        raise BadInput.of(
            day,
            f"nằm ngoài lịch làm việc từ năm {first} đến năm {last}",
            "Hãy kiểm tra năm cần tính",
        )


@cache
def _calendar() -> WorkingCalendar:
    return working_calendar(*_CALENDAR_YEARS)


@dataclass(frozen=True, slots=True)
class _Job:
    """One question put to one version of a store."""

    snapshot: Snapshot
    database: Database
    period: Period
    as_of: date
    by: tuple[str, ...]

    def run(self, measures: Sequence[Measure], say: Progress) -> list[Fact]:
        make_views(self.database, self.snapshot, _kinds(measures))
        units = units_in(self.database)
        self._make_tables(working_days=any(measure.working_days for measure in measures))
        counted: dict[tuple[str, Group], Counts] = {}
        for scan in plan(measures, self._frame(self.period), self.by):
            say(f"Tính {len(scan.measures)} phép đo trên loại «{scan.kind}»")
            for name, group, counts in run(self.database, scan, self.period):
                counted[name, group] = counts
        return list(self._facts(measures, counted, units))

    def _make_tables(self, *, working_days: bool) -> None:
        connection = self.database.connection
        connection.execute(f"CREATE TABLE {WORKING_DAYS} (day DATE, ordinal BIGINT)")
        if working_days:
            self.database.fill(WORKING_DAYS, _calendar().table())
        # A month that begins after the day of judgement has no frame, hence no rows.
        months = [month for month in self.period.months() if month.first <= self.as_of]
        frames = [self._frame(month) for month in months]
        connection.execute(
            f"CREATE TABLE {FRAMES} (frame_first DATE, frame_last DATE, frame_as_of DATE,"
            " frame_working_days BIGINT)"
        )
        self.database.fill(FRAMES, [(f.first, f.last, f.as_of, f.working_days) for f in frames])

    def _frame(self, period: Period) -> Frame:
        as_of = self.as_of if period == self.period else min(self.as_of, period.last)
        return Frame.of(period, as_of, _calendar().ordinal(as_of))

    def _facts(
        self, measures: Sequence[Measure], counted: Mapping[tuple[str, Group], Counts], units: Units
    ) -> Iterator[Fact]:
        reference = f"units:{units.fingerprint} calendar:{_calendar().fingerprint}"
        for measure in measures:
            # Groups with rows join the expected ones: a unit may have ended since its rows came in.
            groups = {group for name, group in counted if name == measure.name}
            groups.update(expected_groups(measure, self.by, units, self.period))
            nothing = Counts(0, 0, 0, self._made_up_rows(measure.kind))
            for group in sorted(groups, key=lambda group: group.order):
                found = counted.get((measure.name, group), nothing)
                yield self._fact(measure, group, found, reference)

    def _fact(self, measure: Measure, group: Group, found: Counts, reference: str) -> Fact:
        return Fact(
            measure=measure.name,
            level=group.level,
            unit=group.unit,
            period=group.month or self.period,
            numerator=found.numerator,
            denominator=found.denominator if measure.rate else None,
            missing=found.missing,
            lake=self.snapshot.version,
            reference=reference,
            simulated=found.simulated > 0,
        )

    def _made_up_rows(self, kind: str) -> int:
        kinds = self.snapshot.manifest.kinds
        return kinds[kind].simulated if kind in kinds else 0


def _kinds(measures: Iterable[Measure]) -> list[str]:
    related = {related.kind for measure in measures for related in measure.related}
    return sorted({"units", *related, *(measure.kind for measure in measures)})
