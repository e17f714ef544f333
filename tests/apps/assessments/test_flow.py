"""The way of an item and of the whole: drafts, two writers, explanations, four eyes, freezing, filing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import answering, finishing
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.assigning import assign, assignment_of
from parindex.apps.assessments.keeping import REPORTS
from parindex.apps.assessments.models import FrozenRun, Item
from parindex.apps.assessments.opening import Responsible
from parindex.apps.assessments.states import AssessmentState, ItemState
from parindex.apps.events.models import Event
from parindex.apps.events.queries import faults, head
from parindex.apps.events.rebuilding import rebuild
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import kit
from tests.apps.people import World, person

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]


def address(code: str, verb: str = "item") -> str:
    return reverse(f"assessments:{verb}", args=[kit.CODE, "VP", kit.CODE, code])


def send(client: Client, code: str, seen: int, act: str = "luu", **fields: str) -> str:
    data = {"seen": seen, "viec": act, **fields}
    answer = client.post(address(code, "write"), data, follow=True)
    return f"{answer.status_code} {answer.content.decode()}"


@pytest.fixture
def round_(world: World) -> None:
    kit.opened(world)


@pytest.mark.usefixtures("round_")
def test_a_draft_keeps_everything_even_where_it_is_no_answer(
    world: World, client_of: Clients
) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    page = send(client, "1.6", 1, tu_so="45", explanation="Đang chờ số liệu")
    assert "Đã lưu bản nháp" in page
    found = kit.item(world, "1.6")
    assert (found.typed, found.raw, found.state) == ({"tu_so": "45"}, None, ItemState.DRAFT)
    page = client.get(address("1.6")).content.decode()
    assert 'value="45"' in page
    assert "Đang chờ số liệu" in page
    events = Event.objects.count()
    send(client, "1.6", found.version, tu_so="45", explanation="Đang chờ số liệu")
    assert Event.objects.count() == events


@pytest.mark.usefixtures("round_")
def test_what_cannot_be_is_not_kept_and_said_in_a_sentence(
    world: World, client_of: Clients
) -> None:
    page = send(client_of(world.own[Role.SPECIALIST]), "1.6", 1, tu_so="45", mau_so="9")
    assert "Tử số lớn hơn mẫu số" in page
    assert kit.item(world, "1.6").state == ItemState.UNTOUCHED


@pytest.mark.usefixtures("round_")
def test_points_come_from_the_server_with_and_without_script(
    world: World, client_of: Clients
) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    typed = {"tu_so": "45", "mau_so": "50"}
    # 45 of 50 is 90 %, of 1,5 points: 1,35.
    part = client.post(address("1.6", "preview"), typed).content.decode()
    assert "<strong>1,35</strong> / 1,50 điểm" in part
    assert "90 % (45/50)" in part
    whole = send(client, "1.6", 1, "xem", **typed)
    assert "<strong>1,35</strong> / 1,50 điểm" in whole
    assert kit.item(world, "1.6").state == ItemState.UNTOUCHED


@pytest.mark.usefixtures("round_")
def test_whoever_decides_on_what_has_moved_on_is_told(world: World, client_of: Clients) -> None:
    """Of two that decide at once the second is answered like this, having found it submitted too."""
    found = kit.item(world, "1.1")
    kit.write(found, {"dap_an": "dat"}, world.own[Role.SPECIALIST], "Đang trình ký")
    answering.submit(kit.item(world, "1.1"), 2, by=kit.actor(world, Role.SPECIALIST))
    client, came_from = client_of(world.own[Role.UNIT_HEAD]), f"http://testserver{address('1.1')}"
    page = client.post(address("1.1", "approve_item"), {"seen": 2}, headers={"Referer": came_from})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Có người vừa sửa nội dung này" in text
    for words in ("Đơn vị đã duyệt", "Chờ đơn vị duyệt"):
        assert words in text
    assert f'href="{address("1.1")}">Mở bản mới nhất' in text
    assert kit.item(world, "1.1").state == ItemState.SUBMITTED


@pytest.mark.usefixtures("round_")
def test_the_second_of_two_writers_is_shown_both_versions(world: World, client_of: Clients) -> None:
    mine, other = world.own[Role.SPECIALIST], world.own[Role.UNIT_HEAD]
    send(client_of(mine), "1.6", 1, tu_so="45", mau_so="50")
    page = send(client_of(other), "1.6", 1, tu_so="44", mau_so="50", explanation="Bản của tôi")
    assert page.startswith("409")
    assert 'value="44"' in page
    assert "<dd>45</dd>" in page
    assert "Bản của tôi" in page
    assert "Người specialist vừa lưu" in page
    assert kit.item(world, "1.6").raw == {"numerator": 45, "denominator": 50}
    now = kit.item(world, "1.6").version
    send(client_of(other), "1.6", now, tu_so="44", mau_so="50")
    assert kit.item(world, "1.6").raw == {"numerator": 44, "denominator": 50}


@pytest.mark.usefixtures("round_")
@pytest.mark.parametrize(
    ("code", "typed", "owed"),
    [
        ("1.6", {"tu_so": "45", "mau_so": "50"}, "thiếu tài liệu kiểm chứng bắt buộc"),
        ("1.1", {}, "chưa có số liệu"),
        ("1.5a.tinh", {"tu_so": "99", "mau_so": "100"}, "số khai báo khác số đo được"),
    ],
)
def test_an_explanation_is_compulsory_where_something_is_owed(
    world: World, client_of: Clients, code: str, typed: dict[str, str], owed: str
) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    page = send(client, code, 1, "trinh", **typed)
    assert page.startswith("422")
    assert owed in page
    assert kit.item(world, code).state != ItemState.SUBMITTED
    seen = kit.item(world, code).version
    page = send(client, code, seen, "trinh", **typed, explanation="Lý do có thật")
    assert "Đã trình mục" in page
    assert kit.item(world, code).state == ItemState.SUBMITTED


@pytest.mark.usefixtures("round_")
def test_what_was_measured_needs_no_declaration(world: World) -> None:
    """97 of 100 on time, from 95 % on the rate itself: 0,97 of 1 point."""
    found = kit.item(world, "1.5a.tinh")
    assert Fraction(found.standing.points) == Fraction(97, 100)
    saved = kit.write(found, {}, world.own[Role.SPECIALIST], "Tài liệu gửi sau")
    answering.submit(
        kit.item(world, "1.5a.tinh"), saved.version, by=kit.actor(world, Role.SPECIALIST)
    )
    assert kit.item(world, "1.5a.tinh").raw is None


@pytest.mark.usefixtures("round_")
def test_four_eyes_and_return_with_reason(world: World) -> None:
    head, clerk = kit.actor(world, Role.UNIT_HEAD), kit.actor(world, Role.SPECIALIST)
    saved = kit.write(kit.item(world, "1.1"), {"dap_an": "dat"}, head.account, "Gửi sau")
    answering.submit(kit.item(world, "1.1"), saved.version, by=clerk)
    found = kit.item(world, "1.1")
    with pytest.raises(BadInput, match="không tự duyệt"):
        answering.approve(found, found.version, by=head)
    with pytest.raises(BadInput, match="chưa nêu lý do"):
        answering.return_(found, found.version, " ", by=head)
    answering.return_(found, found.version, "Thiếu báo cáo quý IV", by=head)
    found = kit.item(world, "1.1")
    assert (found.state, found.returned_for) == (ItemState.RETURNED, "Thiếu báo cáo quý IV")
    saved = kit.write(found, {"dap_an": "khong"}, clerk.account, "Đã sửa")
    answering.submit(kit.item(world, "1.1"), saved.version, by=clerk)
    found = kit.item(world, "1.1")
    other = person("truong-phong-2", Role.UNIT_HEAD, world.room)
    answering.approve(found, found.version, by=Actor.of(other))
    assert kit.item(world, "1.1").approved_by == other


@pytest.mark.usefixtures("round_")
def test_services_ask_who_acts(world: World) -> None:
    """Whatever the routes let through, the services refuse those who may not."""
    found = kit.item(world, "1.1")
    outsider, neighbour = Actor.of(world.outsider), Actor.of(world.neighbour)
    with pytest.raises(PermissionDenied):
        kit.write(found, {"dap_an": "dat"}, world.neighbour)
    with pytest.raises(PermissionDenied):
        answering.comment(found, "Xin chào", by=outsider)
    with pytest.raises(PermissionDenied):
        answering.submit(found, found.version, by=neighbour)
    with pytest.raises(PermissionDenied):
        answering.contribute(found, world.room, "Không phải phòng tôi", by=neighbour)
    for act in (finishing.check, finishing.freeze):
        whole = kit.assessment(world)
        with pytest.raises(PermissionDenied):
            act(whole, whole.version, by=kit.actor(world, Role.SPECIALIST))
    with pytest.raises(PermissionDenied):
        kit.opened(world, code="khac", owner=world.other_office)


@pytest.mark.usefixtures("round_")
def test_contributions_and_the_thread_stand_beside_the_answer(
    world: World, client_of: Clients
) -> None:
    neighbour = client_of(world.neighbour)
    said = {"unit": "VP2", "text": "Phòng Thứ hai cung cấp bảng kê"}
    neighbour.post(address("1.1", "contribute"), said)
    neighbour.post(address("1.1", "comment"), {"text": "Đã gửi bảng kê"})
    page = client_of(world.own[Role.SPECIALIST]).get(address("1.1")).content.decode()
    assert "Phòng Thứ hai cung cấp bảng kê" in page
    assert "Đã gửi bảng kê" in page
    assert "Góp nội dung phối hợp" in page


@pytest.mark.usefixtures("round_")
def test_the_coordinator_assigns_many_at_once(world: World, client_of: Clients) -> None:
    kit.write(kit.item(world, "1.1"), {"dap_an": "dat"}, world.own[Role.SPECIALIST])
    items = [kit.item(world, code) for code in ("1.1", "1.2", "1.5c")]
    where = reverse("assessments:assign", args=[kit.CODE, "VP"])
    seen = assignment_of(kit.assessment(world))
    data = {"items": [each.pk for each in items], "unit": world.other_room.pk, "seen": seen}
    client_of(world.own[Role.COORDINATOR]).post(where, data)
    assert {kit.item(world, each.code).unit for each in items} == {world.other_room}
    assert kit.item(world, "1.1").raw == {"yes": True}
    inner = Item.objects.filter(parent=items[2])
    assert {each.unit_id for each in inner} == {world.other_room.pk}
    assert not kit.item(world, "1.1").contributors.exists()


@pytest.mark.usefixtures("round_")
def test_of_two_who_assign_the_second_is_told(world: World, client_of: Clients) -> None:
    where = reverse("assessments:assign", args=[kit.CODE, "VP"])
    client = client_of(world.own[Role.COORDINATOR])
    seen = assignment_of(kit.assessment(world))
    assert f'value="{seen}"' in client.get(where).content.decode()
    sent = {"items": [kit.item(world, "1.1").pk], "unit": world.other_room.pk, "seen": seen}
    assert client.post(where, sent).status_code == 302
    told = client.post(where, {**sent, "unit": world.room.pk})
    assert "vừa có người giao việc khác với những gì anh/chị thấy" in told.content.decode()
    assert kit.item(world, "1.1").unit == world.other_room
    # What comes back is as things stand now, so that it may be sent again.
    assert f'value="{assignment_of(kit.assessment(world))}"' in told.content.decode()


@pytest.mark.usefixtures("round_")
def test_what_was_submitted_is_returned_before_it_goes_to_another(world: World) -> None:
    clerk, coordinator = world.own[Role.SPECIALIST], kit.actor(world, Role.COORDINATOR)
    found = kit.write(kit.item(world, "1.1"), {"dap_an": "dat"}, clerk, "Giải trình")
    answering.submit(kit.item(world, "1.1"), found.version, by=Actor.of(clerk))
    whole = kit.assessment(world)
    to = Responsible(world.other_room)
    items = [kit.item(world, "1.1"), kit.item(world, "1.2")]
    with pytest.raises(BadInput, match=r"mục 1\.1: đã trình hoặc đã duyệt"):
        assign(whole, items, to, assignment_of(whole), by=coordinator)
    assert kit.item(world, "1.2").unit == world.room


@pytest.mark.usefixtures("round_")
def test_incomplete_is_not_handed_on_and_says_what_is_open(world: World) -> None:
    found = kit.assessment(world)
    with pytest.raises(BadInput, match=r"còn 22 mục đơn vị chưa duyệt: 3a, 3b, 4"):
        finishing.check(found, found.version, by=kit.actor(world, Role.COORDINATOR))


def _files(run: FrozenRun) -> dict[str, bytes]:
    found = {}
    for kept in run.files:
        with REPORTS.opened(kept["sha256"]) as content:
            found[kept["name"].rpartition(".")[2]] = content.read()
    return found


@pytest.mark.usefixtures("round_")
def test_the_whole_way_to_the_signed_report(world: World, client_of: Clients) -> None:
    run = kit.frozen(world)
    whole = kit.assessment(world)
    assert whole.state == AssessmentState.FROZEN
    # The head that is printed is that before the event of freezing, which follows it.
    last = Event.objects.filter(subject=whole.chain).order_by("-seq").first()
    assert last is not None
    assert (last.kind, last.previous) == ("assessments.frozen", run.head)
    files = _files(run)
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(files["pdf"])
    )
    assert run.run in text
    assert run.head in "".join(text.split())
    table_texts = [
        cell.text
        for table in Document(BytesIO(files["docx"])).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert run.head in table_texts
    with pytest.raises(BadInput, match="không sửa được"):
        kit.write(kit.item(world, "1.1"), {"dap_an": "khong"}, world.own[Role.SPECIALIST])

    client = client_of(world.own[Role.COORDINATOR])
    where = reverse("assessments:file", args=[run.pk])

    def file(printed: str, content: bytes) -> str:
        data = {
            "number": "05/BC-VP",
            "issued_on": "2024-01-25",
            "printed": printed,
            "signed": SimpleUploadedFile("ky.pdf", content, "application/pdf"),
        }
        return client.post(where, data, follow=True).content.decode()

    assert "mã lần chấm trên bản ký không phải" in file("ffffffffffff", files["pdf"])
    assert "không in mã lần chấm" in file(run.run, OTHER)
    assert "không phải tệp PDF" in file(run.run, files["docx"])
    assert "Đã ghi số 05/BC-VP" in file(run.run, files["pdf"])
    run.refresh_from_db()
    assert (run.number, run.issued_on) == ("05/BC-VP", date(2024, 1, 25))
    signed = client.get(reverse("assessments:report", args=[run.pk, run.signed["sha256"]]))
    assert b"".join(signed.streaming_content) == files["pdf"]
    assert "attachment" in signed["Content-Disposition"]

    followed = client.post(reverse("assessments:hand_over", args=[run.pk]))
    packed = client.get(f"{followed.url}tep/")
    content = b"".join(packed.streaming_content)
    with ZipFile(BytesIO(content)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert (manifest["run"], manifest["chain"]) == (run.run, run.head)
        assert manifest["number"] == "05/BC-VP"
        for each in manifest["files"]:
            assert sha256(archive.read(each["path"])).hexdigest() == each["sha256"]
        named = {each["path"].rpartition(".")[2] for each in manifest["files"]}
        assert named == {"docx", "pdf", "xlsx", "json", "zip"}
    made = Event.objects.get(kind="assessments.handed_over")
    assert made.happened.sha256 == sha256(content).hexdigest()

    finishing.reopen(
        kit.assessment(world),
        kit.assessment(world).version,
        "Sở Nội vụ yêu cầu bổ sung",
        by=kit.actor(world, Role.LEADER),
    )
    assert kit.assessment(world).state == AssessmentState.COLLECTING
    run.refresh_from_db()
    assert run.superseded
    assert list(faults()) == []
    assert rebuild(lambda differences: True) == []
    assert head(whole.chain) == Event.objects.filter(subject=whole.chain).order_by("-seq")[0].hash


OTHER = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
  /Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
4 0 obj <</Length 44>> stream
BT /F1 12 Tf 72 700 Td (Lan cham khac) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
"""
"""A PDF whose text names no run, as the report of another would."""


@pytest.mark.usefixtures("round_")
def test_what_is_said_while_the_report_is_made_stops_the_approval(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.everything_approved(world)
    found = kit.assessment(world)
    finishing.check(found, found.version, by=kit.actor(world, Role.COORDINATOR))

    def interrupted(*_: object) -> list[object]:
        said = kit.actor(world, Role.SPECIALIST)
        answering.comment(kit.item(world, "1.1"), "Khoan đã, còn sai số liệu", by=said)
        return []

    monkeypatch.setattr(finishing, "report_of", interrupted)
    found = kit.assessment(world)
    with pytest.raises(BadInput, match="vừa được ghi thêm"):
        finishing.freeze(found, found.version, by=kit.actor(world, Role.LEADER))
    assert kit.assessment(world).state == AssessmentState.CHECKED
    assert not FrozenRun.objects.exists()


@pytest.mark.usefixtures("round_")
def test_the_leader_does_not_approve_what_they_made(world: World) -> None:
    leader = world.own[Role.LEADER]
    kit.everything_approved(world)
    Item.objects.filter(code="1.1", parent=None).update(approved_by=leader)
    found = kit.assessment(world)
    finishing.check(found, found.version, by=kit.actor(world, Role.COORDINATOR))
    found = kit.assessment(world)
    with pytest.raises(BadInput, match=r"đã tự làm mục 1\.1"):
        finishing.freeze(found, found.version, by=Actor.of(leader))
    finishing.send_back(found, found.version, "Xem lại 1.1", by=Actor.of(leader))
    assert kit.assessment(world).state == AssessmentState.COLLECTING
