"""`parindex criteria`: the built-in sets as documented JSON, and what `check` says of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.kit import ROOT, done, refused

EXAMPLES = sorted((ROOT / "examples" / "rules").glob("*.yaml"))

# Every component of the plan's set, read off the plan: code, maximum, source, rule, input.
COMPONENTS_839 = [
    ("3a", "0.5", "self_assessed", "bands", "count", "dialogues_held"),
    ("3b", "0.5", "self_assessed", "proportion", "rate", "dialogues_with_directive"),
    ("4", "1.5", "self_assessed", "proportion", "rate", "government_tasks_on_time"),
    ("1.1", "0.5", "self_assessed", "pass_fail", "yes_no", None),
    ("1.2", "1", "self_assessed", "proportion", "rate", "procedures_published_on_time"),
    ("1.3", "1", "self_assessed", "proportion", "rate", "procedures_public_on_time"),
    ("1.4", "1", "self_assessed", "checklist", "parts", None),
    ("1.5a.tinh", "1", "self_assessed", "proportion", "rate", "dossiers_on_time_par"),
    ("1.5a.huyen", "1", "self_assessed", "proportion", "rate", "dossiers_on_time_par"),
    ("1.5a.xa", "1", "self_assessed", "proportion", "rate", "dossiers_on_time_par"),
    ("1.5b", "0.5", "self_assessed", "proportion", "rate", "apologies_for_late"),
    ("1.5c", "1", "other_index", "proportion", "score", None),
    ("1.6", "1.5", "self_assessed", "proportion", "rate", "petitions_on_time"),
    ("2.1", "1.5", "self_assessed", "threshold", "rate", "edocuments_online"),
    ("2.2.tinh", "0.5", "self_assessed", "threshold", "rate", "units_connected"),
    ("2.2.huyen", "0.5", "self_assessed", "threshold", "rate", "units_connected"),
    ("2.2.xa", "0.5", "self_assessed", "proportion", "rate", "units_connected"),
    ("2.3", "1", "self_assessed", "options", "option", None),
    ("2.4a", "1", "self_assessed", "checklist", "parts", None),
    ("2.4b.tinh", "1", "self_assessed", "threshold", "rate", "dossiers_digitised"),
    ("2.4b.huyen", "1", "self_assessed", "threshold", "rate", "dossiers_digitised"),
    ("2.4b.xa", "1", "self_assessed", "threshold", "rate", "dossiers_digitised"),
]


@pytest.fixture(scope="module")
def plan_set() -> dict[str, Any]:
    return done("criteria", "show", "kh-839-2023", "--json").json


def components(criteria_set: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        component
        for field in criteria_set["fields"]
        for criterion in field["criteria"]
        for component in criterion["components"]
    ]


def test_the_list_names_both_built_in_sets_as_samples() -> None:
    listed = done("criteria", "list", "--json").json
    assert [list(each) for each in listed] == [
        ["id", "version", "title", "verified", "hash", "max"]
    ] * 2
    told = [(each["id"], each["version"], each["verified"], each["max"]) for each in listed]
    assert told == [("kh-839-2023", "1", False, "20"), ("qd-766-2022", "1", False, "100")]
    screen = done("criteria", "list").out
    assert screen.count("Bộ chỉ số mẫu, chưa đối chiếu với văn bản chính thức") == 2
    assert "kh-839-2023  (bản 1, 22 mục, 20 điểm)" in screen
    assert "qd-766-2022  (bản 1, 19 mục, 100 điểm)" in screen


def test_the_keys_of_a_set_are_the_documented_ones(plan_set: dict[str, Any]) -> None:
    assert list(plan_set) == ["id", "version", "title", "verified", "hash", "max", "fields"]
    for field in plan_set["fields"]:
        assert list(field) == ["code", "title", "max", "criteria"]
        for criterion in field["criteria"]:
            assert list(criterion) == ["code", "title", "max", "components"]
    for component in components(plan_set):
        assert list(component) == [
            *("code", "title", "max", "source", "self_scored", "rule"),
            *("input", "measure", "evidence", "reference", "verified"),
        ]
        assert list(component["rule"]) == ["kind", "text"]
        assert component["verified"] is False
        for evidence in component["evidence"]:
            assert list(evidence) == ["kind", "mandatory"]


def test_the_plan_set_in_the_fields_of_876(plan_set: dict[str, Any]) -> None:
    told = [(field["code"], field["title"], field["max"]) for field in plan_set["fields"]]
    assert told == [
        ("1", "Công tác chỉ đạo, điều hành cải cách hành chính", "2.5"),
        ("3", "Cải cách thủ tục hành chính", "9.5"),
        ("7", "Xây dựng và phát triển chính quyền điện tử, chính quyền số", "8"),
    ]
    assert [
        (
            *(component[key] for key in ("code", "max", "source")),
            component["rule"]["kind"],
            component["input"]["kind"],
            component["measure"],
        )
        for component in components(plan_set)
    ] == COMPONENTS_839


def test_one_component_in_full(plan_set: dict[str, Any]) -> None:
    (component,) = (each for each in components(plan_set) if each["code"] == "2.2.xa")
    assert component == {
        "code": "2.2.xa",
        "title": "UBND cấp xã được kết nối gửi, nhận văn bản điện tử",
        "max": "0.5",
        "source": "self_assessed",
        "self_scored": True,
        "rule": {
            "kind": "proportion",
            "text": "từ 80 % trở lên: tỷ lệ % × 0,50 điểm; dưới 80 %: 0 điểm; "
            "không phát sinh: không áp dụng",
        },
        "input": {
            "kind": "rate",
            "numerator": "UBND cấp xã đã kết nối",
            "denominator": "UBND cấp xã",
        },
        "measure": "units_connected",
        "evidence": [{"kind": "Danh sách đơn vị kết nối trục liên thông", "mandatory": True}],
        "reference": "mục III, điểm 2.2, Kế hoạch 839/KH-VP ngày 27/02/2023",
        "verified": False,
    }


def test_1_5c_is_fed_by_the_other_set(plan_set: dict[str, Any]) -> None:
    (component,) = (each for each in components(plan_set) if each["code"] == "1.5c")
    assert component["input"] == {
        "kind": "score",
        "label": "Kết quả theo bộ chỉ số 766/QĐ-TTg",
        "set": "qd-766-2022",
    }


def test_766_has_the_groups_of_the_decision() -> None:
    told = done("criteria", "show", "qd-766-2022", "--json").json
    assert [(field["code"], field["max"]) for field in told["fields"]] == [
        ("1", "18"),
        ("2", "20"),
        ("3", "12"),
        ("4", "10"),
        ("5", "22"),
        ("6", "18"),
    ]
    maxima = [component["max"] for component in components(told)]
    assert maxima == [
        *("6", "4", "2", "6"),
        "20",
        "12",
        *("6", "2", "2"),
        *("6", "4", "2", "2", "4", "2", "2"),
        *("6", "6", "6"),
    ]


def test_the_screen_shows_rule_and_ground_of_every_component() -> None:
    out = done("criteria", "show", "kh-839-2023").out
    assert "Bộ chỉ số mẫu, chưa đối chiếu với văn bản chính thức" in out
    assert "Căn cứ 876/QĐ-BNV ngày 10/11/2022 của Bộ Nội vụ" in out
    for code, *_ in COMPONENTS_839:
        assert f"│ {code} " in out


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_set_passes_its_check(path: Path) -> None:
    told = done("criteria", "check", path, "--json").json
    assert list(told) == ["ok", "id", "hash"]
    assert told["ok"] is True
    assert told["hash"] == done("criteria", "show", path, "--json").json["hash"]


def test_check_counts_what_it_checked() -> None:
    path = ROOT / "examples" / "rules" / "03-bands.yaml"
    out = done("criteria", "check", path).out
    told = "đạt. Bộ vi-du-bands, 2 tiêu chí thành phần, 4 ví dụ tính đúng, mã băm "
    assert out.startswith(f"{path}: {told}")


def test_a_set_is_shown_as_it_is_written(tmp_path: Path) -> None:
    # `[b]` and `:a:` would be orders to a console that reads its text as markup.
    path = tmp_path / "bo.yaml"
    text = EXAMPLES[0].read_text(encoding="utf-8")
    path.write_text(text.replace('code: "1.1"', 'code: "[/1]:a:"'), encoding="utf-8")
    assert "[/1]:a:" in done("criteria", "show", path).out


def test_an_unknown_set_is_told_with_those_there_are() -> None:
    (told,) = refused("criteria", "show", "kh-839-2032")
    assert told == (
        "bộ chỉ số «kh-839-2032»: không có bộ chỉ số này và cũng không có tệp nào tên như vậy. "
        "Hãy chọn một trong: kh-839-2023, qd-766-2022, hoặc chỉ đường dẫn đến tệp YAML."
    )


DEVIATIONS = {
    "other points": (
        '"1.1": "1", "1.2": "1", total: "2"',
        '"1.1": "1.5", "1.2": "1", total: "2"',
        "mã 1.1 tính ra 1,00, khác «1.5» đã ghi",
    ),
    "other total": (
        '"1.1": "1", "1.2": "1", total: "2"',
        '"1.1": "1", "1.2": "1", total: 3',
        "mã total tính ra 2,00, khác «3» đã ghi",
    ),
    "another state": (
        '"1.1": "2", "1.2": "0.5"',
        '"1.1": not_applicable, "1.2": "0.5"',
        "mã 1.1 tính ra 2,00, khác «not_applicable» đã ghi",
    ),
    "unknown code": ('"1.1": "2", "1.2": "0.5"', '"1.9": "2"', "không có mã «1.9»"),
    "no number": ('"1.1": "2", "1.2": "0.5"', '"1.1": hai', "«hai» không phải số điểm"),
    "no value": ('"1.1": "2", "1.2": "0.5"', '"1.1":', "«None» không phải số điểm"),
    "a list": ('"1.1": "2", "1.2": "0.5"', '"1.1": [2]', "«[2]» không phải số điểm"),
    "a truth": ('"1.1": "2", "1.2": "0.5"', '"1.1": true', "«True» không phải số điểm"),
    "over nothing": ('"1.1": "2", "1.2": "0.5"', '"1.1": 1/0', "«1/0» không phải số điểm"),
}


@pytest.mark.parametrize("name", DEVIATIONS)
def test_an_example_that_does_not_hold_is_told_by_its_line(tmp_path: Path, name: str) -> None:
    old, new, sentence = DEVIATIONS[name]
    text = (ROOT / "examples" / "rules" / "03-bands.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "bo.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    (told,) = refused("criteria", "check", path)
    line = text[: text.index(old)].count("\n") + 1
    assert told.startswith(f"{path}, dòng {line}: ví dụ «")
    assert sentence in told


GROUP = ROOT / "examples" / "rules" / "12-best-of-group.yaml"


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("{A: 2}", "«2» không phải các dòng «mã: điểm» (đơn vị «A»)"),
        ('{A: {"1.1": "2"}, B: {"1.1": "1"}}', "mã 1.1 tính ra 1,60, khác «1» đã ghi (đơn vị «B»)"),
        ('{D: {"1.1": "2"}}', "inputs không có đơn vị này (đơn vị «D»)"),
        ('{"1.1": "2"}', "inputs không có đơn vị này (đơn vị «1.1»)"),
    ],
)
def test_an_example_of_several_subjects_is_held_against_each(
    tmp_path: Path, expected: str, sentence: str
) -> None:
    text = GROUP.read_text(encoding="utf-8")
    right = '{A: {"1.1": "2"}, B: {"1.1": "1.6"}, C: {"1.1": "0"}}'
    assert text.count(right) == 1
    path = tmp_path / "bo.yaml"
    path.write_text(text.replace(right, expected), encoding="utf-8")
    (told,) = refused("criteria", "check", path)
    assert told.startswith(f"{path}, dòng {text[: text.index(right)].count(chr(10)) + 1}: ")
    assert sentence in told
