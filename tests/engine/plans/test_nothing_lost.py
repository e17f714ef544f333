"""Whatever stands in a plan is placed or listed as unplaced; no text disappears."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.engine.plans.read import plan_from, read_plan
from parindex.engine.reading.text import read_text
from parindex.engine.reference.documents import known_documents
from parindex.engine.values.problems import BadInput
from tests.engine.plans import samples, word
from tests.engine.plans.example import EXAMPLE

TEXTS = {
    "example": EXAMPLE.read_text(encoding="utf-8"),
    "letterhead": samples.LETTERHEAD_PLAN,
    "table": samples.TABLE_PLAN,
    "numbered": samples.NUMBERED_PLAN,
}
# What may be recognised without being content: everything else must come out in the JSON.
FRAME = {"heading", "frame", "letterhead", "table heading", "enacting clause", "annex"}

words = st.lists(
    st.sampled_from(
        [
            "quả",
            "dưa",
            "bàn",
            "ghế",
            "17",
            "con",
            "mèo",
            "leo",
            "cây",
            "cau",
            "hỏi",
            "thăm",
            "nắng",
            "mưa",
        ]
    ),
    min_size=1,
    max_size=25,
)
shapes = st.sampled_from(
    [
        "{}",
        "{}.",
        "{}:",
        "- {}",
        "-{};",
        "+ {}",
        "a) {}",
        "({})",
        "Xin {}",
        "Thời gian: {}",
        "Đơn vị chủ trì: {}",
        "(Chủ trì: {})",
        "Làm. Phối hợp: {}.",
        "1.1.\n{}",
        "Sản phẩm: {}",
        "Các {}",
        "Căn cứ {}",
        "**{}**",
        "\t{}\t{}",
        "Có 5% {}",
    ]
)


def read(text, tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(text, encoding="utf-8")
    return read_text(path)


def bare(text):
    """Letters and digits only: blanks, stars and bars are how a text is drawn."""
    return re.sub(r"[\W_]+", "", text)


def assert_complete(lines, plan):
    written: dict[int, str] = {}
    for line in lines:
        written[line.number] = written.get(line.number, "") + bare(line.text)
    accounted: dict[int, str] = {}
    for reading in plan.readings:
        accounted[reading.line] = accounted.get(reading.line, "") + bare(reading.text)
    assert {n: text for n, text in accounted.items() if text} == {
        n: text for n, text in written.items() if text
    }


@pytest.mark.parametrize("name", TEXTS)
def test_every_letter_is_accounted_for(name, tmp_path):
    lines = read(TEXTS[name], tmp_path)
    assert_complete(lines, plan_from(lines, known_documents()))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(TEXTS)), shape=shapes, said=words)
def test_a_foreign_line_turns_up_somewhere(data, name, shape, said, tmp_path_factory):
    rows = TEXTS[name].splitlines()
    at = data.draw(st.integers(0, len(rows)), label="line")
    marker = "zq" + " ".join(said)
    gap = data.draw(st.sampled_from([[], [""]]), label="blank line around")
    rows[at:at] = [*gap, shape.replace("{}", marker), *gap]
    lines = read("\n".join(rows), tmp_path_factory.mktemp("plan"))
    plan = plan_from(lines, known_documents())
    assert_complete(lines, plan)
    assert bare(marker) in bare(json.dumps(plan.to_json(), ensure_ascii=False))


SOUP = st.text(
    st.sampled_from(list("  \t\n\n..::;;,-*_|()/%0123456789aAđĐbIVX"))
    | st.characters(codec="utf-8"),
    max_size=80,
)
PHRASES = st.sampled_from(
    [
        "KẾ HOẠCH",
        "I. MỤC TIÊU",
        "II. NHIỆM VỤ",
        "1. ",
        "1.1.",
        "a)",
        "- ",
        "Đơn vị chủ trì:",
        "Thời gian: Quý I",
        "| TT | Nội dung | Chủ trì |",
        "| 1 | Rà soát | Sở A |",
        "Nơi nhận:",
        "KT. GIÁM ĐỐC",
        "PHỤ LỤC",
        "Căn cứ ",
        "Kính gửi:",
        "Số: 1/KH-SNV",
        "đạt từ 80% - 100% (trừ ",
        "PHẦN I",
    ]
)


@settings(max_examples=200, deadline=None)
@given(parts=st.lists(st.tuples(PHRASES | SOUP, st.sampled_from(["", " ", "\n", "\n\n"]))))
def test_any_text_at_all_is_accounted_for(parts, tmp_path_factory):
    text = "x\n" + "".join(part + end for part, end in parts)
    try:
        lines = read(text, tmp_path_factory.mktemp("plan"))
    except BadInput:
        return
    assert_complete(lines, plan_from(lines, known_documents()))


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_placed_outside_the_frame_comes_out(name, tmp_path):
    lines = read(TEXTS[name], tmp_path)
    plan = plan_from(lines, known_documents())
    told = set(re.findall(r"\w+", json.dumps(plan.to_json(), ensure_ascii=False)))
    # Marks, labels and the words between units are understood, not kept.
    labels = re.compile(r"^\W*(?:\d[\d.]*|[a-zđ]\)|[^:]{0,40}:)\s*|\bvà các\b|^nt$")
    content = [r for r in plan.readings if r.part is not None and r.part not in FRAME]
    assert len(content) > 10
    for reading in content:
        if reading.part.startswith(("task", "objectives", "requirements", "duties", "bases")):
            assert set(re.findall(r"\w+", labels.sub("", reading.text))) <= told, reading


def test_word_paragraphs_are_accounted_for_too(tmp_path):
    path = word.as_lists(TEXTS["example"], tmp_path / "ke-hoach.docx")
    assert {reading.part for reading in read_plan(path).readings} >= {"letterhead", "signer"}
    assert read_plan(path).unplaced == ()


def test_the_list_names_line_and_text(tmp_path):
    lines = read("Lời lạ ở đầu\n\n" + TEXTS["numbered"], tmp_path)
    told = plan_from(lines, known_documents()).to_json()
    assert told["unplaced"] == [{"line": 1, "text": "Lời lạ ở đầu"}]
