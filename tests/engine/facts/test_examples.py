"""Every measure against an example that was counted by hand: rows in, fact out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parindex.engine.facts.compute import compute_facts
from parindex.engine.facts.registry import MEASURES
from parindex.engine.reading.yaml import load_yaml
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.intake import import_records
from parindex.engine.records.schema import FieldType
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import year_of
from tests.engine.records.kit import write_csv

EXAMPLES = {
    path.stem: load_yaml(path).data for path in (Path(__file__).parent / "examples").glob("*.yaml")
}

USUAL_UNITS = [
    {"code": "TINH", "name": "Sở ví dụ", "level": "province", "valid_from": "2000-01-01"},
    {"code": "HUYEN", "name": "Huyện ví dụ", "level": "district", "valid_from": "2000-01-01"},
    {"code": "XA", "name": "Xã ví dụ", "level": "commune", "valid_from": "2000-01-01"},
]


def apart(example: str, kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with the example's name before every code, so that examples share one store."""
    codes = {field.name for field in KINDS[kind].fields if field.type is FieldType.CODE}
    return {key: f"{example}-{value}" if key in codes else value for key, value in row.items()}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Fact]:
    """The facts of 2023 by measure and unit, all examples imported through the public door."""
    folder = tmp_path_factory.mktemp("examples")
    for kind in KINDS:
        rows = [
            apart(name, kind, row)
            for name, example in EXAMPLES.items()
            for row in [
                *(USUAL_UNITS if kind == "units" else []),
                *example["records"].get(kind, []),
            ]
        ]
        if not rows:
            continue
        report = import_records(folder / "store", kind, [write_csv(folder / f"{kind}.csv", rows)])
        assert report.added == len(rows), report.quarantined
    found = compute_facts(folder / "store", year_of(2023), by=("unit",))
    return {(fact.measure, fact.unit or ""): fact for fact in found}


def test_every_measure_has_an_example() -> None:
    assert set(EXAMPLES) == set(MEASURES)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_fact_is_the_one_counted_by_hand(name: str, facts: dict[tuple[str, str], Fact]) -> None:
    example = EXAMPLES[name]
    assert example["measure"] == name
    for expected in example["facts"]:
        unit = f"{name}-{expected['unit']}".upper()
        fact = facts.get((name, unit))
        counted = (fact.numerator, fact.denominator, fact.missing) if fact else (0, 0, 0)
        assert counted == (
            expected["numerator"],
            expected.get("denominator"),
            expected["missing"],
        ), unit
