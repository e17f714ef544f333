"""Issued versions never change; amendments make new ones, and progress goes with the task."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.acknowledgements.models import Confirmation, Notice
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.planning.choices import ProgressState, Reporting
from parindex.apps.planning.contents import LinkData
from parindex.apps.planning.differences import changes_between
from parindex.apps.planning.documents import content_of
from parindex.apps.planning.models import Plan, Progress, Version
from parindex.apps.planning.queries import draft_of, version_of
from parindex.apps.planning.services.common import length_of
from parindex.apps.planning.services.drafting import (
    begin_amendment,
    choose_links,
    correct_task,
    drop_draft,
    remove_task,
)
from parindex.apps.planning.services.issuing import issue
from parindex.apps.planning.services.reporting import Said, report_progress
from parindex.engine.plans.read import read_plan
from parindex.engine.values.problems import BadInput
from tests.apps.people import World
from tests.apps.planning.making import TEXT, amending, issued, load, task_of

Clients = Callable[[Account | None], Client]


def _words(version: Version) -> list[str]:
    """The lines of the version as a Word file, as another library reads them."""
    document = Document(BytesIO(content_of(version, "docx")))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [line.text for part in (document, *cells) for line in part.paragraphs if line.text]


def _issue(world: World, draft: Version, who: Role = Role.COORDINATOR) -> Version:
    issue(draft, by=world.own[who], seen=length_of(draft.plan_id))
    return Version.objects.select_related("plan__unit").get(pk=draft.pk)


def test_issuing_freezes_hashes_and_asks_every_unit_concerned(world: World, tmp_path: Path) -> None:
    version = issued(world, tmp_path)
    assert (version.state, version.number, len(version.content_hash)) == ("issued", 1, 64)
    # The room leads 1 and, with the other room, 2; both departments coordinate 1.
    asked = set(Confirmation.objects.values_list("unit__code", flat=True))
    assert asked == {"VP", "SNV", "VP1", "VP2"}
    assert Notice.objects.get().title == "Kế hoạch số 12/KH-VP: Cải cách hành chính năm 2023"


def test_the_leader_issues_too_and_nobody_else(world: World, tmp_path: Path) -> None:
    draft = load(world, tmp_path)
    for role in (Role.UNIT_HEAD, Role.SPECIALIST, Role.ADMINISTRATOR, Role.VIEWER):
        with pytest.raises(PermissionDenied):
            _issue(world, draft, role)
    assert _issue(world, draft, Role.LEADER).issued_by == "Người leader"


def test_the_hash_is_of_the_content_alone(world: World, tmp_path: Path) -> None:
    version = issued(world, tmp_path)
    again = amending(world, tmp_path)
    same = _issue(world, again)
    assert same.content_hash == version.content_hash


def test_the_hash_is_another_where_the_content_is(world: World, tmp_path: Path) -> None:
    version = issued(world, tmp_path)
    draft = amending(world, tmp_path)
    task = task_of(draft, "1")
    changed = replace(task.said, reporting=Reporting.MONTHLY)
    correct_task(draft, 1, changed, by=world.own[Role.COORDINATOR])
    assert _issue(world, draft).content_hash != version.content_hash


def test_everything_that_stands_in_the_way_is_told_at_once(world: World, tmp_path: Path) -> None:
    text = TEXT.replace("Số: 12/KH-VP\n", "").replace("Phòng Đầu tiên", "Phòng Không có")
    draft = load(world, tmp_path, text)
    with pytest.raises(BadInput) as caught:
        _issue(world, draft)
    told = {(each.where, each.what) for each in caught.value.problems}
    assert ("phần đầu", "chưa ghi số của kế hoạch") in told
    assert ("mục 1", "chưa rõ đơn vị chủ trì") in told
    assert Plan.objects.get().issued == 0
    assert not Notice.objects.exists()


def test_two_tasks_of_one_number_can_be_linked_but_not_issued(world: World, tmp_path: Path) -> None:
    draft = load(world, tmp_path, TEXT.replace("2. Số hóa", "1. Số hóa"))
    tasks = list(draft.tasks.all())
    assert [task.ref for task in tasks] == ["II.1", "II.1"]
    links = (LinkData("kh-839-2023", "1.5", "thử"),)
    coordinator = world.own[Role.COORDINATOR]
    assert choose_links(draft, [(t, t.version, links) for t in tasks], by=coordinator) == 2
    with pytest.raises(BadInput) as caught:
        _issue(world, draft)
    told = {(each.where, each.what) for each in caught.value.problems}
    assert told == {("mục II.1", "có 2 nhiệm vụ cùng mang số mục này")}


def test_what_changed_since_it_was_looked_at_is_not_issued(world: World, tmp_path: Path) -> None:
    draft = load(world, tmp_path)
    seen = length_of(draft.plan_id)
    remove_task(task_of(draft, "2"), 1, by=world.own[Role.COORDINATOR])
    with pytest.raises(BadInput, match="có người vừa thay đổi"):
        issue(draft, by=world.own[Role.COORDINATOR], seen=seen)
    assert Version.objects.get().is_draft


def test_an_amendment_leaves_the_version_in_force_as_it_is(world: World, tmp_path: Path) -> None:
    version = issued(world, tmp_path)
    before = _words(version)
    draft = amending(world, tmp_path)
    task = task_of(draft, "1")
    changed = replace(task.said, title="Công khai mọi TTHC")
    correct_task(draft, 1, changed, by=world.own[Role.COORDINATOR])
    assert task_of(version, "1").title == "Công khai thủ tục hành chính"
    assert Plan.objects.get().issued == 1
    assert _words(version) == before
    assert [line for line in _words(draft) if line not in before] == [
        "DỰ THẢO",
        "1. Công khai mọi TTHC",
    ]


def test_progress_goes_with_the_task_into_the_next_version(world: World, tmp_path: Path) -> None:
    version = issued(world, tmp_path)
    said = Said(ProgressState.UNDER_WAY, 40, "Đã rà soát", date(2023, 3, 31))
    report_progress(task_of(version, "1"), world.room, said, by=world.own[Role.SPECIALIST])
    draft = amending(world, tmp_path)
    correct_task(
        draft, 1, replace(task_of(draft, "1").said, title="Tên mới"), by=world.own[Role.COORDINATOR]
    )
    _issue(world, draft)
    kept = Progress.objects.get()
    assert (kept.identity, kept.percent) == (task_of(draft, "1").identity, 40)
    assert task_of(draft, "1").title == "Tên mới"


def test_what_differs_is_told_task_by_task(world: World, tmp_path: Path) -> None:
    version = issued(world, tmp_path)
    draft = amending(world, tmp_path)
    by = world.own[Role.COORDINATOR]
    correct_task(draft, 1, replace(task_of(draft, "1").said, title="Tên mới"), by=by)
    remove_task(task_of(draft, "2"), 1, by=by)
    changes = changes_between(version, _issue(world, draft))
    assert [(each.ref, each.kind) for each in changes.tasks] == [("1", "sửa"), ("2", "bỏ")]
    (field,) = changes.tasks[0].fields
    assert (field.label, field.mine, field.current) == (
        "Nhiệm vụ",
        "Công khai thủ tục hành chính",
        "Tên mới",
    )


def test_a_new_version_asks_again_and_the_old_notice_asks_no_more(
    world: World, tmp_path: Path, client_of: Clients
) -> None:
    issued(world, tmp_path)
    _issue(world, amending(world, tmp_path))
    assert list(Notice.objects.order_by("asked_at").values_list("is_current", flat=True)) == [
        False,
        True,
    ]
    home = client_of(world.own[Role.UNIT_HEAD]).get("/").content.decode()
    assert home.count("Xác nhận quán triệt") == 1


def test_only_one_draft_at_a_time(world: World, tmp_path: Path) -> None:
    draft = amending(world, tmp_path)
    by, seen = world.own[Role.COORDINATOR], length_of(draft.plan_id)
    with pytest.raises(BadInput, match="đang có một dự thảo"):
        begin_amendment(draft.plan, by=by, reason="Nữa", seen=seen)


def test_a_dropped_draft_leaves_what_is_in_force(world: World, tmp_path: Path) -> None:
    draft = amending(world, tmp_path)
    by = world.own[Role.COORDINATOR]
    drop_draft(draft, by=by, reason="Không cần", seen=length_of(draft.plan_id))
    assert draft_of(draft.plan_id) is None
    assert Plan.objects.get().issued == 1
    assert rebuild(lambda differences: False) == []


def test_a_plan_never_issued_goes_with_its_draft(world: World, tmp_path: Path) -> None:
    draft = load(world, tmp_path)
    by = world.own[Role.COORDINATOR]
    drop_draft(draft, by=by, reason="Nạp nhầm", seen=length_of(draft.plan_id))
    assert not Plan.objects.exists()
    assert rebuild(lambda differences: False) == []


def test_the_whole_story_comes_out_of_the_events_again(world: World, tmp_path: Path) -> None:
    version = issued(world, tmp_path)
    by = world.own[Role.COORDINATOR]
    said = Said(ProgressState.DONE, 100, "Xong", date(2023, 3, 31), date(2023, 3, 31))
    report_progress(task_of(version, "1"), world.room, said, by=world.own[Role.UNIT_HEAD])
    draft = amending(world, tmp_path)
    correct_task(draft, 1, replace(task_of(draft, "1").said, title="Tên mới"), by=by)
    remove_task(task_of(draft, "2"), 1, by=by)
    _issue(world, draft)
    assert rebuild(lambda differences: True) == []


def test_the_document_of_a_version_reads_as_what_was_issued(world: World, tmp_path: Path) -> None:
    version = issued(world, tmp_path)
    path = tmp_path / "lai.docx"
    path.write_bytes(content_of(version, "docx"))
    plan = read_plan(path)
    assert (plan.number, plan.symbol, plan.date) == ("12", "KH-VP", date(2023, 1, 5))
    assert [task.ref for task in plan.tasks] == ["1", "2"]
    assert plan.tasks[1].lead == ("Các phòng thuộc Văn phòng",)
    assert content_of(version, "pdf").startswith(b"%PDF")


def test_units_that_have_nothing_to_do_with_it_do_not_know_of_it(
    world: World, tmp_path: Path, client_of: Clients
) -> None:
    text = TEXT.replace("Phối hợp thực hiện: Các sở, ngành, địa phương.\n", "")
    version = issued(world, tmp_path, text)
    address = reverse("planning:plan", args=[version.plan_id])
    outsider, neighbour = client_of(world.outsider), client_of(world.neighbour)
    assert outsider.get(address).status_code == 404
    assert "12/KH-VP" not in outsider.get(reverse("planning:plans")).content.decode()
    assert neighbour.get(address).status_code == 200
    assert "12/KH-VP" in neighbour.get(reverse("planning:plans")).content.decode()


def test_the_list_of_plans_and_the_rule_of_their_pages_agree(
    world: World, tmp_path: Path, client_of: Clients
) -> None:
    load(world, tmp_path)
    plan = Plan.objects.get()
    for account in (*world.own.values(), world.neighbour, world.outsider):
        client = client_of(account)
        listed = "12/KH-VP" in client.get(reverse("planning:plans")).content.decode()
        opened = client.get(reverse("planning:plan", args=[plan.pk])).status_code
        assert (opened == 302) == listed, account


def test_a_version_that_is_not_there(world: World, tmp_path: Path, client_of: Clients) -> None:
    version = issued(world, tmp_path)
    client = client_of(world.own[Role.VIEWER])
    for named, form in (("2", "docx"), ("du-thao", "docx"), ("1", "xlsx"), ("x", "pdf")):
        address = reverse("planning:document", args=[version.plan_id, named, form])
        assert client.get(address).status_code == 404
    differences = reverse("planning:differences", args=[version.plan_id])
    assert client.get(differences + "?tu=7&den=1").status_code == 404
    assert version_of(version.plan, 7) is None


def test_an_amended_document_is_read_and_its_tasks_are_known_again(
    world: World, tmp_path: Path, client_of: Clients
) -> None:
    version = issued(world, tmp_path)
    said = Said(ProgressState.UNDER_WAY, 40, "Đã rà soát", date(2023, 3, 31))
    report_progress(task_of(version, "1"), world.room, said, by=world.own[Role.SPECIALIST])
    new = TEXT.replace("tối thiểu 30%", "tối thiểu 50%").replace(
        "1. Công khai thủ tục hành chính\n",
        "1. Tập huấn cho công chức\n\nĐơn vị thực hiện: Phòng Thứ hai.\n\n"
        "2. Công khai thủ tục hành chính\n",
    )
    new = new.replace("2. Số hóa", "3. Số hóa")
    file = SimpleUploadedFile("ke-hoach-moi.txt", new.encode())
    address = reverse("planning:amend", args=[version.plan_id])
    sent = {"reason": "Nâng chỉ tiêu", "seen": length_of(version.plan_id), "file": file}
    client = client_of(world.own[Role.COORDINATOR])
    page = client.post(address, sent, follow=True).content.decode()
    draft = draft_of(version.plan_id)
    assert draft is not None
    assert page.count('<span class="tag good">mới</span>') == 1
    assert "ke-hoach-moi.txt" in page
    assert task_of(draft, "2").identity == task_of(version, "1").identity
    assert task_of(draft, "3").identity == task_of(version, "2").identity
    _issue(world, draft)
    assert Progress.objects.get().identity == task_of(draft, "2").identity
    assert rebuild(lambda differences: False) == []
