"""What other agencies said is printed in the official report of the frozen run."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument

from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.keeping import REPORTS
from parindex.apps.assessments.models import FrozenRun
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.feedback import answering, asking
from parindex.apps.feedback.models import Consultation
from tests.apps.assessments import kit as rounds
from tests.apps.feedback import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db


def _word(run: FrozenRun) -> WordDocument:
    (kept,) = [each for each in run.files if each["name"].endswith(".docx")]
    with REPORTS.opened(kept["sha256"]) as content:
        return Document(BytesIO(content.read()))


def _text(word: WordDocument) -> str:
    return "\n".join(each.text for each in word.paragraphs).replace("\u00a0", " ")


def _rows(word: WordDocument) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]


def test_the_report_of_a_frozen_run_counts_and_quotes(world: World) -> None:
    rounds.opened(world)
    called = kit.called(world)
    answering.give(
        kit.invitation(called, "Phòng ngoài"),
        kit.said(world, m12="Công bố còn chậm"),
        0,
        by=Actor.of(world.outsider),
    )
    asking.close(called, by=kit.coordinator(world))
    run = rounds.frozen(world)
    word = _word(run)
    text = _text(word)
    assert "V. Ý KIẾN CỦA CƠ QUAN, TỔ CHỨC KHÁC" in text
    assert "Mời 2 cơ quan, tổ chức góp ý, 1 cơ quan, tổ chức đã góp ý" in text
    rows = _rows(word)
    assert ["1.2", "Phòng ngoài", "Công bố còn chậm"] in rows
    assert [row[3:] for row in rows if row[0] == "1.1" and row[2].startswith("Việc nêu")] == [
        ["1", "0", "0"]
    ]
    assert not Consultation.objects.get().is_open
    assert rebuild(lambda differences: True) == []


def test_unnamed_answers_end_with_the_approval_and_are_counted_in_its_report(world: World) -> None:
    rounds.opened(world)
    names = tuple(f"Hội {each}" for each in "ABC")
    called = kit.called(world, named=False, units=(), partners=names)
    for name in names:
        asking.issue_link(kit.invitation(called, name), by=kit.coordinator(world))
        both = kit.said(world, m11=f"Ý {name[-1].lower()}")
        if name == "Hội C":
            del both[rounds.item(world, "1.2").pk]
        answering.give_by_link(kit.invitation(called, name), both)
    word = _word(rounds.frozen(world))
    assert ["3", "0", "0"] in [row[3:] for row in _rows(word) if row[0] == "1.1"]
    assert {row[2] for row in _rows(word) if row[1] == "Không nêu tên"} == {"Ý a", "Ý b", "Ý c"}
    # Two answers on 1.2 are too few to tell.
    assert "mà không lộ người góp ý: 1.2." in _text(word)
