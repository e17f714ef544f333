"""The strict loader: a set that is wrong anywhere is refused by file, line, code and remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parindex.engine.criteria.loader import build_set, load_set
from parindex.engine.reading.yaml import parse_yaml
from parindex.engine.values.problems import BadInput
from tests.engine.scoring.kit import RATE, set_text

BANDS = """{kind: bands, when_none_arose: zero, bands: [
    {above: 90, points: 2},
    {from: 70, to: 90, points: 1},
    {below: 70, points: 0}]}"""
TEXT = set_text(
    [
        ("A", 2, RATE, BANDS),
        ("B", 1, "{kind: yes_no}", "kind: pass_fail"),
        ("C", 1, "{kind: parts}", "{kind: checklist, parts: [{key: x, title: X, points: 1}]}"),
    ]
)


def refused(text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        build_set(parse_yaml(text, "bộ.yaml"))
    return [str(problem) for problem in caught.value.problems]


def test_the_set_itself_is_sound():
    assert [each.code for each in build_set(parse_yaml(TEXT, "bộ.yaml")).components] == [*"ABC"]


# Each: what is changed into what, and where and how the one sentence about it begins.
FAULTS = {
    "gap": (
        "{from: 70, to: 90,",
        "{above: 70, to: 90,",
        "dòng 19, mã A: có khoảng trống ngay trước mức «trên 70 đến 90»",
    ),
    "overlap": (
        "{above: 90,",
        "{from: 90,",
        "dòng 18, mã A: mức «từ 90 trở lên» chồng lên mức «từ 70 đến 90»",
    ),
    "uncovered below": (
        "{below: 70, points: 0}",
        "{below: 70, from: 1, points: 0}",
        "dòng 20, mã A: có khoảng trống ngay trước mức «từ 1 đến dưới 70»",
    ),
    "uncovered above": (
        "{above: 90,",
        "{above: 90, to: 99,",
        "dòng 20, mã A: các mức không phủ hết",
    ),
    "end given twice": (
        "{above: 90,",
        "{above: 90, from: 90,",
        "dòng 18, mã A: một đầu của mức được ghi hai lần",
    ),
    "points above the maximum": (
        "{below: 70, points: 0}",
        "{below: 70, points: -0.5}",
        "dòng 20, mã A: điểm -0,50 nằm ngoài khoảng 0 đến 2,00",
    ),
    "maximum never reached": (
        "{above: 90, points: 2}",
        "{above: 90, points: 1.5}",
        "dòng 17, mã A: không mức nào đạt điểm tối đa 2,00",
    ),
    "parts that do not add up": (
        "title: X, points: 1}",
        "title: X, points: 0.5}",
        "dòng 22, mã C: các phần cộng lại được 0,50, khác điểm tối đa 1,00",
    ),
    "unknown key of the set": (
        "places: 2",
        "places: 2\nplace: 2",
        "dòng 10: khóa «place» không có trong mẫu",
    ),
    "unknown key of a component": (
        "title: Nội dung B",
        "title: Nội dung B, weight: 3",
        "dòng 21, mã B: khóa «weight» không có trong mẫu",
    ),
    "unknown key of a rule": (
        "{kind: pass_fail}",
        "{kind: pass_fail, points: 1}",
        "dòng 21, mã B: khóa «points» không có trong mẫu",
    ),
    "unknown key of a band": (
        "{above: 90, points: 2}",
        "{over: 90, above: 90, points: 2}",
        "dòng 18, mã A: khóa «over» không có trong mẫu",
    ),
    "missing key": (
        "source: self_assessed, input: {kind: yes_no}",
        "input: {kind: yes_no}",
        "dòng 21, mã B: thiếu khóa «source»",
    ),
    "unknown kind of rule": (
        "{kind: pass_fail}",
        "{kind: dat}",
        "dòng 21, mã B: loại «dat» không có. Hãy chọn kind là một trong: pass_fail, options, bands, ",
    ),
    "no kind of rule": (
        "rule: {kind: pass_fail}",
        "rule: {}",
        "dòng 21, mã B: thiếu khóa «kind» ở «rule»",
    ),
    "unknown kind of input": (
        "{kind: yes_no}",
        "{kind: maybe}",
        "dòng 21, mã B: loại «maybe» không có",
    ),
    "rule and input that do not fit": (
        "{kind: yes_no}",
        "{kind: count}",
        "dòng 21, mã B: quy tắc «pass_fail» không chấm được số liệu loại «count»",
    ),
    "unknown source": (
        "source: self_assessed, input: {kind: yes_no}",
        "source: tự chấm, input: {kind: yes_no}",
        "dòng 21, mã B: «tự chấm» không dùng được cho khóa «source»",
    ),
    "a day that does not exist": (
        "document: Văn bản thử, clause: mục B",
        "document: Văn bản thử, date: 2023-02-30, clause: mục B",
        "dòng 21, mã B: khóa «date» không phải ngày hợp lệ («2023-02-30»)",
    ),
    "a day the Vietnamese way": (
        "legal_basis: []",
        "legal_basis: [{number: 1/QĐ, date: 27/02/2023, issuer: Bộ}]",
        "dòng 5: khóa «date» không phải ngày hợp lệ («27/02/2023»)",
    ),
    "a day with a time": (
        "legal_basis: []",
        "legal_basis: [{number: 1/QĐ, date: 2023-02-27 10:00:00, issuer: Bộ}]",
        "dòng 5: khóa «date» không phải ngày hợp lệ («2023-02-27 10:00:00»)",
    ),
    "last year before the first": (
        "years: {first: 2023}",
        "years: {first: 2023, last: 2022}",
        "dòng 6: năm cuối đứng trước năm đầu",
    ),
    "a year too early": (
        "years: {first: 2023}",
        "years: {first: 1999}",
        "dòng 6: khóa «first» là 1999, quá nhỏ. Hãy ghi từ 2000 trở lên",
    ),
    "a year too late": (
        "years: {first: 2023}",
        "years: {first: 2101}",
        "dòng 6: khóa «first» là 2101, quá lớn. Hãy ghi nhiều nhất 2100",
    ),
    "too many places": (
        "places: 2",
        "places: 7",
        "dòng 9: khóa «places» là 7, quá lớn. Hãy ghi nhiều nhất 6",
    ),
    "places below zero": (
        "places: 2",
        "places: -1",
        "dòng 9: khóa «places» là -1, quá nhỏ. Hãy ghi từ 0 trở lên",
    ),
    "a number as text": (
        "places: 2",
        'places: "2"',
        "dòng 9: khóa «places» phải là số nguyên, không phải «2»",
    ),
    "points as text": (
        "{above: 90, points: 2}",
        '{above: 90, points: "2"}',
        "dòng 18, mã A: giá trị «2» của khóa «points»: không phải là số",
    ),
    "points beyond all measure": (
        "{above: 90, points: 2}",
        "{above: 90, points: 2e99}",
        "dòng 18, mã A: giá trị «2e99» của khóa «points»: không phải là số",
    ),
    "a word for a truth": (
        "verified: false\nlegal",
        "verified: no\nlegal",
        "dòng 4: khóa «verified» phải là true hoặc false, không phải «no»",
    ),
    "no title": ("title: Bộ để thử", "title: ''", "dòng 3: khóa «title» để trống"),
    "no id": ("id: thu", "id: ''", "dòng 1: khóa «id» để trống"),
    "too long an id": (
        "id: thu",
        f"id: {'a' * 41}",
        f"dòng 1: giá trị «{'a' * 41}» của khóa «id» quá dài. Hãy viết ngắn lại, nhiều nhất 40 chữ",
    ),
    "a number for a title": (
        "title: Nội dung B",
        "title: 12",
        "dòng 21, mã B: khóa «title» phải là chữ, không phải «12»",
    ),
    "a list for a group": (
        "years: {first: 2023}",
        "years: [2023]",
        "dòng 6: «years» phải là một nhóm «khóa: giá trị»",
    ),
    "a group for a list": (
        "legal_basis: []",
        "legal_basis: {}",
        "dòng 5: khóa «legal_basis» phải là một danh sách",
    ),
    "a floor inside the scale": (
        "title: Lĩnh vực,",
        "title: Lĩnh vực, lowest: -1,",
        "dòng 15, mã 1: lĩnh vực trong thang điểm không có sàn điểm",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_told_by_line_and_code_with_a_remedy(name: str):
    old, new, sentence = FAULTS[name]
    assert TEXT.count(old) == 1
    (told,) = refused(TEXT.replace(old, new))
    assert told.startswith(f"bộ.yaml, {sentence}")
    assert re.search(r"\. (?:Hãy|Với) .+\.$", told)


def test_an_empty_band_is_told_beside_the_gap_it_leaves():
    assert [
        told.partition(". ")[0]
        for told in refused(TEXT.replace("{from: 70, to: 90,", "{from: 90, to: 70,"))
    ] == [
        "bộ.yaml, dòng 19, mã A: mức «từ 90 đến 70» không chứa giá trị nào",
        "bộ.yaml, dòng 18, mã A: có khoảng trống ngay trước mức «trên 90»",
    ]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ("[]", "bộ.yaml, dòng 14"),
        ('[{code: "1", title: L, max: 4, criteria: []}]', "bộ.yaml, dòng 14, mã 1"),
        (
            '[{code: "1", title: L, max: 4, criteria: [{code: "2", title: T, max: 4, components: []}]}]',
            "bộ.yaml, dòng 14, mã 2",
        ),
    ],
)
def test_a_level_without_anything_in_it_is_refused(fields: str, where: str):
    head = TEXT[: TEXT.index("fields:")]
    assert refused(f"{head}fields: {fields}") == [
        f"{where}: danh sách rỗng. Hãy thêm ít nhất một mục hoặc xóa cả nhóm."
    ]


def test_a_negative_maximum_is_told_beside_the_sums_it_spoils():
    found = refused(TEXT.replace("title: Nội dung B, max: 1", "title: Nội dung B, max: -1"))
    assert any("mã B: điểm tối đa -1,00 là số âm" in each for each in found)


def with_block(lowest: str) -> str:
    """The set with a block of bonus points beside the scale."""
    return TEXT + (
        f"\n- {{code: CT, title: Cộng trừ, max: 0.5, lowest: {lowest}, outside_base: true, criteria:"
        " [{code: CT, title: Cộng trừ, max: 0.5, components: [{code: CT1, title: Cộng, max: 0.5,"
        " source: self_assessed, input: {kind: count}, rule: {kind: per_event, start: 0,"
        " each: 0.5}, verified: false, reference: {document: Thử, clause: mục 1}}]}]}"
    )


def test_a_bonus_block_has_its_floor_at_most_at_its_ceiling():
    for lowest in ("-2", "0.5"):
        assert build_set(parse_yaml(with_block(lowest), "bộ.yaml")).fields[1].outside_base
    assert refused(with_block("0.51"))[0].endswith(
        "mã CT: sàn điểm 0,51 cao hơn trần điểm 0,50. Hãy hạ lowest hoặc nâng max."
    )


def test_the_ends_of_what_is_let_through():
    for old, new in (
        ("years: {first: 2023}", "years: {first: 2000, last: 2100}"),
        ("years: {first: 2023}", "years: {first: 2023, last: 2023}"),
        ("places: 2", "places: 0"),
        ("places: 2", "places: 6"),
        ("id: thu", f"id: {'a' * 40}"),
    ):
        assert build_set(parse_yaml(TEXT.replace(old, new), "bộ.yaml"))


def test_all_faults_are_told_at_once_repeated_keys_among_them(tmp_path: Path):
    text = (
        TEXT.replace("places: 2", "places: 9\nplace: 2")
        .replace("{above: 90, points: 2}", "{above: 91, points: 2}")
        .replace("title: Nội dung B, max: 1,", "title: Nội dung B, title: Lại, max: 1,")
        .replace("title: X, points: 1}", "title: X, points: 0.5}")
        .replace("\nmax: 4", "\nmax: 5")
    )
    path = tmp_path / "bo.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_set(path)
    told = {
        problem.where.removeprefix(f"{path}, "): problem.what for problem in caught.value.problems
    }
    assert told == {
        "dòng 22, mã B": "khóa «title» bị lặp lại",
        "dòng 9": "khóa «places» là 9, quá lớn",
        "dòng 10": "khóa «place» không có trong mẫu",
        "dòng 8": "điểm tối đa 5,00 khác tổng các phần bên trong 4,00",
        "dòng 19, mã A": "có khoảng trống ngay trước mức «trên 91»",
        "dòng 23, mã C": "các phần cộng lại được 0,50, khác điểm tối đa 1,00",
    }


def test_a_sound_set_with_one_repeated_key_is_refused_for_that_alone(tmp_path: Path):
    path = tmp_path / "bo.yaml"
    path.write_text(f"{TEXT}\nid: khac\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_set(path)
    assert [each.what for each in caught.value.problems] == ["khóa «id» bị lặp lại"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: &a [x]\nb: *a", "bộ.yaml, dòng 2: tệp dùng bí danh YAML (*)"),
        ("a: [1", "bộ.yaml, dòng 1: tệp không đúng cú pháp YAML"),
        ("? [a, b]\n: c", "bộ.yaml, dòng 1: tệp không đúng cú pháp YAML"),
        ("[" * 41 + "]" * 41, "bộ.yaml, dòng 1: tệp không đúng cú pháp YAML"),
    ],
)
def test_yaml_of_a_kind_that_no_set_needs_is_refused(text: str, sentence: str):
    with pytest.raises(BadInput) as caught:
        parse_yaml(text, "bộ.yaml")
    assert str(caught.value).startswith(sentence)


def test_forty_levels_are_deep_enough_for_anything():
    assert parse_yaml("[" * 40 + "]" * 40, "bộ.yaml").data


def test_a_file_of_comments_or_a_list_is_no_set():
    for text in ("# chưa có gì", "- 1"):
        assert refused(text)[0].startswith("bộ.yaml")
