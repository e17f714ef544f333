"""The example plan as Word documents of three kinds gives the tasks that its text gives."""

import docx
import pytest

from parindex.engine.plans.read import read_plan
from tests.engine.plans import word
from tests.engine.plans.example import EXAMPLE, TASKS

TEXT = EXAMPLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("build", [word.as_paragraphs, word.as_lists, word.as_task_table])
def test_same_tasks_as_the_text(build, tmp_path):
    plan = read_plan(build(TEXT, tmp_path / "ke-hoach.docx"))
    expected = read_plan(EXAMPLE).to_json()
    told = plan.to_json()
    assert [
        (task["ref"], len(task["items"]), task["lead"], task["coordinating"])
        for task in told["tasks"]
    ] == TASKS
    assert told["tasks"] == expected["tasks"]
    for key in set(told) - {"tasks"}:
        assert told[key] == expected[key], key


def test_letterhead_names_the_issuer_before_the_title_does(tmp_path):
    text = TEXT.replace("của Văn phòng Ủy ban nhân dân tỉnh Bình Thuận\n", "\n")
    path = word.as_lists(text, tmp_path / "ke-hoach.docx")
    assert read_plan(path).issuer == "Văn phòng Ủy ban nhân dân tỉnh Bình Thuận"


def test_merged_cells_speak_for_all_the_tasks_they_cover(tmp_path):
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Rà soát năm 2024")
    table = document.add_table(6, 5)
    word.fill(table.rows[0], ["STT", "Nhiệm vụ", "Phân công", "", "Thời gian hoàn thành"])
    word.fill(table.rows[1], ["", "", "Chủ trì", "Phối hợp", ""])
    word.fill(table.rows[2], ["I. Cải cách thể chế", "", "", "", ""])
    word.fill(table.rows[3], ["1", "Rà soát", "Sở Tư pháp", "Các sở", "Quý I"])
    word.fill(table.rows[4], ["2", "Kiểm tra", "", "Sở Nội vụ", "Quý II"])
    word.fill(table.rows[5], ["3", "Báo cáo", "", "như trên", "Quý III"])
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(2, 0).merge(table.cell(2, 4))
    table.cell(3, 2).merge(table.cell(5, 2))
    path = tmp_path / "bang.docx"
    document.save(path)
    plan = read_plan(path)
    assert [(t.ref, t.title, t.lead, t.coordinating) for t in plan.tasks] == [
        ("1", "Rà soát", ("Sở Tư pháp",), ("Các sở",)),
        ("2", "Kiểm tra", ("Sở Tư pháp",), ("Sở Nội vụ",)),
        ("3", "Báo cáo", ("Sở Tư pháp",), ("Sở Nội vụ",)),
    ]
    assert [str(t.period.last) for t in plan.tasks] == ["2024-03-31", "2024-06-30", "2024-09-30"]
    assert plan.tasks[0].group == ("Cải cách thể chế",)
    assert plan.unplaced == ()
