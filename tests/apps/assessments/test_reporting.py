"""The report of a frozen run: the office's plan, its letterhead, its recipients, its targets."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from parindex.apps.access.roles import Role
from parindex.apps.assessments.keeping import REPORTS
from parindex.apps.assessments.models import FrozenRun
from parindex.apps.planning.criteria import current_sets
from parindex.apps.planning.links import link_rows, suggested_links
from parindex.apps.planning.models import Version
from parindex.apps.planning.queries import draft_of, tasks_in
from parindex.apps.planning.services.common import length_of
from parindex.apps.planning.services.drafting import choose_links, load_plan
from parindex.apps.planning.services.issuing import issue
from tests.apps.assessments import kit
from tests.apps.people import World

pytestmark = pytest.mark.django_db

PLAN = Path("examples/ke-hoach-839/ke-hoach-839-KH-VP-2023.txt")


ROOMS = {
    "Phòng Nội chính và Kiểm soát TTHC": "Phòng Đầu tiên",
    "Phòng Nội chính và kiểm soát TTHC": "Phòng Đầu tiên",
    "Trung tâm Thông tin": "Phòng Thứ hai",
    "Phòng Tổng hợp": "Phòng Thứ hai",
}
"""The plan's rooms as the stock world has them."""


def drafted(world: World, folder: Path) -> Version:
    """The plan as it was read, linked to the set as its wording suggests."""
    text = PLAN.read_text("utf-8")
    for theirs, ours in ROOMS.items():
        text = text.replace(theirs, ours)
    file = folder / "ke-hoach.txt"
    file.write_text(text, "utf-8")
    plan = load_plan(file, world.office, by=world.own[Role.COORDINATOR], simulated=True)
    draft = draft_of(plan.pk)
    assert draft is not None
    rows = link_rows(tasks_in(draft), current_sets()[kit.CODE])
    choose_links(draft, suggested_links(rows, kit.CODE), by=world.own[Role.COORDINATOR])
    return draft


def word_of(run: FrozenRun) -> tuple[list[str], list[list[str]]]:
    """The paragraphs of the report, those in tables too, and the rows of its tables."""
    (kept,) = [each for each in run.files if each["name"].endswith(".docx")]
    with REPORTS.opened(kept["sha256"]) as content:
        word = Document(BytesIO(content.read()))
    rows = [
        [cell.text.replace("\u00a0", " ") for cell in row.cells]
        for table in word.tables
        for row in table.rows
    ]
    texts = [each.text for each in word.paragraphs]
    texts += [line for row in rows for cell in row for line in cell.splitlines()]
    return [each.replace("\u00a0", " ") for each in texts], rows


def test_the_plan_reaches_the_report_of_the_frozen_run(world: World, tmp_path: Path) -> None:
    draft = drafted(world, tmp_path)
    issue(draft, by=world.own[Role.COORDINATOR], seen=length_of(draft.plan_id))
    kit.opened(world)
    texts, rows = word_of(kit.frozen(world))
    # As the plan itself says: its office, the first recipient addressed, the others listed.
    assert "UBND TỈNH BÌNH THUẬN" in texts
    assert any(each.startswith("Số:") and each.endswith("/BC-VP") for each in texts)
    assert any(each.startswith("Bình Thuận, ngày") for each in texts)
    assert "Kính gửi:" in " ".join(texts)
    assert "- Lưu: VT, HCTC." in texts
    # Target 2.4: digitising, at least 30 % at the province.
    assert any(row[0].startswith("2.4") and "30 %" in row[2] for row in rows if len(row) > 2)
    # The plan cites 876/QĐ-BNV by a date that the register contradicts.
    assert any("10/01/2022" in row[1] and "10/11/2022" in row[1] for row in rows if len(row) > 1)


def test_a_draft_is_no_plan_and_the_letterhead_is_the_units(world: World, tmp_path: Path) -> None:
    drafted(world, tmp_path)
    kit.opened(world)
    texts, _ = word_of(kit.frozen(world))
    assert "VĂN PHÒNG THỬ" in texts
    assert "TỈNH THỬ" in texts
    assert "Báo cáo này lập không kèm kế hoạch." in texts
