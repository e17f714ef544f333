"""The sets that come with the product: their fields, their standing, their worked examples."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from parindex.engine.criteria import library
from parindex.engine.criteria.library import built_in_ids, find_set
from parindex.engine.criteria.loader import open_set
from parindex.engine.criteria.model import NotApplicablePolicy, Source
from parindex.engine.facts.registry import MEASURES
from parindex.engine.plans.read import read_plan
from parindex.engine.scoring.examples import check_examples
from parindex.engine.values.inputs import InputKind
from tests.engine.plans.example import EXAMPLE, TARGETS

# The eight fields of the index under 876/QĐ-BNV (2022–2023).
FIELDS_876 = {
    "1": "Công tác chỉ đạo, điều hành cải cách hành chính",
    "2": "Cải cách thể chế",
    "3": "Cải cách thủ tục hành chính",
    "4": "Cải cách tổ chức bộ máy hành chính",
    "5": "Cải cách chế độ công vụ",
    "6": "Cải cách tài chính công",
    "7": "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
    "8": "Tác động của CCHC đến người dân, tổ chức và phát triển KT-XH",
}
# The groups of 766/QĐ-TTg and their maxima.
GROUPS_766 = {
    "Công khai, minh bạch": 18,
    "Tiến độ, kết quả giải quyết": 20,
    "Cung cấp dịch vụ công trực tuyến": 12,
    "Thanh toán trực tuyến": 10,
    "Số hóa hồ sơ": 22,
    "Mức độ hài lòng": 18,
}


def test_both_sets_are_there():
    assert built_in_ids() == ["kh-839-2023", "qd-766-2022"]


@pytest.mark.parametrize("name", built_in_ids())
def test_nothing_is_called_verified_that_no_official_text_was_held_against(name: str):
    criteria_set = find_set(name)
    assert not criteria_set.verified
    assert [each.code for each in criteria_set.components if each.verified] == []
    assert "chưa đối chiếu" in criteria_set.notes


@pytest.mark.parametrize("name", built_in_ids())
def test_its_worked_examples_hold_and_cover_every_component(name: str):
    folder = Path(library.__file__).parent
    criteria_set, document = open_set(folder / f"{name}.yaml")
    check_examples(criteria_set, document)
    covered = {code for example in criteria_set.examples for code in example.expect}
    assert set(criteria_set.by_code) <= covered


@pytest.mark.parametrize("name", built_in_ids())
def test_every_measure_it_names_exists(name: str):
    named = {each.measure.name for each in find_set(name).components if each.measure}
    assert named <= set(MEASURES)


def test_the_plan_set_stands_in_the_fields_of_876():
    fields = {each.code: each.title for each in find_set("kh-839-2023").fields}
    assert fields == {code: FIELDS_876[code] for code in ("1", "3", "7")}


def test_every_item_of_the_plan_is_a_component():
    items = {"1.1", "1.2", "1.3", "1.4", "1.6", "2.1", "2.3", "2.4a", "4"}
    levels = {"1.5a.tinh", "1.5a.huyen", "1.5a.xa", "2.2.tinh", "2.2.huyen", "2.2.xa"}
    levels |= {"2.4b.tinh", "2.4b.huyen", "2.4b.xa"}
    parts = {"3a", "3b", "1.5b", "1.5c"}
    assert set(find_set("kh-839-2023").by_code) == items | levels | parts


def test_the_thresholds_are_those_of_the_plan():
    rules = {code: each.rule for code, each in find_set("kh-839-2023").by_code.items()}
    asked = {(ref, *scope): value for ref, scope, _, value, *_ in TARGETS}
    assert asked["2.4b", "cấp tỉnh"] == str(rules["2.4b.tinh"].threshold) == "30"
    assert asked["2.4b", "cấp huyện"] == str(rules["2.4b.huyen"].threshold) == "20"
    assert asked["2.4b", "cấp xã"] == str(rules["2.4b.xa"].threshold) == "15"
    assert asked["2.2", "UBND cấp xã"] == str(rules["2.2.xa"].floor) == "80"
    assert rules["2.2.tinh"].threshold == rules["2.2.huyen"].threshold == 100
    assert rules["2.1"].threshold == 100
    # 02 - 03 dialogues: two are enough for full marks.
    best = rules["3a"].bands[0]
    assert (best.from_, best.points) == (2, Fraction("0.5"))


def test_every_target_that_a_component_answers_is_one_of_the_plan():
    refs = {task.ref for task in read_plan(EXAMPLE).tasks}
    answered = {each.target.task for each in find_set("kh-839-2023").components if each.target}
    assert answered <= refs
    assert answered == {ref for ref, *_ in TARGETS}


def test_1_5c_takes_the_766_score_from_another_index():
    component = find_set("kh-839-2023").by_code["1.5c"]
    assert component.source is Source.OTHER_INDEX
    assert (component.input.kind, component.input.set_id) == (InputKind.SCORE, "qd-766-2022")


def test_766_has_the_groups_of_the_decision_and_plain_points_where_no_formula_is_known():
    criteria_set = find_set("qd-766-2022")
    assert {each.title: each.max for each in criteria_set.fields} == GROUPS_766
    assert criteria_set.max == 100
    assert criteria_set.by_code["3.1"].rule.kind == "published"
    # 2 points × rate / 0,80 and 6 points × rate / 0,90, capped.
    rules = {code: each.rule for code, each in criteria_set.by_code.items()}
    assert (rules["5.4"].threshold, rules["6.3"].threshold) == (80, 90)
    # 2,5·B up to 2 points is 2 points from 80 % on.
    assert (rules["4.2"].threshold, rules["4.3"].threshold) == (80, 80)


@pytest.mark.parametrize("code", ["6.1", "6.2", "5.3"])
def test_766_gives_full_points_where_nothing_arose_and_says_so(code: str):
    assert find_set("qd-766-2022").by_code[code].rule.when_none_arose == "full"


def test_both_put_what_does_not_apply_aside_and_rebase():
    policies = {find_set(name).not_applicable for name in built_in_ids()}
    assert policies == {NotApplicablePolicy.REBASE}
