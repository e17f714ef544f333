"""The small tables that the queries of the generator draw from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from parindex.engine.calendar import WorkingCalendar
from parindex.engine.records.database import Database
from parindex.engine.values.facts import Level
from parindex.simulation.mixing import Stream
from parindex.simulation.province import spread, unit_slots, units

PROCEDURES = 1800
_SECTORS = 40
_MONTH_WEIGHTS = (70, 65, 115, 100, 95, 105, 100, 110, 115, 110, 115, 130)
"""How busy each month is: quiet around Tết, full before the year ends."""

_TERMS = (1, 3, 5, 5, 7, 10, 10, 15, 20, 30)
"""Terms of procedures in working days."""

_LEVEL_PATTERN = (Level.PROVINCE,) * 6 + (Level.DISTRICT,) * 2 + (Level.COMMUNE,) * 2
_OLD_SHARE = 56
"""How many of a hundred procedures were announced before the first year generated."""


def make_tables(
    database: Database, seed: int, years: Sequence[int], calendar: WorkingCalendar
) -> None:
    """Make the tables of units (list, traits, slots), working days, day slots, and procedures."""
    _make_units(database, seed)
    _make_days(database, years, calendar)
    _make_procedures(database, Stream(seed, "procedures"), years, calendar)


def _fill(database: Database, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    database.connection.execute(f"CREATE TABLE {table} ({columns})")
    database.fill(table, rows)


def _make_units(database: Database, seed: int) -> None:
    found = units(seed)
    _fill(
        database,
        "unit_list",
        "code VARCHAR, name VARCHAR, level VARCHAR, parent VARCHAR, unit_group VARCHAR, valid_to DATE",
        [(u.code, u.name, u.level.value, u.parent, u.group, u.valid_to or None) for u in found],
    )
    _fill(
        database,
        "unit_traits",
        "code VARCHAR, level VARCHAR, late_permille INTEGER",
        [(u.code, u.level.value, u.late_permille) for u in found],
    )
    _fill(database, "unit_slots", "slot BIGINT, code VARCHAR", enumerate(unit_slots(found)))


def _make_days(database: Database, years: Sequence[int], calendar: WorkingCalendar) -> None:
    _fill(database, "working_days", "ordinal BIGINT, day DATE", enumerate(calendar.days, start=1))
    slots: list[tuple[int, int, date, int]] = []
    for year in years:
        days = [day for day in calendar.days if day.year == year]
        weights = [float(_MONTH_WEIGHTS[day.month - 1]) for day in days]
        drawn = spread([day.isoformat() for day in days], weights)
        for slot, text in enumerate(drawn):
            day = date.fromisoformat(text)
            slots.append((year, slot, day, calendar.ordinal(day)))
    _fill(database, "day_slots", "year INTEGER, slot BIGINT, day DATE, ordinal BIGINT", slots)


def _make_procedures(
    database: Database, stream: Stream, years: Sequence[int], calendar: WorkingCalendar
) -> None:
    _fill(
        database,
        "procedure_list",
        "n UBIGINT, code VARCHAR, name VARCHAR, sector VARCHAR, level VARCHAR, unit_code VARCHAR,"
        " number VARCHAR, decided DATE, ordinal BIGINT, has_fee BOOLEAN, online_payment BOOLEAN,"
        " term INTEGER",
        (_procedure(number, stream, years, calendar) for number in range(PROCEDURES)),
    )
    slots = []
    for level in Level:
        codes = [_code(n) for n in range(PROCEDURES) if _level(n) is level]
        # A long tail: the tenth procedure is asked for a tenth as often as the first.
        weights = [1 / (rank + 1) for rank in range(len(codes))]
        slots += [(level.value, slot, code) for slot, code in enumerate(spread(codes, weights))]
    _fill(database, "slots", "level VARCHAR, slot BIGINT, code VARCHAR", slots)
    database.connection.execute(
        "CREATE TABLE procedure_slots AS SELECT slots.*, sector, has_fee, online_payment, term"
        " FROM slots JOIN procedure_list USING (code)"
    )


def _code(number: int) -> str:
    return f"9.{number + 1:06d}.H00"


def _level(number: int) -> Level:
    return _LEVEL_PATTERN[number % len(_LEVEL_PATTERN)]


def _procedure(
    number: int, stream: Stream, years: Sequence[int], calendar: WorkingCalendar
) -> tuple[object, ...]:
    old = stream.number("age", number) % 100 < _OLD_SHARE
    year = (
        years[0] - 3 + stream.number("old year", number) % 3
        if old
        else years[stream.number("year", number) % len(years)]
    )
    days = [day for day in calendar.days if day.year == year]
    # Not in December: the terms that follow a decision shall end within the calendar known.
    decided = days[stream.number("day", number) % (len(days) - 30)]
    department = 1 + stream.number("unit", number) % 20
    has_fee = stream.number("fee", number) % 1000 < 420
    payable = stream.number("payable", number) % 1000 < 880 if has_fee else None
    sector = 1 + stream.number("sector", number) % _SECTORS
    return (
        number,
        _code(number),
        f"Thủ tục mô phỏng {number + 1:04d}",
        f"Lĩnh vực mô phỏng {sector:02d}",
        _level(number).value,
        f"H00.{department:02d}",
        f"{1 + stream.number('number', number) % 900}/MP-{year}",
        decided,
        calendar.ordinal(decided),
        has_fee,
        payable,
        _TERMS[stream.number("term", number) % len(_TERMS)],
    )
