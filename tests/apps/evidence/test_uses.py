"""One document serves many places; each use is decided by somebody else, with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from parindex.apps.access.roles import Role
from parindex.apps.events.queries import faults, history
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.evidence import services
from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding, State
from parindex.apps.evidence.models import Document, Use
from parindex.apps.evidence.permits import readable
from parindex.apps.evidence.queries import kinds_at, panel, used_in, uses_at
from parindex.apps.organizations.queries import today, visitor_of
from parindex.apps.pages.versions import Conflict
from parindex.engine.values.problems import BadInput
from tests.apps.evidence import making
from tests.apps.evidence.making import KEY
from tests.apps.evidence.places import ASKED, PLACES
from tests.apps.people import World

pytestmark = pytest.mark.django_db
PLAN, REPORT = (asked.kind for asked in ASKED)


def test_one_document_serves_at_many_places_each_once(world: World, tmp_path: Path) -> None:
    clerk = world.own[Role.SPECIALIST]
    use = making.use(world, tmp_path)
    services.attach(use.document, "thu/VP1/2024", by=clerk)
    assert {each.use.place for each in used_in(visitor_of(clerk, today()), use.document)} == {
        KEY,
        "thu/VP1/2024",
    }
    with pytest.raises(BadInput, match="đã được gắn tại 1"):
        services.attach(use.document, KEY, REPORT, by=clerk)
    assert kinds_at([KEY, "thu/VP1/2024"]) == {KEY: {PLAN}, "thu/VP1/2024": {""}}


def test_what_happens_at_a_place_stands_in_its_chain(world: World, tmp_path: Path) -> None:
    use = making.use(world, tmp_path)
    told = history("thu:VP1").get()
    assert told.happened.sha256 == use.document.files.get().sha256
    services.detach(use, by=world.own[Role.SPECIALIST], reason="Nhầm năm")
    assert [event.reason for event in history("thu:VP1")] == ["Nhầm năm", ""]
    assert not Use.objects.exists()
    assert Document.objects.exists()
    assert list(faults()) == []


def test_another_decides_and_a_refusal_says_why(world: World, tmp_path: Path) -> None:
    use, head = making.use(world, tmp_path), world.own[Role.UNIT_HEAD]
    with pytest.raises(BadInput, match="chưa nêu lý do"):
        services.refuse(use, use.version, " ", by=head)
    services.refuse(use, use.version, "Thiếu trang ký", by=head)
    use.refresh_from_db()
    assert (use.state, use.reason, use.judged_by) == (State.REFUSED, "Thiếu trang ký", head)
    assert kinds_at([KEY]) == {}
    services.accept(use, use.version, by=world.own[Role.APPRAISER])
    use.refresh_from_db()
    assert (use.state, use.reason) == (State.ACCEPTED, "")


def test_nobody_decides_about_what_they_attached(world: World, tmp_path: Path) -> None:
    head = world.own[Role.UNIT_HEAD]
    made = making.document(world, tmp_path)
    use = services.attach(made, KEY, PLAN, by=head)
    with pytest.raises(BadInput, match="không tự xem xét"):
        services.accept(use, use.version, by=head)
    with pytest.raises(PermissionDenied):
        services.accept(use, use.version, by=world.own[Role.SPECIALIST])


def test_two_decide_at_once_and_the_second_sees_the_first(world: World, tmp_path: Path) -> None:
    use = making.use(world, tmp_path)
    services.accept(use, use.version, by=world.own[Role.UNIT_HEAD])
    with pytest.raises(Conflict):
        services.refuse(use, use.version, "Chưa đủ", by=world.own[Role.APPRAISER])
    assert Use.objects.get().state == State.ACCEPTED


def test_a_newer_file_takes_over_where_it_is_open(world: World, tmp_path: Path) -> None:
    clerk = world.own[Role.SPECIALIST]
    use = making.use(world, tmp_path)
    closed = services.attach(use.document, "thu/VP1/2022", by=clerk)
    services.accept(use, use.version, by=world.own[Role.UNIT_HEAD])
    PLACES.closed.add("thu/VP1/2022")
    newer = services.add_file(
        use.document, making.incoming(tmp_path, making.docx(), "sua.docx"), by=clerk
    )
    use.refresh_from_db()
    assert (use.file, use.state, newer.seq) == (newer, State.PENDING, 2)
    assert Use.objects.get(pk=closed.pk).file == use.document.files.get(seq=1)


def test_a_closed_place_keeps_its_evidence(world: World, tmp_path: Path) -> None:
    clerk = world.own[Role.SPECIALIST]
    use = making.use(world, tmp_path)
    PLACES.closed.add(KEY)
    with pytest.raises(PermissionDenied):
        services.detach(use, by=clerk)
    with pytest.raises(BadInput, match="đã chốt"):
        services.detach(use, by="hệ thống")
    with pytest.raises(BadInput, match="đã chốt"):
        services.attach(making.document(world, tmp_path), KEY, by="hệ thống")


@pytest.mark.parametrize("who", ["neighbour", "outsider", "idle"])
def test_who_is_of_another_unit_may_nothing(world: World, tmp_path: Path, who: str) -> None:
    stranger = getattr(world, who)
    use = making.use(world, tmp_path)
    other = making.document(world, tmp_path)
    acts = [
        lambda: services.attach(other, KEY, by=stranger),
        lambda: services.detach(use, by=stranger),
        lambda: services.accept(use, use.version, by=stranger),
        lambda: services.describe(other, other.version, DocumentData("Khác"), by=stranger),
        lambda: services.add_file(
            other, making.incoming(tmp_path, making.docx(), "a.docx"), by=stranger
        ),
        lambda: services.register(
            world.room, Holding.LINK, DocumentData("x", location="https://a.vn"), by=stranger
        ),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert panel(visitor_of(stranger, today()), PLACES.find([KEY])[KEY]) is None


def test_a_link_or_a_paper_only_where_the_place_takes_it(world: World) -> None:
    clerk = world.own[Role.SPECIALIST]
    link = services.register(
        world.room,
        Holding.LINK,
        DocumentData("Chuyên mục cải cách hành chính", location="https://vidu.gov.vn/cchc"),
        by=clerk,
    )
    with pytest.raises(BadInput, match="chỉ nhận minh chứng là tệp lưu tại đây"):
        services.attach(link, KEY, by=clerk)
    assert services.attach(link, "thu/VP1/duong-dan", by=clerk).file is None
    for holding, wrong in ((Holding.LINK, "javascript:alert(1)"), (Holding.ELSEWHERE, " ")):
        with pytest.raises(BadInput):
            services.register(world.room, holding, DocumentData("x", location=wrong), by=clerk)


def test_the_panel_tells_what_is_missing(world: World, tmp_path: Path) -> None:
    head = visitor_of(world.own[Role.UNIT_HEAD], today())
    shown = panel(head, PLACES.find([KEY])[KEY])
    assert shown is not None
    assert [group.is_missing for group in shown.groups] == [True, False]
    use = making.use(world, tmp_path)
    shown = panel(head, PLACES.find([KEY])[KEY])
    assert shown is not None
    assert [each.use for each in shown.groups[0].uses] == [use]
    assert not shown.groups[0].is_missing
    assert shown.groups[0].uses[0].may_judge


def test_everything_can_be_replayed(world: World, tmp_path: Path) -> None:
    clerk, head = world.own[Role.SPECIALIST], world.own[Role.UNIT_HEAD]
    use = making.use(world, tmp_path)
    services.accept(use, use.version, by=head, reason="Đúng kỳ")
    services.add_file(use.document, making.incoming(tmp_path, making.docx(), "b.docx"), by=clerk)
    services.describe(use.document, 1, DocumentData("Kế hoạch đã sửa"), by=clerk)
    second = services.attach(making.document(world, tmp_path), KEY, REPORT, by=clerk)
    services.refuse(second, 1, "Sai mẫu", by=head)
    gone = services.attach(making.document(world, tmp_path), KEY, by=clerk)
    services.detach(gone, by=clerk)
    assert rebuild(lambda differences: True) == []
    assert Document.objects.get(pk=use.document.pk).title == "Kế hoạch đã sửa"


def test_uses_of_many_places_are_one_question(
    world: World, tmp_path: Path, django_assert_num_queries: object
) -> None:
    made = making.document(world, tmp_path)
    keys = [f"thu/VP1/{number}" for number in range(30)]
    for key in keys:
        services.attach(made, key, by="hệ thống")
    with django_assert_num_queries(1):
        assert len(uses_at(keys)) == 30
    PLACES.asked = 0
    assert len(used_in(visitor_of(world.own[Role.LEADER], today()), made)) == 30
    assert PLACES.asked == 1


def test_what_was_registered_by_mistake_is_withdrawn(world: World, tmp_path: Path) -> None:
    clerk, content = world.own[Role.SPECIALIST], making.pdf("nham")
    use = services.attach(making.document(world, tmp_path, content), KEY, by=clerk)
    document = use.document
    with pytest.raises(BadInput, match="đang là minh chứng ở 1 nơi"):
        services.withdraw(document, 1, "Nhầm tệp", by=clerk)
    services.detach(use, by=clerk)
    with pytest.raises(BadInput, match="chưa nêu lý do rút"):
        services.withdraw(document, 1, " ", by=clerk)
    with pytest.raises(PermissionDenied):
        services.withdraw(document, 1, "Nhầm tệp", by=world.neighbour)
    services.withdraw(document, 1, "Nhầm tệp", by=clerk)
    document.refresh_from_db()
    assert document not in readable(visitor_of(clerk, today()))
    assert history(services.subject_of(document))[0].reason == "Nhầm tệp"
    for act in (
        lambda: services.attach(document, KEY, by=clerk),
        lambda: services.describe(document, 2, DocumentData("Khác"), by=clerk),
        lambda: services.add_file(document, making.incoming(tmp_path, making.docx()), by=clerk),
    ):
        with pytest.raises(BadInput, match="văn bản đã rút"):
            act()
    assert making.document(world, tmp_path, content).files.get().sha256
    assert rebuild(lambda differences: True) == []


def test_a_whole_province_of_places_is_asked_about(world: World, tmp_path: Path) -> None:
    keys = [KEY, *(f"thu/VP1/{number}" for number in range(40_000))]
    use = making.use(world, tmp_path)
    assert uses_at(keys) == {KEY: [use]}
    assert kinds_at(keys) == {KEY: {PLAN}}
