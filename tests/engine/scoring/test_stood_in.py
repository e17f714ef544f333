"""Where a form stood in for dossiers, the trace of the points says so, and the run is another."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from parindex.engine.criteria.library import find_set
from parindex.engine.official.annexes import fact_text
from parindex.engine.official.traces import traces_of
from parindex.engine.scoring.measured import combined, measured_answers
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.values.facts import Fact, Level, StoodIn
from parindex.engine.values.inputs import Answer, Rate
from parindex.engine.values.periods import year_of
from tests.engine.scoring.kit import scored

SET = find_set("kh-839-2023")
YEAR = year_of(2023)
PLAIN = Fact("dossiers_on_time_par", Level.COMMUNE, None, YEAR, 95, 100)
STOOD_IN = PLAIN._replace(stood_in=(StoodIn("X1", YEAR), StoodIn("X2", YEAR)))
WORDS = "trong đó 2 đơn vị theo Biểu 06a do đơn vị lập: X1, X2"


def trace(answers: dict[str, Answer]) -> str:
    card = scored(SET, answers)
    return next(each.trace for each in card.components if each.component.code == "1.5a.xa")


def test_the_trace_names_the_units():
    assert trace(measured_answers(SET, [STOOD_IN])).endswith(f"({WORDS})")
    assert "Biểu 06a" not in trace(measured_answers(SET, [PLAIN]))


def test_a_declared_figure_rests_on_no_form():
    declared = {"1.5a.xa": Answer(Rate(96, 100))}
    assert "Biểu 06a" not in trace(combined(measured_answers(SET, [STOOD_IN]), declared))


def test_the_annex_of_facts_names_them_too():
    entries = traces_of(scored(SET, measured_answers(SET, [STOOD_IN])))
    (line,) = next(each.facts for each in entries if each.code == "1.5a.xa")
    assert WORDS in fact_text(line)


def test_the_same_counts_from_a_form_are_another_run():
    now = datetime(2024, 1, 5, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    cards = {"": scored(SET, {})}
    runs = [ScoringRun(SET, cards, (fact,), now, "") for fact in (PLAIN, STOOD_IN)]
    assert runs[0].id != runs[1].id
