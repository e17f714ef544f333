"""A store of random rows of every kind, close to the ends of the year and of its months."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from parindex.engine.facts.registry import MEASURES
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.schema import Field, FieldType
from tests.engine.records.kit import Store

UNITS = [
    {"code": "T1", "name": "Sở 1", "level": "province", "valid_from": "2000-01-01"},
    {
        "code": "H1",
        "name": "Huyện 1",
        "level": "district",
        "valid_from": "2000-01-01",
        "valid_to": "2023-08-31",
        "successor_code": "X1",
    },
    {"code": "X1", "name": "Xã 1", "level": "commune", "valid_from": "2000-01-01"},
    {
        "code": "X2",
        "name": "Xã 2",
        "level": "commune",
        "valid_from": "2000-01-01",
        "valid_to": "2023-05-31",
        "successor_code": "H1",
    },
]
"""X2 ends in May and goes to H1, which ends in August and goes to X1."""

_LAST_DAY = {"H1": date(2023, 8, 31), "X2": date(2023, 5, 31)}
_STARTS = [
    date(2022, 12, 28),
    date(2023, 1, 2),
    date(2023, 1, 30),
    date(2023, 4, 27),
    date(2023, 5, 30),
    date(2023, 8, 30),
    date(2023, 12, 20),
    date(2023, 12, 29),
]
_STEPS = [0, 1, 2, 3, 5, 6, 8, 16, 22, 40, None]


def fill(store: Store, seed: int, rows: int = 120) -> None:
    """Put so many random rows of every kind that is measured into the store; the same for the same seed."""
    random = Random(seed)  # noqa: S311 - rows for a test
    assert not store.take("units", UNITS).quarantined
    for kind in _measured_kinds():
        made = (_row(random, kind, number) for number in range(rows))
        by_key = {tuple(row[name] for name in KINDS[kind].key): row for row in made}
        # Dates drawn at random do not all agree; there are rows enough that do.
        assert store.take(kind, list(by_key.values())).added > 20, kind


def _measured_kinds() -> list[str]:
    read = {measure.kind for measure in MEASURES.values()}
    read |= {related.kind for measure in MEASURES.values() for related in measure.related}
    return [kind for kind in KINDS if kind in read - {"units"}]


def _row(random: Random, kind: str, number: int) -> dict[str, Any]:
    start = random.choice(_STARTS) + timedelta(days=random.randint(0, 6))
    unit = random.choice([code for code in ("T1", "H1", "X1", "X2") if start <= _last(code)])
    row: dict[str, Any] = {}
    for field in KINDS[kind].fields:
        row[field.name] = _value(random, field, number, start, unit)
    return row


def _last(code: str) -> date:
    return _LAST_DAY.get(code, date.max)


def _value(random: Random, field: Field, number: int, start: date, unit: str) -> Any:
    if field.type in (FieldType.DATE, FieldType.MOMENT):
        return _when(random, field, start)
    if field.type is FieldType.CODE:
        codes = {"unit_code": unit, "procedure_code": f"P{number % 5}"}
        return codes.get(field.name, f"K{number}")
    if field.type is FieldType.BOOLEAN:
        return random.choice([True, False] if field.required else [True, False, None])
    if field.choices:
        # What is finished needs a date of its own; the other states may or may not have one.
        names = [name for name, _ in field.choices if name not in ("finished", "delivered")]
        return random.choice([*names, None])
    return random.choice(["mô phỏng", None]) if field.name == "origin" else f"S{number % 3}"


def _when(random: Random, field: Field, start: date) -> date | datetime | None:
    # The dates of a row in the order of its fields never lie before the first one.
    step = 0 if field.required else random.choice(_STEPS)
    if step is None:
        return None
    day = start + timedelta(days=step)
    if field.type is FieldType.DATE:
        return day
    return datetime.combine(day, time(8) if field.required else random.choice([time(9), time(17)]))
