"""Facts become inputs; declared inputs stand over them."""

from __future__ import annotations

from parindex.engine.criteria.library import find_set
from parindex.engine.scoring.measured import combined, measured_answers, measures_of
from parindex.engine.values.facts import Fact, Level
from parindex.engine.values.inputs import Answer, Count, Origin, Rate
from parindex.engine.values.periods import year_of

SET = find_set("kh-839-2023")


def fact(measure: str, level: Level, numerator: int, denominator: int | None, unit=None) -> Fact:
    return Fact(measure, level, unit, year_of(2023), numerator, denominator)


FACTS = [
    fact("edocuments_online", Level.PROVINCE, 1, 1),
    fact("edocuments_online", Level.DISTRICT, 1, 3),
    fact("edocuments_online", Level.COMMUNE, 0, 90),
    fact("dossiers_on_time_par", Level.DISTRICT, 95, 100),
    fact("dialogues_held", Level.PROVINCE, 3, None),
    fact("dossiers_on_time_par", Level.DISTRICT, 9, 10, unit="H1"),
]


def test_levels_are_added_pair_by_pair_and_other_levels_stay_out():
    # (1 + 1) / (1 + 3): a mean of the two rates would be 66,7 % instead of 50 %.
    assert measured_answers(SET, FACTS)["2.1"].value == Rate(2, 4)


def test_each_level_feeds_its_own_component():
    answers = measured_answers(SET, FACTS)
    assert answers["1.5a.huyen"].value == Rate(95, 100)
    assert "1.5a.tinh" not in answers


def test_a_count_needs_no_denominator():
    assert measured_answers(SET, FACTS)["3a"].value == Count(3)


def test_a_units_facts_answer_for_the_unit_alone():
    answers = measured_answers(SET, FACTS, unit="H1")
    assert {code: answer.value for code, answer in answers.items()} == {"1.5a.huyen": Rate(9, 10)}


def test_a_declared_value_keeps_what_was_measured():
    merged = combined(measured_answers(SET, FACTS), {"3a": Answer(Count(2))})
    assert merged["3a"].value == Count(2)
    assert merged["3a"].measured == Count(3)
    assert merged["3a"].origin is Origin.DECLARED


def test_evidence_alone_leaves_the_measured_value():
    merged = combined(measured_answers(SET, FACTS), {"3a": Answer(None, evidence=("Giấy mời",))})
    assert (merged["3a"].value, merged["3a"].evidence) == (Count(3), ("Giấy mời",))
    assert merged["3a"].origin is Origin.MEASURED


def test_every_item_that_records_can_answer_names_its_measure():
    unmeasured = {each.code for each in SET.components if each.measure is None}
    assert unmeasured == {"1.1", "1.4", "1.5c", "2.3", "2.4a"}
    assert len(measures_of(SET)) == 11


def test_what_could_not_be_judged_is_no_nothing_arisen():
    gap = "không dòng nào thuộc kỳ kết luận được từ trường …"
    blank = fact("edocuments_online", Level.DISTRICT, 0, 0)._replace(missing=7, gap=gap)
    nothing = fact("edocuments_online", Level.PROVINCE, 0, 0)
    open_ = measured_answers(SET, [nothing, blank])["2.1"]
    assert (open_.value, open_.note) == (None, gap)
    judged = fact("edocuments_online", Level.PROVINCE, 1, 2)
    partly = measured_answers(SET, [judged, blank])["2.1"]
    assert (partly.value, partly.note) == (Rate(1, 2), f"chưa gồm cấp huyện: {gap}")
    assert partly.facts == (judged, blank)


def test_records_that_are_lacking_leave_the_answer_open_and_say_why():
    gap = "kho chưa có hồ sơ loại «Thư xin lỗi» (apologies)"
    facts = [
        fact("apologies_for_late", Level.PROVINCE, 0, 0),
        fact("apologies_for_late", Level.COMMUNE, 0, 5)._replace(gap=gap),
    ]
    answer = measured_answers(SET, facts)["1.5b"]
    assert (answer.value, answer.note) == (None, gap)
    assert facts[1].value is None
    declared = combined(measured_answers(SET, facts), {"1.5b": Answer(Rate(5, 5))})["1.5b"]
    assert (declared.value, declared.measured) == (Rate(5, 5), None)
