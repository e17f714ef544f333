"""`--inputs` in every documented form: points, trace and JSON worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.kit import PLAN, done, refused
from tests.engine.scoring.kit import RATE, set_text

OPTIONS = """{kind: options, options: [
    {key: som, title: Kịp thời, points: 1},
    {key: muon, title: Không kịp thời, points: 0.5},
    {key: khong, title: Không ban hành, points: 0}]}"""
LEVELS = """{kind: options, options: [
    {key: tot, title: Tốt, points: 1}, {key: kha, title: Khá, points: 0.75}]}"""
GROWTH = """{kind: growth, when_none_arose: zero, bands: [
    {from: 5, points: 1}, {below: 5, points: 0}]}"""
PARTS = """{kind: checklist, parts: [
    {key: a, title: Phần một, points: 0.75}, {key: b, title: Phần hai, points: 0.25}]}"""

SET = set_text(
    [
        ("YES", 1, "{kind: yes_no}", "{kind: pass_fail, when_none_arose: full}"),
        ("OPT", 1, "{kind: option}", OPTIONS),
        ("LVL", 1, "{kind: level, of: DTI}", LEVELS),
        ("CNT", 2, "{kind: count, counted: lần}", "{kind: per_event, start: 2, each: -0.25}"),
        ("RATE", 2, RATE, "{kind: proportion, floor: 95, when_none_arose: not_applicable}"),
        ("PCT", 10, "{kind: percent}", "{kind: proportion}"),
        ("VAL", 3, "{kind: value, measured_in: điểm}", "{kind: published}"),
        ("GROW", 1, "{kind: value, previous: true}", GROWTH),
        ("PART", 1, "{kind: parts}", PARTS),
        ("ZERO", 1, RATE, "{kind: proportion, when_none_arose: zero}"),
    ],
    not_applicable="exclude",
)


@pytest.fixture(scope="module")
def criteria(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bo") / "bo.yaml"
    path.write_text(SET, encoding="utf-8")
    return path


def written(folder: Path, text: str) -> Path:
    path = folder / "so-lieu.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def scored(criteria: object, folder: Path, text: str) -> dict[str, Any]:
    told: dict[str, Any] = done(
        "score", "--criteria", criteria, "--inputs", written(folder, text), "--json"
    ).json
    return told


def component(card: dict[str, Any], code: str) -> dict[str, Any]:
    (found,) = (each for each in card["components"] if each["code"] == code)
    return found


# Code, the answer as written, points, trace, the answer as JSON.
FORMS = [
    ("YES", "{yes: true}", "1", "Đạt ⇒ 1 điểm", {"yes": True}),
    ("YES", "{yes: false}", "0", "Không đạt ⇒ 0 điểm", {"yes": False}),
    ("OPT", "{option: muon}", "0.5", "«Không kịp thời» ⇒ 0,5 điểm", {"option": "muon"}),
    ("LVL", "{level: kha}", "0.75", "«Khá» ⇒ 0,75 điểm", {"level": "kha"}),
    ("CNT", "{count: 3}", "1.25", "2,00 − 3 lần × 0,25 = 1,25 điểm", {"count": 3}),
    ("CNT", "{count: 0}", "2", "2,00 − 0 lần × 0,25 = 2 điểm", {"count": 0}),
    (
        "RATE",
        "{numerator: 11670, denominator: 12000}",
        "1.945",
        "97,25 % (11.670/12.000) ≥ 95 % ⇒ 97,25 % × 2,00 = 1,945 điểm",
        {"numerator": 11670, "denominator": 12000},
    ),
    (
        "RATE",
        "{numerator: 9499996, denominator: 10000000}",
        "0",
        "≈ 94,99996 % (9.499.996/10.000.000) < 95 % ⇒ 0 điểm",
        {"numerator": 9499996, "denominator": 10000000},
    ),
    (
        "PCT",
        "{percent: 91.17}",
        "9.117",
        "91,17 % ⇒ 91,17 % × 10,00 = 9,117 điểm",
        {"percent": "91.17"},
    ),
    ("PCT", "{percent: 100}", "10", "100 % ⇒ 100 % × 10,00 = 10 điểm", {"percent": "100"}),
    ("VAL", "{value: 2.125}", "2.125", "Điểm công bố ⇒ 2,125 điểm", {"value": "2.125"}),
    (
        "GROW",
        "{value: 105, previous: 100}",
        "1",
        "(105 − 100) / 100 = 5 % thuộc mức «từ 5 % trở lên» ⇒ 1 điểm",
        {"value": "105", "previous": "100"},
    ),
    ("GROW", "{value: 1, previous: 0}", "0", "Không phát sinh ⇒ 0 điểm", None),
    (
        "PART",
        "{parts: {a: true, b: false}}",
        "0.75",
        "Đạt 1/2 nội dung: 0,75 = 0,75 điểm; chưa đạt: Phần hai",
        {"parts": {"a": True, "b": False}},
    ),
    ("YES", "{none_arose: true}", "1", "Không phát sinh ⇒ 1 điểm", {"none_arose": True}),
    ("ZERO", "{none_arose: true}", "0", "Không phát sinh ⇒ 0 điểm", {"none_arose": True}),
    ("ZERO", "{numerator: 0, denominator: 0}", "0", "Không phát sinh ⇒ 0 điểm", None),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form[0]} {form[1]}")
def test_every_form_of_an_answer(criteria: Path, tmp_path: Path, form: Any) -> None:
    code, answer, points, trace, told = form
    found = component(scored(criteria, tmp_path, f"{code}: {answer}"), code)
    assert (found["points"], found["trace"]) == (points, trace)
    assert (found["state"], found["origin"]) == ("scored", "declared")
    if told is not None:
        assert found["input"] == told


@pytest.mark.parametrize(
    ("answer", "trace"),
    [
        ("{none_arose: true}", "Không phát sinh ⇒ không áp dụng"),
        ("{numerator: 0, denominator: 0}", "Không phát sinh ⇒ không áp dụng"),
        ("{not_applicable: Đơn vị không có bộ phận này}", None),
    ],
)
def test_not_applicable_leaves_the_total(
    criteria: Path, tmp_path: Path, answer: str, trace: str | None
) -> None:
    card = scored(criteria, tmp_path, f"RATE: {answer}")
    found = component(card, "RATE")
    assert (found["state"], found["points"], found["possible"]) == ("not_applicable", None, "0")
    assert found["trace"] == (trace or "Không áp dụng: Đơn vị không có bộ phận này")
    # 23 points without the 2 of this component; the set excludes and does not rebase.
    assert card["max"] == "21"


def test_missing_zero_none_arose_and_not_applicable_are_four_things(
    criteria: Path, tmp_path: Path
) -> None:
    text = (
        "YES: {yes: false}\nZERO: {none_arose: true}\nRATE: {not_applicable: Lý do}\n"
        "PCT: {evidence: [Báo cáo 1]}\n"
    )
    card = scored(criteria, tmp_path, text)
    told = {each["code"]: (each["state"], each["points"]) for each in card["components"]}
    assert told["YES"] == ("scored", "0")
    assert told["ZERO"] == ("scored", "0")
    assert told["RATE"] == ("not_applicable", None)
    assert told["PCT"] == told["OPT"] == ("missing_input", None)


def test_evidence_and_explanation_go_with_an_answer(tmp_path: Path) -> None:
    text = '"1.1": {yes: true, evidence: [Báo cáo 12/BC-VP], explanation: Đã nộp}\n'
    with_it = component(scored("kh-839-2023", tmp_path, text), "1.1")
    without = component(scored("kh-839-2023", tmp_path, '"1.1": {yes: true}'), "1.1")
    assert with_it["evidence_missing"] == []
    assert without["evidence_missing"] == ["Báo cáo kiểm soát thủ tục hành chính năm"]


def test_several_subjects_with_groups_and_last_year(tmp_path: Path) -> None:
    growth = GROWTH.replace("5", "0")
    text = set_text(
        [("G", 1, "{kind: count}", growth), ("B", 2, "{kind: count}", "{kind: best_of_group}")]
    )
    criteria = tmp_path / "bo.yaml"
    criteria.write_text(
        text.replace("title: Nội dung G,", "title: Nội dung G, applies_to: [xã],"), "utf-8"
    )
    card = scored(
        criteria,
        tmp_path,
        """
        groups: {Xã A: xã, Phường B: phường}
        previous:
          Xã A: {G: {count: 5}}
        subjects:
          Xã A: {G: {count: 4}, B: {count: 40}}
          Phường B: {B: {count: 50}}
        """,
    )
    assert list(card) == ["run", "subjects"]
    first, second = card["subjects"].values()
    assert (first["subject"], second["subject"]) == ("Xã A", "Phường B")
    assert component(first, "G")["trace"].startswith("(4 − 5) / 5 = -20 % thuộc mức «dưới 0 %»")
    assert component(second, "G")["trace"] == "Không áp dụng cho nhóm đơn vị này"
    assert [component(each, "B")["points"] for each in (first, second)] == ["1.6", "2"]


def test_a_lone_subject_has_last_years_answers_without_its_name(
    criteria: Path, tmp_path: Path
) -> None:
    text = "GROW: {value: 210}\nprevious:\n  GROW: {value: 200}\n"
    found = component(scored(criteria, tmp_path, text), "GROW")
    assert found["trace"].startswith("(210 − 200) / 200 = 5 %")


RATES_OF_766 = [
    *("1.1", "1.2", "1.3", "1.4", "2.1", "4.1", "4.2", "4.3"),
    *("5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "6.1", "6.2", "6.3"),
]
"""The codes of qd-766-2022 that take a rate: all but 3.1."""


def test_answers_to_another_set_feed_the_component_that_takes_its_score(tmp_path: Path) -> None:
    # Every code of 766 at full marks but 3.1, which has 6 of its 12: 94 % of 1 point.
    text = "sets:\n  qd-766-2022:\n    '3.1': {value: 6}\n" + "".join(
        f"    '{code}': {{numerator: 7, denominator: 7}}\n" for code in RATES_OF_766
    )
    card = scored("kh-839-2023", tmp_path, text)
    assert card["linked"]["qd-766-2022"]["total"] == "94"
    found = component(card, "1.5c")
    assert (found["points"], found["origin"], found["input"]) == (
        "0.94",
        "linked",
        {"percent": "94"},
    )
    assert found["trace"] == (
        "94 % ⇒ 94 % × 1,00 = 0,94 điểm (bảng điểm qd-766-2022: 94,00/100,00 điểm)"
    )
    over = component(scored("kh-839-2023", tmp_path, text + '"1.5c": {percent: 80}\n'), "1.5c")
    assert (over["points"], over["origin"]) == ("0.8", "declared")
    assert "số khai báo, thay cho số liệu đo được: 94 %" in over["trace"]


def test_each_subject_takes_its_own_score_of_the_other_set(tmp_path: Path) -> None:
    # Of 766 every code of both at full marks but 3.1: 6 of 12 points make 94 %, 9 of 12 make 97 %.
    text = "subjects: {A: {}, B: {}, C: {'1.5c': {percent: 50}}}\nsets:\n  qd-766-2022:\n"
    text += "".join(f"    '{code}': {{numerator: 7, denominator: 7}}\n" for code in RATES_OF_766)
    text += "    subjects: {A: {'3.1': {value: 6}}, B: {'3.1': {value: 9}}}\n"
    cards = scored("kh-839-2023", tmp_path, text)["subjects"]
    found = {name: component(card, "1.5c") for name, card in cards.items()}
    assert {name: each["points"] for name, each in found.items()} == {
        "A": "0.94",
        "B": "0.97",
        "C": "0.5",
    }
    assert found["B"]["trace"].endswith("(bảng điểm qd-766-2022: 97,00/100,00 điểm)")
    assert [card["linked"]["qd-766-2022"]["total"] for card in cards.values()] == ["94", "97", "88"]
    assert found["C"]["origin"] == "declared"


# Each: what is written, and what the one sentence says after the file's name.
BAD = {
    "negative count": ("CNT: {count: -1}", "dòng 1, mã CNT: số đếm -1 là số âm"),
    "numerator above denominator": (
        "\nRATE: {numerator: 101, denominator: 100}",
        "dòng 2, mã RATE: tử số lớn hơn mẫu số (101/100)",
    ),
    "negative pair": (
        "RATE: {numerator: -2, denominator: -1}",
        "dòng 1, mã RATE: số đếm âm trong -2/-1",
    ),
    "percent above 100": ("PCT: {percent: 100.01}", "dòng 1, mã PCT: tỷ lệ 100,01 % vượt 100 %"),
    "negative percent": ("PCT: {percent: -1}", "dòng 1, mã PCT: tỷ lệ -1 % là số âm"),
    "unknown code": ("RATT: {count: 1}", "dòng 1: bộ chỉ số thu không có mã «RATT»"),
    "unknown option": ("OPT: {option: tot}", "dòng 1, mã OPT: không có phương án «tot»"),
    "unknown level": ("LVL: {level: A+}", "dòng 1, mã LVL: không có phương án «A+»"),
    "unknown part": (
        "PART: {parts: {a: true, b: true, c: true}}",
        "dòng 1, mã PART: không có phần «c»",
    ),
    "part left out": ("PART: {parts: {a: true}}", "dòng 1, mã PART: chưa trả lời phần «b»"),
    "part that is no truth": (
        "PART: {parts: {a: 1, b: true}}",
        "dòng 1, mã PART: câu trả lời {parts: {'a': 1, 'b': True}} không đúng mẫu",
    ),
    "points above the maximum": ("VAL: {value: 3.01}", "dòng 1, mã VAL: điểm 3,01 nằm ngoài"),
    "another kind": ("CNT: {yes: true}", "dòng 1, mã CNT: câu trả lời {yes: True} không đúng mẫu"),
    "two kinds at once": (
        "CNT: {count: 1, percent: 2}",
        "dòng 1, mã CNT: câu trả lời {count: 1, percent: 2} không đúng mẫu",
    ),
    "unknown key": ("CNT: {cout: 1}", "dòng 1, mã CNT: câu trả lời {cout: 1} không đúng mẫu"),
    "nothing": ("CNT: {}", "dòng 1, mã CNT: câu trả lời {trống} không đúng mẫu"),
    "null": ("CNT:", "dòng 1, mã CNT: câu trả lời «None» không đúng mẫu"),
    "bare number": ("CNT: 3", "dòng 1, mã CNT: câu trả lời «3» không đúng mẫu"),
    "a fraction of a count": (
        "CNT: {count: 1.5}",
        "dòng 1, mã CNT: câu trả lời {count: 1.5} không đúng mẫu",
    ),
    "a count in words": (
        "CNT: {count: ba}",
        "dòng 1, mã CNT: câu trả lời {count: ba} không đúng mẫu",
    ),
    "truth as number": (
        "CNT: {count: true}",
        "dòng 1, mã CNT: câu trả lời {count: True} không đúng mẫu",
    ),
    "no reason": (
        "CNT: {not_applicable: }",
        "dòng 1, mã CNT: câu trả lời {not_applicable: None} không đúng mẫu",
    ),
    "none arose denied": (
        "ZERO: {none_arose: false}",
        "dòng 1, mã ZERO: câu trả lời {none_arose: False} không đúng mẫu",
    ),
    "none arose where the rule is silent": (
        "CNT: {none_arose: true}",
        "mã CNT: quy tắc không nói «không phát sinh» được bao nhiêu điểm",
    ),
    "evidence that is no list": (
        "YES: {yes: true, evidence: Báo cáo}",
        "dòng 1, mã YES: evidence phải là một danh sách",
    ),
    "not a table": ("- CNT", "dòng 1: phải là các dòng «mã: câu trả lời»"),
    "subjects that are a list": (
        "subjects: [A, B]",
        "dòng 1: phải là các dòng «mã: câu trả lời»",
    ),
    "a subject that is a number": (
        "subjects:\n  Xã A: 3",
        "dòng 2: phải là các dòng «mã: câu trả lời»",
    ),
    "groups that are a list": ("groups: [xã]", "dòng 1: phải là các dòng «mã: câu trả lời»"),
    "a group for nobody": (
        "subjects: {Xã A: {}}\ngroups: {Xã B: xã}",
        "dòng 2: không có đơn vị «Xã B» trong subjects",
    ),
    "last year of nobody": (
        "subjects: {Xã A: {}}\nprevious: {Xã B: {}}",
        "dòng 2: không có đơn vị «Xã B» trong subjects",
    ),
    "another set that nobody asks": (
        "sets:\n  qd-766-2022: {}",
        "dòng 2: bộ chỉ số thu không lấy điểm của bộ «qd-766-2022»",
    ),
    "alias": ("CNT: &a {count: 1}\nYES: *a", "dòng 2: tệp dùng bí danh YAML (*)"),
    "key twice": ("CNT: {count: 1}\nCNT: {count: 2}", "dòng 2: khóa «CNT» bị lặp lại"),
    "no YAML": ("CNT: {count: 1", "dòng 1: tệp không đúng cú pháp YAML"),
    "too large a number": (
        "VAL: {value: 1e99}",
        "dòng 1, mã VAL: câu trả lời {value: 1e99} không đúng mẫu",
    ),
    "not a number": (
        "VAL: {value: .nan}",
        "dòng 1, mã VAL: câu trả lời {value: .nan} không đúng mẫu",
    ),
    "many lines and much text": (
        "CNT: {count: 'mười\n\n\n" + "rất " * 2000 + "dài'}",
        "dòng 1, mã CNT: câu trả lời {count: mười rất rất",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_one_sentence(criteria: Path, tmp_path: Path, name: str) -> None:
    text, sentence = BAD[name]
    path = written(tmp_path, text)
    (told,) = refused("score", "--criteria", criteria, "--inputs", path)
    assert told.startswith(f"{path}, {sentence}")
    assert told.endswith(".")
    assert told.partition(sentence)[2].count(". ") == 1


def test_all_bad_answers_are_told_at_once(criteria: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "CNT: {count: -1}\nXXX: {yes: true}\nPCT: {percent: 101}\n")
    told = refused("score", "--criteria", criteria, "--inputs", path)
    assert [sentence.partition(": ")[0] for sentence in told] == [
        f"{path}, dòng 1, mã CNT",
        f"{path}, dòng 2",
        f"{path}, dòng 3, mã PCT",
    ]


def test_answers_to_another_set_are_of_subjects_of_the_file(tmp_path: Path) -> None:
    text = "subjects: {A1: {}, B1: {}}\nsets:\n  qd-766-2022: {subjects: {A: {'3.1': {value: 9}}}}"
    path = written(tmp_path, text)
    (told,) = refused("score", "--criteria", "kh-839-2023", "--inputs", path)
    assert told.startswith(f"{path}, dòng 3: không có đơn vị «A» trong subjects của tệp")


def test_an_answer_to_another_set_that_its_rule_cannot_use_names_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "sets:\n  qd-766-2022: {'3.1': {none_arose: true}}")
    (told,) = refused("score", "--criteria", "kh-839-2023", "--inputs", path)
    assert told.startswith(f"{path}, mã 3.1: quy tắc không nói «không phát sinh» được bao nhiêu")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "parindex score: chưa có nguồn số liệu. Hãy thêm --store THƯ_MỤC --year NĂM, "),
        (["--store", "kho"], "parindex score: --store và --year phải đi cùng nhau. "),
        (
            ["--year", "2023", "--inputs", "x.yaml"],
            "parindex score: --store và --year phải đi cùng nhau. ",
        ),
        (
            ["--inputs", "x.yaml", "--plan", PLAN],
            "parindex score: --plan chỉ dùng khi lập báo cáo. Hãy thêm --report THƯ_MỤC",
        ),
    ],
)
def test_sources_that_do_not_go_together(options: list[object], sentence: str) -> None:
    (told,) = refused("score", "--criteria", "kh-839-2023", *options)
    assert told.startswith(sentence)
