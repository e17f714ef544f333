"""The parts of form 06a add up, for every unit and every month of a random store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parindex.engine.facts.compute import compute_facts
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import Period, year_of
from tests.engine.facts.made_up import fill
from tests.engine.records.kit import Store

PARTS = [
    "dossiers_received_online",
    "dossiers_carried_over",
    "dossiers_on_time_06a",
    "dossiers_finished_before_due",
    "dossiers_finished_on_due",
    "dossiers_finished_late",
    "dossiers_pending_in_time",
    "dossiers_pending_overdue",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Store(tmp_path_factory.mktemp("balance"))
    fill(made, seed=6, rows=400)
    return made.path


@pytest.mark.parametrize("by", [(), ("level",), ("unit", "month"), ("channel", "sector")])
@pytest.mark.parametrize("period", [year_of(2023), Period(date(2023, 1, 4), date(2023, 6, 2))])
def test_the_form_adds_up(store: Path, by: tuple[str, ...], period: Period) -> None:
    groups: dict[object, dict[str, Fact]] = {}
    for fact in compute_facts(store, period, PARTS, by):
        key = (fact.level, fact.unit, fact.period, fact.groups)
        groups.setdefault(key, {})[fact.measure] = fact
    assert any(len(parts) == len(PARTS) for parts in groups.values())
    for parts in groups.values():
        every = {name: (parts[name].denominator or 0) if name in parts else 0 for name in PARTS}
        met = {name: parts[name].numerator if name in parts else 0 for name in PARTS}
        online = parts.get(PARTS[0])
        received = every[PARTS[0]] + (online.missing if online else 0)
        resolved = every["dossiers_finished_late"]
        pending = every["dossiers_pending_in_time"]
        assert received + met["dossiers_carried_over"] == resolved + pending
        before, on, late = (
            met[f"dossiers_finished_{part}"] for part in ("before_due", "on_due", "late")
        )
        assert before + on + late == resolved == every["dossiers_on_time_06a"]
        assert before + on == met["dossiers_on_time_06a"]
        assert met["dossiers_pending_in_time"] + met["dossiers_pending_overdue"] == pending
