"""What is wrong with a criteria set is told by file, line and code, all at once."""

from __future__ import annotations

import pytest

from parindex.engine.criteria.loader import build_set
from parindex.engine.reading.yaml import parse_yaml
from parindex.engine.values.problems import BadInput
from tests.engine.rules.test_shapes import ROOT
from tests.engine.scoring.kit import RATE, set_text

BLOCKS = (ROOT / "examples" / "rules" / "06-per-event.yaml").read_text()
YES_NO = ("1.1", 1, "{kind: yes_no}", "kind: pass_fail")
SHARE = ("1.2", 1, RATE, "{kind: proportion, when_none_arose: zero}")


def told(text: str) -> list[str]:
    """Every problem that refuses the set."""
    with pytest.raises(BadInput) as caught:
        build_set(parse_yaml(text, "bộ.yaml"))
    return [str(problem) for problem in caught.value.problems]


def changed(old: str, new: str, text: str = "") -> str:
    """The text with exactly one place changed."""
    text = text or set_text([YES_NO, SHARE])
    assert text.count(old) == 1
    return text.replace(old, new)


def test_sound_sets_are_let_through():
    assert build_set(parse_yaml(set_text([YES_NO, SHARE]), "bộ.yaml")).max == 2
    assert build_set(parse_yaml(BLOCKS, "bộ.yaml")).max == 1


@pytest.mark.parametrize(
    ("level", "where"),
    [
        ("\nmax: 2", "bộ.yaml, dòng 8"),
        ("title: Lĩnh vực, max: 2", "bộ.yaml, dòng 15, mã 1"),
        ("title: Tiêu chí, max: 2", "bộ.yaml, dòng 16, mã 1"),
    ],
)
def test_maxima_add_up_at_every_level(level: str, where: str):
    found = told(changed(level, level.replace("2", "2.5")))
    sentence = (
        f"{where}: điểm tối đa 2,50 khác tổng các phần bên trong 2,00. "
        "Hãy sửa điểm tối đa này hoặc điểm của các phần cho khớp."
    )
    assert sentence in found


@pytest.mark.parametrize("level", ["\nmax: 2", "title: Tiêu chí, max: 2"])
def test_a_missing_maximum_is_one_fault_and_no_sum(level: str):
    # Neither the sum it should equal nor the sum it belongs to can be told then.
    without = changed(level, level.replace("max: 2", "notes: x"))
    assert "thiếu khóa «max»" in "\n".join(told(without))
    assert "khác tổng" not in "\n".join(told(without))


def test_a_bonus_block_may_cap_its_parts_and_not_promise_more():
    block = "title: Cộng điểm sáng kiến\n    max: 1\n    outside_base"
    lower = changed(block, block.replace("1", "0.5"), BLOCKS)
    assert build_set(parse_yaml(lower, "bộ.yaml")).fields[1].max * 2 == 1
    (higher,) = told(changed(block, block.replace("1", "1.5"), BLOCKS))
    assert higher.startswith(
        "bộ.yaml, dòng 35, mã CT: trần điểm 1,50 cao hơn tổng các phần bên trong 1,00."
    )


@pytest.mark.parametrize("nth", [1, 2], ids=["block", "its criterion"])
def test_a_bonus_block_without_a_maximum_is_not_weighed(nth: int):
    parts = BLOCKS.split("Cộng điểm sáng kiến")
    parts[nth] = parts[nth].replace("max: 1", "maxx: 1", 1)
    found = "\n".join(told("Cộng điểm sáng kiến".join(parts)))
    assert "mã CT: thiếu khóa «max»" in found
    assert "cao hơn tổng" not in found


def test_a_code_stands_once_and_a_missing_one_is_only_missing():
    twice = told(changed('code: "1.2"', 'code: "1.1"'))
    assert twice == ["bộ.yaml, dòng 18, mã 1.1: mã «1.1» bị lặp lại. Hãy đặt mỗi mục một mã riêng."]
    none = set_text([YES_NO, SHARE]).replace('code: "1.1", ', "").replace('code: "1.2", ', "")
    assert {each.partition(": ")[2] for each in told(none)} == {
        "thiếu khóa «code». Hãy thêm khóa này."
    }


def test_a_fault_of_form_hides_no_fault_of_a_rule():
    parts = [YES_NO, ("1.2", 1, RATE, "{kind: proportion, floor: 0, when_none_arose: zero}")]
    text = changed("title: Nội dung 1.1", "titel: Nội dung 1.1", set_text(parts))
    found = "\n".join(told(text))
    assert "mã 1.1: khóa «titel» không có trong mẫu" in found
    assert "mã 1.2: mức sàn 0 % nằm ngoài khoảng trên 0 đến 100" in found


def test_bands_without_a_band_are_told_by_line_and_code():
    text = set_text([("1.1", 1, "{kind: count}", "{kind: bands, bands: []}")])
    assert told(text)[0] == "bộ.yaml, dòng 17, mã 1.1: không có mức nào. Hãy ghi ít nhất một mức."


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (
            ("1.1", 1, "{kind: count}", "kind: pass_fail"),
            "quy tắc «pass_fail» không chấm được số liệu loại «count»",
        ),
        (
            ("1.1", 1, RATE, "kind: proportion"),
            "chưa nói mẫu số bằng 0 (không phát sinh) thì được bao nhiêu điểm",
        ),
    ],
)
def test_a_rule_fits_its_input(part: tuple[str, int, str, str], sentence: str):
    assert f"bộ.yaml, dòng 17, mã 1.1: {sentence}" in told(set_text([part]))[0]


MEASURED = "verified: false, measure: {name: đo}, ref"


@pytest.mark.parametrize(
    "part",
    [
        SHARE,
        ("1.1", 1, "{kind: percent}", "kind: proportion"),
        ("1.1", 1, "{kind: count}", "{kind: per_event, start: 1, each: -0.25}"),
    ],
)
def test_what_records_can_count_may_name_a_measure(part: tuple[str, int, str, str]):
    text = changed("verified: false, ref", MEASURED, set_text([part]))
    assert build_set(parse_yaml(text, "bộ.yaml")).components


@pytest.mark.parametrize("part", [YES_NO, ("1.1", 1, "{kind: value}", "kind: published")])
def test_what_they_cannot_may_not(part: tuple[str, int, str, str]):
    text = changed("verified: false, ref", MEASURED, set_text([part]))
    assert "mã 1.1: số đo «đo» không điền được số liệu loại" in told(text)[0]


def test_ratings_cover_the_hundred_percent():
    text = set_text([YES_NO], ratings="[{label: A, from: 90}, {label: B, below: 80, from: 0}]")
    assert "có khoảng trống ngay trước mức «từ 90 trở lên»" in "\n".join(told(text))


def test_the_sets_before_are_named_once_and_by_codes_of_this_set():
    text = set_text([YES_NO, SHARE]) + "\nearlier:\n- {set: cu, codes: {%s: a}}\n- {set: %s}\n"
    sound = build_set(parse_yaml(text % ('"1.1"', "truoc"), "bộ.yaml"))
    assert sound.stood_as("1.1") == {"thu": "1.1", "cu": "a", "truoc": "1.1"}
    assert sound.stood_as("1.2") == {"thu": "1.2", "cu": "1.2", "truoc": "1.2"}
    found = told(text % ('"9.9"', "thu"))
    assert any("không có mã «9.9» để nối với bộ «cu»" in each for each in found)
    assert any("bộ «thu» là chính bộ này hoặc đã nêu rồi" in each for each in found)
