"""What is lacking is told, and is never taken for «nothing arose»."""

from __future__ import annotations

from pathlib import Path

import ibis
import pytest
from ibis.expr.operations import Coalesce, Field

from parindex.engine.facts.aggregates.answers import Source
from parindex.engine.facts.aggregates.refresh import refresh_aggregates
from parindex.engine.facts.compute import answer, compute_facts
from parindex.engine.facts.measure import Measure
from parindex.engine.facts.placement import Frame
from parindex.engine.facts.registry import MEASURES
from parindex.engine.facts.session import Question
from parindex.engine.records.catalog import KINDS
from parindex.engine.records.lake import open_snapshot
from parindex.engine.values.facts import Fact
from parindex.engine.values.periods import month_of, year_of
from tests.engine.records.kit import Store, dossier

ALL = "dossiers_digitised"
INPUT = "«thành phần hồ sơ đã được số hóa» (input_digitised)"
RESULT = "«kết quả giải quyết đã được số hóa» (result_digitised)"
ISSUED = "«kết quả được cấp dưới dạng điện tử» (result_issued_electronically)"
EMPTY = ", có thể do hệ thống nguồn chưa xuất"
NONE = "không dòng nào thuộc kỳ kết luận được: "
DUE = "«thời điểm hẹn trả» (due_at)"
SEVERAL = f"{NONE[:-2]} tại ngày chốt số liệu theo trường {INPUT}, {RESULT} và {ISSUED}"
YEAR = year_of(2023)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def finished(code: str, **fields: object) -> dict[str, object]:
    return dossier(code, finished_at="2023-03-05", **fields)


def gaps(store: Store, measure: str, year: int = 2023, by: tuple[str, ...] = ()) -> list[str]:
    return [fact.gap for fact in compute_facts(store.path, year_of(year), [measure], by)]


def test_the_field_that_was_never_exported_is_named(store: Store) -> None:
    both = {"input_digitised": "có", "result_issued_electronically": "có"}
    store.take("dossiers", [finished("A", **both), finished("B", **both)])
    (fact,) = compute_facts(store.path, YEAR, [ALL])
    assert (fact.numerator, fact.denominator, fact.missing, fact.value) == (0, 0, 2, None)
    assert fact.unjudged
    assert fact.gap == (
        f"{NONE}kho không có giá trị nào của trường {RESULT}, có thể do hệ thống nguồn chưa xuất"
    )


def test_of_several_fields_all_are_named(store: Store) -> None:
    store.take("dossiers", [finished("A")])
    assert gaps(store, ALL) == [
        f"{NONE}kho không có giá trị nào của trường {INPUT}, {RESULT} và {ISSUED}{EMPTY}"
    ]


def test_a_field_left_empty_here_and_there_is_told_where_nothing_could_be_judged(
    store: Store,
) -> None:
    full = {"input_digitised": "có", "result_digitised": "có", "result_issued_electronically": "có"}
    store.take("dossiers", [finished("A", **full), finished("B", unit_code="T1")])
    told = {f.unit: f.gap for f in compute_facts(store.path, YEAR, [ALL], ("unit",))}
    assert told == {
        "T1": SEVERAL,
        "H1": "",
        "X1": "",
    }
    # Each of the fields is filled in somewhere, and yet no row has them all.
    store.take("dossiers", [finished("A", input_digitised="có")])
    store.take("dossiers", [finished("B", result_digitised="có")])
    store.take("dossiers", [finished("C", result_issued_electronically="có")])
    assert gaps(store, ALL) == [SEVERAL]


def test_one_row_that_can_be_judged_makes_an_answer(store: Store) -> None:
    store.take("dossiers", [finished("A"), finished("B", result_digitised="không")])
    (fact,) = compute_facts(store.path, YEAR, [ALL])
    assert (fact.numerator, fact.denominator, fact.missing, fact.gap) == (0, 1, 1, "")


def test_what_decides_whether_a_row_is_concerned_is_named_too(store: Store) -> None:
    store.take("dossiers", [dossier("A")])
    (gap,) = gaps(store, "certified_copies_electronic")
    assert "(certified_copy_requested)" in gap
    assert "(certified_copy_electronic)" in gap


def test_a_year_that_was_not_imported_is_lacking(store: Store) -> None:
    store.take("dossiers", [dossier("A"), dossier("B", received_at="2025-01-02")])
    told = "kho không có hồ sơ loại «Hồ sơ thủ tục hành chính» (dossiers) nào của năm"
    # One file spans the hole: its rows tell.
    assert gaps(store, "dossiers_on_time_par", 2024) == [f"{told} 2024"]
    assert gaps(store, "dossiers_on_time_par", 2022, ("level",)) == [f"{told} 2022"] * 3
    assert gaps(store, "dossiers_on_time_par", 2025) == [
        f"{NONE}kho không có giá trị nào của trường {DUE}{EMPTY}"
    ]


def test_what_is_merely_not_due_yet_is_not_told_as_empty(store: Store) -> None:
    store.take("dossiers", [dossier("A", received_at="2023-12-28", due_at="2024-01-09")])
    assert gaps(store, "dossiers_on_time_par") == [
        f"{NONE[:-2]} tại ngày chốt số liệu theo trường {DUE}"
    ]


def test_a_month_without_rows_in_a_year_with_some_is_one_in_which_nothing_arose(
    store: Store,
) -> None:
    store.take("dossiers", [finished("A", due_at="2023-03-09")])
    facts = compute_facts(store.path, month_of(2023, 6), ["dossiers_on_time_par"])
    assert [(fact.denominator, fact.gap) for fact in facts] == [(0, "")]
    by_month = compute_facts(store.path, YEAR, ["dossiers_on_time_par"], ("month",))
    assert {fact.gap for fact in by_month} == {""}


def test_a_state_lasts_into_years_without_rows(store: Store) -> None:
    procedure = {"procedure_code": "P1", "unit_code": "T1", "decided_on": "2022-05-01"}
    store.take("procedures", [{**procedure, "full_content": "có"}])
    in_force = compute_facts(store.path, year_of(2024), ["procedures_full_content"])
    assert [(fact.numerator, fact.denominator, fact.gap) for fact in in_force] == [(1, 1, "")]
    store.take("procedures", [{**procedure, "in_force_to": "2022-12-31"}])
    assert gaps(store, "procedures_full_content", 2024) == [""]
    (gap,) = gaps(store, "procedures_full_content", 2021)
    assert gap.endswith("nào của năm 2021")


def test_a_year_of_what_rows_are_compared_with_is_lacking_too(store: Store) -> None:
    late = {"due_at": "2023-03-04", "finished_at": "2023-03-05"}
    store.take("dossiers", [dossier("A", **late), dossier("B", received_at="2021-03-01", **late)])
    letter = {"unit_code": "X1", "apology_code": "1", "dossier_code": "B", "sent_on": "2021-05-05"}
    store.take("apologies", [letter])
    (gap,) = gaps(store, "apologies_for_late")
    assert gap == "kho không có hồ sơ loại «Thư xin lỗi» (apologies) nào của năm 2023"
    assert gaps(store, "apologies_for_late", 2021) == [""]
    store.take("apologies", [{**letter, "apology_code": "2", "sent_on": "2024-01-05"}])
    assert gaps(store, "apologies_for_late") == [""]


def test_a_count_of_a_year_that_was_not_imported_is_no_zero(store: Store) -> None:
    held = {"dialogue_code": "D1", "unit_code": "T1", "held_on": "2022-02-15"}
    store.take("dialogues", [held])
    (fact,) = compute_facts(store.path, YEAR, ["dialogues_held"])
    assert (fact.numerator, fact.value) == (0, None)
    assert not fact.unjudged
    (before,) = compute_facts(store.path, year_of(2022), ["dialogues_held"])
    assert (before.value, before.gap) == (1, "")


def test_every_measure_names_the_fields_that_decide() -> None:
    """Those that its conditions look at, save where they say what an empty field means."""
    told = {name: set(measure.decided_by) for name, measure in MEASURES.items()}
    assert told == {name: _decided_by(measure) for name, measure in MEASURES.items()}


def _decided_by(measure: Measure) -> set[str]:
    kind = KINDS[measure.kind]
    columns = {each.name: TYPES.get(each.type.sql, "string") for each in kind.fields}
    columns |= {f"wd_{name}": "int64" for name in measure.working_days}
    columns |= {related.name: "boolean" for related in measure.related}
    rows, frame = ibis.table(columns, name=kind.name), Frame.of(YEAR, YEAR.last, 0)
    asked = {
        each.name.removeprefix("wd_")
        for condition in (measure.among, measure.met)
        for each in condition(rows, frame)
        .op()
        .find(Field, filter=lambda node: not isinstance(node, Coalesce))
    }
    return {each.name for each in kind.fields if each.name in asked and not each.required}


TYPES = {"BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "timestamp", "BIGINT": "int64"}


def test_from_the_aggregates_the_same_gaps_are_told(store: Store) -> None:
    store.take("dossiers", [finished("A"), finished("B", unit_code="T1", result_digitised="không")])
    refresh_aggregates(store.path)
    question = Question(open_snapshot(store.path), YEAR, YEAR.last)

    def told(source: Source) -> list[Fact]:
        return answer(question, [ALL], ("unit",), source=source)

    assert [f.gap for f in told(Source.AGGREGATES)] == [f.gap for f in told(Source.ROWS)]
    assert any(fact.gap for fact in told(Source.AGGREGATES))
