"""A question put to one version of a store: its period, its frames, its tables, opened once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from parindex.engine.facts.engines.duckdb import DuckDBEngine
from parindex.engine.facts.engines.relations import Engine, Relations
from parindex.engine.facts.measure import Measure
from parindex.engine.facts.placement import Frame
from parindex.engine.facts.planner import MadeUp, Scan, plan
from parindex.engine.facts.pruning import pruned
from parindex.engine.facts.tables import FRAMES, MARKS, SCOPES, WORKING_DAYS, marks_table
from parindex.engine.records.lake import Snapshot
from parindex.engine.reference.units import Unit, Units
from parindex.engine.values.periods import Period, vietnamese_date
from parindex.engine.values.problems import BadInput

if TYPE_CHECKING:
    from parindex.engine.calendar import WorkingCalendar

CALENDAR_YEARS = (1990, 2060)

NO_MARKS: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """Of which version and period, judged as of the end of which day.

    With `roll_up` the rows of units that ended before that day count for their successors.
    """

    snapshot: Snapshot
    period: Period
    as_of: date
    roll_up: date | None = None

    def __post_init__(self) -> None:
        day = f"ngày chốt số liệu {vietnamese_date(self.as_of)}"
        if self.as_of < self.period.first:
            raise BadInput.of(
                day, f"nằm trước kỳ tính {self.period}", "Hãy chọn ngày chốt trong hoặc sau kỳ tính"
            )
        first, last = CALENDAR_YEARS
        if not first <= self.as_of.year <= last:
            raise BadInput.of(
                day,
                f"nằm ngoài lịch làm việc từ năm {first} đến năm {last}",
                "Hãy kiểm tra năm cần tính",
            )

    @property
    def last_day(self) -> date:
        """The last day of the period whose rows count: what is dated later has not happened yet."""
        return min(self.period.last, self.as_of)

    def frame(self, *, working_days: bool) -> Frame:
        """The frame of the whole period."""
        return self._frame(self.period, self.as_of, working_days=working_days)

    def month_frames(self, *, working_days: bool) -> list[Frame]:
        """A frame for each month; one that begins after the day of judgement has none."""
        return [
            self._frame(month, min(self.as_of, month.last), working_days=working_days)
            for month in self.period.months()
            if month.first <= self.as_of
        ]

    def _frame(self, period: Period, as_of: date, *, working_days: bool) -> Frame:
        return Frame.of(period, as_of, calendar().ordinal(as_of) if working_days else 0)


@dataclass(frozen=True, slots=True)
class Session:
    """The question's relations in an engine, ready for the scans.

    The relations of the kinds hold only the files that the scans can concern.
    """

    question: Question
    relations: Relations
    scans: tuple[Scan, ...]
    units: Units
    scopes: Mapping[str, Unit]

    def frame_of(self, scan: Scan) -> Frame:
        return self.question.frame(working_days=bool(scan.working_days))

    def units_of_period(self) -> list[Unit]:
        """The units that exist in the period, successors in the place of units rolled up."""
        here = self.units.within(self.question.period)
        found = {scope.code: scope for scope in (self.scopes[unit.code] for unit in here)}
        return [found[code] for code in sorted(found)]

    def reference_of(self, measure: Measure) -> str:
        """The versions of the reference data that the measure's facts rest on."""
        units = f"units:{self.units.fingerprint}"
        return f"{units} calendar:{calendar().fingerprint}" if measure.working_days else units


@contextmanager
def opened(
    question: Question,
    measures: Iterable[Measure],
    by: Sequence[str],
    marks: Mapping[str, Sequence[str]] = NO_MARKS,
    engine: Engine | None = None,
) -> Iterator[Session]:
    """Open the question's version of the store for the measures, grouped as told; in DuckDB for None.

    `marks` are the files of marks at hand, by what is asked of other kinds (`Related.name`).
    """
    made_up = {kind: made_up_of(question, kind) for kind in question.snapshot.manifest.kinds}
    scans = tuple(plan(measures, by, made_up, marks))
    named = sorted({kind for scan in scans for kind in scan.kinds})
    snapshot = pruned(question.snapshot, scans, question.period)
    with (engine or DuckDBEngine()).relations(snapshot, named) as relations:
        units = relations.units()
        session = Session(question, relations, scans, units, units.heirs(question.roll_up))
        _make_tables(session)
        for name in {name for scan in scans for name in scan.marked}:
            relations.attach(marks_table(name), MARKS, marks[name])
        yield session


def _make_tables(session: Session) -> None:
    relations, scans = session.relations, session.scans
    counted = any(scan.working_days for scan in scans)
    if counted:
        relations.fill(WORKING_DAYS, calendar_table())
    if any(scan.every_month for scan in scans):
        frames = session.question.month_frames(working_days=counted)
        relations.fill(FRAMES, [(f.first, f.last, f.as_of, f.working_days) for f in frames])
    scopes = session.scopes.items()
    relations.fill(SCOPES, [(code, unit.code, unit.level.value) for code, unit in scopes])


def made_up_of(question: Question, kind: str) -> MadeUp:
    """How many rows of a kind are made up in the version asked."""
    return MadeUp.of(question.snapshot.manifest.kinds.get(kind))


@cache
def calendar() -> WorkingCalendar:
    """The working days that facts are counted by."""
    # It takes its time to load and is asked only by rules that count working days.
    from parindex.engine.calendar import working_calendar  # noqa: PLC0415

    return working_calendar(*CALENDAR_YEARS)


@cache
def calendar_table() -> tuple[tuple[date, int], ...]:
    """That calendar as rows of `WORKING_DAYS`: each day and its ordinal among the working days."""
    return tuple(calendar().table())
