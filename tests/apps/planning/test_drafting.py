"""A plan is loaded in the browser, corrected by people, and nothing that they wrote is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.planning.models import Link, Plan, Task, Version
from parindex.apps.planning.queries import lines_beside, tasks_in
from parindex.apps.planning.services.drafting import remove_task
from tests.apps.people import World
from tests.apps.planning.making import TEXT, issued, load, task_of

Clients = Callable[[Account | None], Client]
EXAMPLE = Path(__file__).parents[3] / "examples" / "ke-hoach-839" / "ke-hoach-839-KH-VP-2023.txt"


@pytest.fixture
def coordinator(world: World, client_of: Clients) -> Client:
    return client_of(world.own[Role.COORDINATOR])


def _send(client: Client, world: World, name: str, content: bytes):
    file = SimpleUploadedFile(name, content)
    data = {"file": file, "unit": str(world.office.pk)}
    return client.post(reverse("planning:load"), data, follow=True)


def _form(task: Task, **changed: object) -> dict[str, object]:
    said = task.said
    return {
        "ref": said.ref,
        "title": said.title,
        "items": "\n".join(said.items),
        "lead": "\n".join(said.lead),
        "coordinating": "\n".join(said.coordinating),
        "period": said.period,
        "first": said.first or "",
        "last": said.last or "",
        "reporting": said.reporting.value,
        "version": task.version,
        **changed,
    }


def _edit(draft: Version, task: Task) -> str:
    return reverse("planning:draft_task", args=[draft.plan_id, task.identity])


def test_the_plan_839_is_read_beside_its_text(world: World, coordinator: Client) -> None:
    answer = _send(coordinator, world, "kh839.txt", EXAMPLE.read_bytes())
    page = answer.content.decode()
    assert Plan.objects.get().number == "839/KH-VP"
    assert Task.objects.count() == 13
    assert "876/QĐ-BNV được viện dẫn với ngày 10/01/2022" in page
    assert "<strong>10/11/2022</strong>" in page
    assert "Mọi dòng của văn bản đều đã được xếp chỗ." in page
    # Two departments in the stock province, neither districts nor communes.
    assert "Các sở, ban, ngành: 2 đơn vị; UBND cấp huyện: 0 đơn vị" in page
    assert "«Trung tâm Thông tin» không có trong danh mục đơn vị ngày 27/02/2023" in page
    task = task_of(Version.objects.get(), "1.5")
    assert '<li id="dong-61" class="of-task">' in page
    assert f'href="#nhiem-vu-{task.identity}">mục 1.5</a>' in page


def test_every_line_says_in_words_what_it_was_taken_for(world: World, tmp_path: Path) -> None:
    for text in (TEXT, EXAMPLE.read_text(encoding="utf-8")):
        draft = load(world, tmp_path, text)
        lines = lines_beside(draft.read, tasks_in(draft))
        assert all(line.part for line in lines)
        assert {line.part for line in lines} & {"nhiệm vụ đã bỏ", "chưa xếp được"} == set()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("ke-hoach.pdf", b"%PDF-1.7", "chưa đọc được tệp .pdf"),
        ("ke-hoach.docx", b"khong phai Word", "không phải tệp Word"),
        ("ke-hoach.txt", "Một lá thư không có nhiệm vụ.".encode(), "không tìm thấy nhiệm vụ nào"),
        ("ke-hoach.txt", b"", "rỗng"),
    ],
)
def test_a_file_that_is_no_plan_is_told_at_the_form(
    world: World, coordinator: Client, name: str, content: bytes, told: str
) -> None:
    answer = _send(coordinator, world, name, content)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert told in page
    assert tempfile.gettempdir() not in page
    assert not Plan.objects.exists()


def test_nobody_loads_a_plan_for_an_office_of_others(world: World, coordinator: Client) -> None:
    file = SimpleUploadedFile("a.txt", TEXT.encode())
    data = {"file": file, "unit": str(world.other_office.pk)}
    answer = coordinator.post(reverse("planning:load"), data)
    assert answer.status_code == 200
    assert not Plan.objects.exists()


def test_a_task_is_corrected(world: World, coordinator: Client, tmp_path: Path) -> None:
    draft = load(world, tmp_path)
    task = task_of(draft, "1")
    sent = _form(task, title="Công khai đủ TTHC", lead="VP2", last="2023-06-30")
    assert coordinator.post(_edit(draft, task), sent).status_code == 302
    said = task_of(draft, "1").said
    assert (said.title, said.last) == ("Công khai đủ TTHC", date(2023, 6, 30))
    assert [party.unit for party in said.parties][:1] == [world.other_room.pk]
    assert said.line == task.said.line


def test_a_unit_that_is_not_known_is_told_at_its_field(
    world: World, coordinator: Client, tmp_path: Path
) -> None:
    draft = load(world, tmp_path)
    task = task_of(draft, "1")
    page = coordinator.post(
        _edit(draft, task), _form(task, lead="Phòng Đầu tienn")
    ).content.decode()
    assert "«Phòng Đầu tienn» không phải tên đơn vị hay nhóm đơn vị đang có hiệu lực" in page
    assert "Có phải là: Phòng Đầu tiên" in page
    assert task_of(draft, "1").version == 1


def test_the_second_of_two_sees_both_versions(
    world: World, coordinator: Client, tmp_path: Path
) -> None:
    draft = load(world, tmp_path)
    task = task_of(draft, "1")
    coordinator.post(_edit(draft, task), _form(task, coordinating="SNV", title="Bản thứ nhất"))
    answer = coordinator.post(_edit(draft, task), _form(task, title="Bản thứ hai"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản thứ nhất" in page
    assert "Bản thứ hai" in page
    assert "Đơn vị phối hợp" in page
    assert task_of(draft, "1").title == "Bản thứ nhất"


def test_the_head_too_is_never_overwritten_unseen(
    world: World, coordinator: Client, tmp_path: Path
) -> None:
    draft = load(world, tmp_path)
    address = reverse("planning:head", args=[draft.plan_id])
    sent = {"title": "Trích yếu một", "as_of": "2023-01-05", "version": 1, "dated": "2023-01-06"}
    assert coordinator.post(address, sent).status_code == 302
    answer = coordinator.post(address, {**sent, "title": "Trích yếu hai"})
    assert answer.status_code == 409
    assert "Trích yếu một" in answer.content.decode()
    assert Version.objects.get().heading.title == "Trích yếu một"


def test_a_task_is_added_where_its_number_belongs(
    world: World, coordinator: Client, tmp_path: Path
) -> None:
    draft = load(world, tmp_path)
    address = reverse("planning:add_task", args=[draft.plan_id])
    for ref in ("1.10", "1.2", "0"):
        sent = {"ref": ref, "title": f"Việc {ref}", "lead": "VP1", "reporting": "at_end"}
        assert coordinator.post(address, sent).status_code == 302
    refs = list(Task.objects.order_by("position").values_list("ref", flat=True))
    assert refs == ["0", "1", "1.2", "1.10", "2"]
    again = coordinator.post(address, {**sent, "ref": "1.2"}).content.decode()
    assert "đã có nhiệm vụ mang số mục 1.2" in again


def test_a_task_is_taken_out(world: World, coordinator: Client, tmp_path: Path) -> None:
    draft = load(world, tmp_path)
    task = task_of(draft, "2")
    address = reverse("planning:remove_task", args=[draft.plan_id, task.identity])
    assert coordinator.post(address, {"version": task.version}).status_code == 302
    assert list(Task.objects.values_list("ref", flat=True)) == ["1"]


def test_services_look_at_the_data_themselves(world: World, tmp_path: Path) -> None:
    draft = load(world, tmp_path)
    for who in (Role.LEADER, Role.SPECIALIST, Role.ADMINISTRATOR):
        with pytest.raises(PermissionDenied):
            remove_task(task_of(draft, "1"), 1, by=world.own[who])


def test_what_is_issued_takes_no_correction(
    world: World, coordinator: Client, tmp_path: Path
) -> None:
    version = issued(world, tmp_path)
    task = task_of(version, "1")
    assert coordinator.post(_edit(version, task), _form(task, title="Khác")).status_code == 404
    assert task_of(version, "1").title == task.title


def test_links_are_suggested_and_chosen(world: World, coordinator: Client) -> None:
    _send(coordinator, world, "kh839.txt", EXAMPLE.read_bytes())
    draft = Version.objects.get()
    address = reverse("planning:links", args=[draft.plan_id]) + "?bo=kh-839-2023"
    page = coordinator.get(address).content.decode()
    assert "giống 100 %: cùng nói về «thủ tục hành chính được ban hành đúng thẩm quyền»" in page
    task = task_of(draft, "1.1")
    sent = {f"ban-{each.identity}": each.version for each in Task.objects.all()}
    sent[f"chon-{task.identity}"] = "1.1"
    sent[f"them-{task.identity}"] = "1.2, 1.3"
    coordinator.post(address, sent)
    assert sorted(Link.objects.values_list("task__ref", "code")) == [
        ("1.1", "1.1"),
        ("1.1", "1.2"),
        ("1.1", "1.3"),
    ]
    wrong = coordinator.post(address, {**sent, f"them-{task.identity}": "1.5a.tin"})
    assert wrong.status_code == 422
    assert "Có phải là: 1.5a.tinh" in wrong.content.decode()


def test_plans_are_found_by_what_the_list_shows(
    world: World, coordinator: Client, tmp_path: Path
) -> None:
    load(world, tmp_path)
    for words in ("ke hoach 12", "Kế hoạch 12/KH-VP", "cai cach 2023", "van phong thu"):
        page = coordinator.get(reverse("planning:plans"), {"tim": words}).content.decode()
        assert "12/KH-VP</a>" in page, words
    page = coordinator.get(reverse("planning:plans"), {"tim": "ke hoach 13"}).content.decode()
    assert "12/KH-VP</a>" not in page
