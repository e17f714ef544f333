"""A run's id: the same for the same content, another for any other figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.values.facts import Fact, Level
from parindex.engine.values.inputs import Answer, Input, Rate
from parindex.engine.values.periods import year_of
from tests.engine.scoring.kit import RATE, scored, set_of

PARTS = [(code, 1, RATE, "{kind: proportion, when_none_arose: zero}") for code in ("1.1", "1.2")]
SET = set_of(PARTS)
NOW = datetime(2024, 1, 5, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
LATE = Fact("dossiers_on_time_par", Level.COMMUNE, "X1", year_of(2023), 9, 10)
HELD = Fact("dialogues_held", None, None, year_of(2023), 3, None)


def run(given: dict[str, Input], *facts: Fact) -> ScoringRun:
    return ScoringRun(SET, {"": scored(SET, given)}, facts, NOW, "Người chấm")


def test_time_and_user_and_the_order_of_facts_do_not_change_the_id():
    first = run({"1.1": Rate(1, 2)}, LATE, HELD)
    again = replace(first, at=NOW.replace(year=2025), by="Người khác", facts=(HELD, LATE))
    assert again.id == first.id
    assert len(first.id) == 12


def test_any_other_figure_gives_another_id():
    given = {"1.1": Rate(1, 2)}
    runs = [
        run(given),
        run({"1.1": Rate(2, 4)}),
        run({"1.2": Rate(1, 2)}),
        run(given, LATE),
        run(given, LATE._replace(denominator=11)),
        run(given, LATE._replace(numerator=8)),
        run(given, HELD),
        replace(run(given), linked={"": {"qd-766-2022": scored(SET, given)}}),
        replace(run(given), linked={"X1": {"qd-766-2022": scored(SET, given)}}),
    ]
    assert len({each.id for each in runs}) == len(runs)


GROWTH = set_of(
    [
        ("1.1", 1, RATE, "{kind: growth, when_none_arose: zero, bands: [{above: 0, points: 1}, {to: 0, points: 0}]}"),
        ("1.2", 1, RATE, "{kind: proportion, when_none_arose: zero}"),
    ]
)  # fmt: skip


def test_last_years_input_counts_only_where_a_rule_compares_with_it():
    given = {"1.1": Rate(1, 2), "1.2": Rate(1, 2)}

    def looking_at(**previous: Input) -> str:
        told = {"": {code.replace("_", "."): Answer(each) for code, each in previous.items()}}
        card = scored(GROWTH, given)
        return ScoringRun(GROWTH, {"": card}, (), NOW, "Người chấm", previous=told).id

    without = looking_at()
    assert looking_at(**{"1_2": Rate(1, 3)}) == without
    assert len({without, looking_at(**{"1_1": Rate(1, 3)}), looking_at(**{"1_1": Rate(1, 4)})}) == 3


def test_a_run_over_made_up_records_says_so():
    assert not run({}, LATE).simulated
    assert run({}, HELD, LATE._replace(simulated=True)).simulated
