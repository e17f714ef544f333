"""Forms in the place of dossiers: a unit that only reported Biểu 06a still counts, and it is said.

A fact over dossiers takes the sums of a unit's form where the store holds no dossier of that unit
for the period. Forms cover a period when they follow one another without gap or overlap from its
first day to its last, so that a quarter and the half-year that contains it are never added up.
"""

# ruff: noqa: S608 - names come from schemas, values pass through parameters

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache, partial

from parindex.engine.records.database import Database, open_database
from parindex.engine.records.forms.count import CLOSED_ON
from parindex.engine.records.forms.model import COUNT_NAMES, Counts, sum_of
from parindex.engine.records.lake import Snapshot
from parindex.engine.records.reading import make_views, units_in
from parindex.engine.records.schema import SIMULATED
from parindex.engine.reference.units import Unit, Units
from parindex.engine.values.facts import Fact, StoodIn
from parindex.engine.values.periods import Period, month_of

_ONE_DAY = timedelta(days=1)
_CLOSING_DAY = 14


class Taken(Enum):
    """Which of several forms in a row a count comes from."""

    EVERY = "every"
    FIRST = "first"
    LAST = "last"

    def of(self, forms: Sequence[Reported]) -> Sequence[Reported]:
        return {Taken.EVERY: forms, Taken.FIRST: forms[:1], Taken.LAST: forms[-1:]}[self]


@dataclass(frozen=True, slots=True)
class FormMeasure:
    """A measure of dossiers as sums of a form's columns, by the names of the counts.

    `whole` is the column that should equal the parts in the denominator; what it has beyond them
    could not be judged. Of several forms in a row those of `taken` count: events of each are added,
    what was open at the beginning or the end stands in the first or the last.
    """

    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    taken: Taken = Taken.EVERY


_FINISHED = ("finished_early", "finished_on_day", "finished_late")
_PENDING = ("pending_in_time", "pending_overdue")

FORM_MEASURES: Mapping[str, FormMeasure] = {
    "dossiers_on_time_06a": FormMeasure(_FINISHED[:2], _FINISHED, ("finished",)),
    "dossiers_finished_before_due": FormMeasure(_FINISHED[:1], _FINISHED, ("finished",)),
    "dossiers_finished_on_due": FormMeasure(_FINISHED[1:2], _FINISHED, ("finished",)),
    "dossiers_finished_late": FormMeasure(_FINISHED[2:], _FINISHED, ("finished",)),
    "dossiers_received_online": FormMeasure(
        ("received_online",), ("received_online", "received_otherwise")
    ),
    "dossiers_carried_over": FormMeasure(("carried_over",), taken=Taken.FIRST),
    "dossiers_pending_in_time": FormMeasure(_PENDING[:1], _PENDING, ("pending",), Taken.LAST),
    "dossiers_pending_overdue": FormMeasure(_PENDING[1:], _PENDING, ("pending",), Taken.LAST),
}
"""The measures whose facts a form can supply."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What one unit reported for one period, all sectors together."""

    unit: str
    period: Period
    counts: Counts
    simulated: bool = False


def with_forms_of(
    snapshot: Snapshot, facts: Sequence[Fact], as_of: date, roll_up: date | None = None
) -> list[Fact]:
    """The facts with the forms of the store's version added for units that have no dossiers.

    A form tells of a whole period; a fact judged on a day `as_of` before the end of its period stays
    as it is. With `roll_up` the forms of units that ended before that day count for their successors.
    """
    wanted = any(fact.measure in FORM_MEASURES and fact.period.last <= as_of for fact in facts)
    if not wanted or not snapshot.manifest.row_counts.get("form_06a"):
        return list(facts)
    with open_database(snapshot.store) as database:
        make_views(database, snapshot, ["units", "dossiers", "form_06a"])
        reported, units = read_reported(database), units_in(database)
        holders = cache(partial(units_with_dossiers, database))
        judged = [fact for fact in facts if fact.period.last <= as_of]
        merged = iter(with_stand_ins(judged, reported, units, holders, roll_up))
        return [next(merged) if fact.period.last <= as_of else fact for fact in facts]


def read_reported(database: Database) -> list[Reported]:
    """The forms of the view `form_06a`, by unit and period."""
    sums = ", ".join(f"sum({name})::BIGINT" for name in COUNT_NAMES)
    found = database.connection.execute(
        "SELECT unit_code, period_from, period_to, coalesce(bool_or(lower(origin) = ?), false),"
        f" {sums} FROM form_06a GROUP BY ALL ORDER BY ALL",
        [SIMULATED],
    ).fetchall()
    return [
        Reported(unit, Period(first, last), Counts(*counts), made_up)
        for unit, first, last, made_up, *counts in found
    ]


def units_with_dossiers(database: Database, period: Period) -> frozenset[str]:
    """The units of which the view `dossiers` holds a dossier that was open on a day of the period."""
    found = database.connection.execute(
        f"SELECT DISTINCT unit_code FROM dossiers WHERE received_at::DATE <= $last"
        f" AND coalesce({CLOSED_ON} >= $first, true)",
        {"first": period.first, "last": period.last},
    ).fetchall()
    return frozenset(unit for (unit,) in found)


def with_stand_ins(
    facts: Iterable[Fact],
    reported: Sequence[Reported],
    units: Units,
    holders: Callable[[Period], Collection[str]],
    roll_up: date | None = None,
) -> list[Fact]:
    """The facts, each with the forms of the units in its scope that have no dossiers added to it.

    `reported` are the forms at hand; `holders` gives the units that have dossiers of a period. A
    changed fact names the units and days in `stood_in`. Facts of other measures, those grouped by
    fields of the dossier, and those that no form covers come back as they were.
    """
    by_unit: dict[str, dict[Period, Reported]] = {}
    for each in reported:
        by_unit.setdefault(each.unit, {})[each.period] = each
    heirs = units.heirs(roll_up)
    merged: list[Fact] = []
    for fact in facts:
        measure = FORM_MEASURES.get(fact.measure)
        scope = [code for code in by_unit if measure and _concerns(fact, code, units, heirs)]
        have = holders(fact.period) if scope else ()
        found = {
            code: covering
            for code in scope
            if code not in have and (covering := _covering(by_unit[code], fact.period))
        }
        merged.append(_added(fact, measure, found) if measure and found else fact)
    return merged


def _concerns(fact: Fact, code: str, units: Units, heirs: Mapping[str, Unit]) -> bool:
    """Whether the form of a unit that exists in the fact's period belongs to its scope."""
    if fact.groups or not any(u.code == code and u.valid_within(fact.period) for u in units):
        return False
    counted = heirs[code]
    return fact.unit in (None, counted.code) and fact.level in (None, counted.level)


def _covering(forms: Mapping[Period, Reported], period: Period) -> tuple[Reported, ...]:
    """The forms that cover the period, or else its reporting period; none if they do neither."""
    for wanted in (period, reporting_period(period)):
        if wanted and (chain := cover(forms, wanted)):
            return tuple(forms[each] for each in chain)
    return ()


def _added(fact: Fact, measure: FormMeasure, found: Mapping[str, tuple[Reported, ...]]) -> Fact:
    numerator = denominator = missing = 0
    for forms in found.values():
        counts = sum_of(form.counts for form in measure.taken.of(forms))
        judged = _sum(counts, measure.denominator)
        numerator += _sum(counts, measure.numerator)
        denominator += judged
        missing += max(0, _sum(counts, measure.whole) - judged)
    marks = tuple(
        StoodIn(code, Period(forms[0].period.first, forms[-1].period.last))
        for code, forms in sorted(found.items())
    )
    return fact._replace(
        numerator=fact.numerator + numerator,
        denominator=None if fact.denominator is None else fact.denominator + denominator,
        missing=fact.missing + missing,
        simulated=fact.simulated or any(f.simulated for forms in found.values() for f in forms),
        gap="",
        stood_in=marks,
    )


def _sum(counts: Counts, names: Iterable[str]) -> int:
    return sum(getattr(counts, name) for name in names)


def cover(periods: Collection[Period], wanted: Period) -> tuple[Period, ...]:
    """The fewest of the periods that follow one another and make up exactly the wanted one.

    Empty if there is no such chain.
    """
    chains: dict[date, tuple[Period, ...]] = {wanted.first: ()}
    # Every period ends after it begins, so in order of beginning each day is reached before it is used.
    for period in sorted(periods):
        before = chains.get(period.first)
        after = period.last + _ONE_DAY
        if before is not None and period.last <= wanted.last:
            known = chains.get(after)
            if known is None or len(before) + 1 < len(known):
                chains[after] = (*before, period)
    return chains.get(wanted.last + _ONE_DAY, ())


def reporting_period(period: Period) -> Period | None:
    """The days that periodic reports of a calendar period cover; None for other periods.

    From the 15th of the month before to the 14th of its last month: six months of 2023 are
    15/12/2022 to 14/6/2023. That the figures close on the 14th is taken from forms as units fill
    them in and is unverified: no official text is at hand.
    """
    first, last = period.first, period.last
    if first.day != 1 or last != month_of(last.year, last.month).last:
        return None
    return Period((first - _ONE_DAY).replace(day=_CLOSING_DAY + 1), last.replace(day=_CLOSING_DAY))
