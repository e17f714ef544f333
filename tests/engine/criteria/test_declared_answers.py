"""Declared answers at the ends of what an input lets through."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parindex.engine.criteria.answers import read_declaration
from parindex.engine.reading.yaml import parse_yaml
from parindex.engine.values.inputs import Answer, Count, Percent, Rate
from parindex.engine.values.problems import BadInput
from tests.engine.scoring.kit import RATE, set_of

PROPORTION = "{kind: proportion, when_none_arose: zero}"
SET = set_of(
    [
        ("1.1", 1, "{kind: count, at_most: 4}", "{kind: per_event, start: 0, each: 0.25}"),
        ("1.2", 1, RATE, PROPORTION),
        ("1.3", 1, "{kind: percent}", PROPORTION),
        ("1.4", 1, "{kind: percent, at_most: 120.5}", PROPORTION),
        ("1.5", 1, "{kind: percent, at_most: }", PROPORTION),
    ]
)


def read(text: str) -> dict[str, Answer]:
    return read_declaration(parse_yaml(text, "số.yaml"), SET).subjects[""]


def told(text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"1.1": {count: 0}', Count(0)),
        ('"1.1": {count: 4}', Count(4)),
        ('"1.2": {numerator: 0, denominator: 0}', Rate(0, 0)),
        ('"1.2": {numerator: 7, denominator: 7}', Rate(7, 7)),
        ('"1.3": {percent: 0}', Percent(Fraction(0))),
        ('"1.3": {percent: 100}', Percent(Fraction(100))),
        ('"1.4": {percent: 120.5}', Percent(Fraction("120.5"))),
        ('"1.5": {percent: 5000}', Percent(Fraction(5000))),
    ],
)
def test_the_ends_themselves_are_let_through(text: str, value):
    assert [answer.value for answer in read(text).values()] == [value]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('"1.1": {count: -1}', "mã 1.1: số đếm -1 là số âm"),
        ('"1.1": {count: 5}', "mã 1.1: số đếm 5 vượt mức 4"),
        ('"1.2": {numerator: -1, denominator: 7}', "mã 1.2: số đếm âm trong -1/7"),
        ('"1.2": {numerator: -9, denominator: -8}', "mã 1.2: số đếm âm trong -9/-8"),
        ('"1.2": {numerator: 8, denominator: 7}', "mã 1.2: tử số lớn hơn mẫu số (8/7)"),
        ('"1.3": {percent: -0.01}', "mã 1.3: tỷ lệ -0,01 % là số âm"),
        ('"1.3": {percent: 100.01}', "mã 1.3: tỷ lệ 100,01 % vượt 100 %"),
        ('"1.4": {percent: 120.51}', "mã 1.4: tỷ lệ 120,51 % vượt 120,5 %"),
    ],
)
def test_just_beyond_them_is_refused_by_line_and_code(text: str, sentence: str):
    remedy = "Hãy kiểm tra lại số liệu gốc rồi ghi lại"
    assert told(text) == [f"số.yaml, dòng 1, {sentence}. {remedy}."]


def test_an_empty_file_answers_nothing_and_a_list_is_no_file_of_answers():
    assert read("") == {}
    assert told("- 1") == [
        "số.yaml, dòng 1: phải là các dòng «mã: câu trả lời». Hãy viết lại theo mẫu."
    ]


LINKED = set_of([("1.1", 1, "{kind: score, set: qd-766-2022}", "{kind: proportion}")])


def test_answers_for_a_linked_set_are_kept_and_those_for_another_refused():
    text = "sets:\n  qd-766-2022:\n    '3.1': {value: 9}\n"
    declared = read_declaration(parse_yaml(text, "số.yaml"), LINKED)
    assert declared.linked == {"qd-766-2022": ("sets", "qd-766-2022")}
    with pytest.raises(BadInput) as caught:
        read_declaration(parse_yaml(text.replace("qd-766-2022", "qd-766-2032"), "số.yaml"), LINKED)
    assert str(caught.value) == (
        "số.yaml, dòng 2: bộ chỉ số thu không lấy điểm của bộ «qd-766-2032». "
        "Có phải là: qd-766-2022."
    )


def test_groups_and_last_year_are_of_the_subjects():
    text = "subjects: {A: {}}\ngroups: {A: xã}\nprevious: {A: {}}\n"
    declared = read_declaration(parse_yaml(text, "số.yaml"), SET)
    assert (declared.groups, declared.previous) == ({"A": "xã"}, {"A": {}})
    for line, other in ((2, "groups: {B: xã}"), (2, "previous: {B: {}}")):
        with pytest.raises(BadInput) as caught:
            read_declaration(parse_yaml(f"subjects: {{A: {{}}}}\n{other}", "số.yaml"), SET)
        assert str(caught.value).startswith(
            f"số.yaml, dòng {line}: không có đơn vị «B» trong subjects"
        )
