"""Last year's answers and evidence are offered one by one; nothing is filled in by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.assessments import answering
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.happenings import Phases
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.opening import Responsible
from parindex.apps.assessments.queries import assessments_for_pages, items_for_pages
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.services import publish, read_text
from parindex.apps.events.models import Event
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import Document, Use
from parindex.apps.evidence.services import attach, register
from parindex.apps.exchange import carrying
from parindex.apps.exchange.kinds import Kind
from parindex.apps.exchange.models import Decision
from parindex.apps.exchange.offers import Offer, offers_of
from parindex.apps.organizations.models import Succession
from parindex.apps.pages.versions import Conflict
from parindex.engine.values.problems import BadInput
from tests.apps.assessments import kit
from tests.apps.pastyears.making import imported, row
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]

SET = """
id: nam
version: "1"
title: Bộ qua các năm (để thử)
verified: false
legal_basis: []
years: {first: 2022}
unit_group: văn phòng
max: %d
places: 2
round_at: total
rank_on: exact
band_on: exact
not_applicable: rebase
%s
fields:
  - code: "L"
    title: Lĩnh vực
    max: %d
    criteria:
      - code: "T"
        title: Tiêu chí
        max: %d
        components:
"""
COMPONENT = """
          - code: "%s"
            title: Việc %s
            max: 1
            source: self_assessed
            input: {kind: rate, numerator: việc đạt, denominator: việc phải làm}
            rule: {kind: proportion, when_none_arose: full}
            evidence: [{kind: Báo cáo}]
            reference: {document: Mẫu, clause: điểm %s}
            verified: false
"""


def published(*codes: str, earlier: str = "", **changed: str) -> PublishedSet:
    text = SET % (len(codes), earlier, len(codes), len(codes))
    text += "".join(COMPONENT % (code, code, code) for code in codes)
    for old, new in changed.items():
        text = text.replace(f"{old}: nam", f"{old}: {new}")
    return publish(read_text(text, "nam.yaml", "kiểm thử"), by="kiểm thử")


def opened(world: World, criteria: PublishedSet, year: int) -> Assessment:
    phases = Phases(*(date(year + 1, 1, day) for day in (10, 15, 20, 25)))
    codes = kit.set_of(criteria).by_code
    round_ = kit.opened(
        world,
        code=f"dot-{year}",
        criteria=criteria,
        year=year,
        phases=phases,
        responsible=dict.fromkeys(codes, Responsible(world.room)),
    )
    return assessments_for_pages().get(round=round_)


def item(assessment: Assessment, code: str) -> Item:
    return items_for_pages().get(assessment=assessment, code=code)


def document(world: World, title: str, first: date | None, last: date | None) -> Document:
    data = DocumentData(title, proves_from=first, proves_to=last, location="Kho lưu trữ")
    return register(world.room, Holding.ELSEWHERE, data, by="kiểm thử")


@pytest.fixture
def years(world: World) -> tuple[Assessment, Assessment]:
    """Two years of the same set; in the first, 1 was answered, explained and proved."""
    criteria = published("1", "2")
    before = opened(world, criteria, 2022)
    by = world.own[Role.SPECIALIST]
    kit.write(item(before, "1"), {"tu_so": "3", "mau_so": "4"}, by, "Lời năm 2022")
    place = item(before, "1").place
    lasting = document(world, "Quy chế", date(2022, 1, 1), date(2024, 12, 31))
    attach(lasting, place, "Báo cáo", by="kiểm thử")
    attach(
        document(world, "Báo cáo 2022", date(2022, 1, 1), date(2022, 12, 31)), place, by="kiểm thử"
    )
    attach(document(world, "Không ghi ngày", None, None), place, by="kiểm thử")
    return before, opened(world, criteria, 2023)


def offered(world: World, assessment: Assessment) -> dict[str, Offer]:
    """The offers for the specialist of the first room, by their words."""
    actor = kit.actor(world, Role.SPECIALIST)
    return {
        offer.words: offer
        for each in offers_of(assessment, actor.visitor)
        for offer in each.waiting
    }


def test_each_part_is_offered_and_nothing_is_filled_in(
    world: World, years: tuple[Assessment, Assessment]
) -> None:
    _, now = years
    found = offered(world, now)
    assert set(found) == {"75 % (3/4)", "Lời năm 2022", "Quy chế", "Báo cáo 2022", "Không ghi ngày"}
    assert found["Quy chế"].asked == "Báo cáo"
    assert found["Báo cáo 2022"].doubt == (
        "chứng minh từ 01/01/2022 đến 31/12/2022, không thuộc năm 2023"
    )
    assert found["Không ghi ngày"].note == "văn bản chưa ghi thời gian chứng minh"
    assert item(now, "1").raw is None
    assert not Use.objects.filter(place=item(now, "1").place).exists()
    outsider = Actor.of(world.neighbour)
    assert offers_of(now, outsider.visitor) == []


def test_what_is_taken_becomes_a_draft_and_a_new_use(
    world: World, years: tuple[Assessment, Assessment]
) -> None:
    before, now = years
    by = kit.actor(world, Role.SPECIALIST)
    found = offered(world, now)

    def take(words: str) -> None:
        offer, fresh = found[words], item(now, "1")
        carrying.take(fresh, offer.kind, offer.source, fresh.version, by=by)

    take("75 % (3/4)")
    assert item(now, "1").raw == {"numerator": 3, "denominator": 4}
    assert item(now, "1").explanation == ""
    assert item(now, "1").state == "draft"
    assert item(now, "1").standing.points == "3/4"
    take("Lời năm 2022")
    assert item(now, "1").explanation == "Lời năm 2022"
    assert item(now, "1").raw == {"numerator": 3, "denominator": 4}
    take("Quy chế")
    use = Use.objects.get(place=item(now, "1").place)
    assert (use.kind, str(use.document), use.state) == ("Báo cáo", "Quy chế", "pending")
    assert use.attached_by == world.own[Role.SPECIALIST]
    assert Use.objects.filter(document=use.document).count() == 2
    with pytest.raises(BadInput, match="không thuộc năm 2023"):
        take("Báo cáo 2022")
    with pytest.raises(BadInput, match="không còn được đề nghị"):
        take("75 % (3/4)")
    assert set(offered(world, now)) == {"Báo cáo 2022", "Không ghi ngày"}
    assert item(before, "1").explanation == "Lời năm 2022"
    kinds = Event.objects.filter(subject=now.chain).values_list("kind", flat=True)
    assert list(kinds).count("exchange.offer_taken") == 3
    assert rebuild(lambda differences: True) == []


def test_what_is_declined_is_set_aside_and_can_be_looked_at_again(
    world: World, years: tuple[Assessment, Assessment], client_of: Clients
) -> None:
    _, now = years
    client = client_of(world.own[Role.SPECIALIST])
    listed = reverse("exchange:offers", args=["dot-2023", "VP"])
    page = client.get(listed).content.decode()
    assert "Lời năm 2022" in page
    offer = offered(world, now)["Lời năm 2022"]
    sent = {"which": f"explanation {offer.source} 1", "back": "danh-sach"}
    parts = ["dot-2023", "VP", "nam", "1"]
    answer = client.post(reverse("exchange:decline", args=parts), sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, listed)
    assert "Lời năm 2022" not in offered(world, now)
    assert "Đã bỏ qua (1)" in client.get(listed).content.decode()
    assert client.post(reverse("exchange:decline", args=parts), sent).status_code == 422
    own = client.get(reverse("assessments:item", args=parts)).content.decode()
    assert "Nội dung năm trước có thể dùng lại" in own
    assert "Đã bỏ qua (1)" in own
    assert client.post(reverse("exchange:reopen", args=parts), sent).status_code == 302
    assert "Lời năm 2022" in offered(world, now)
    assert not Decision.objects.exists()
    answer = client.post(reverse("exchange:take", args=parts), {**sent, "back": ""})
    assert answer.headers["Location"].endswith("/1/#tu-nam-truoc")
    assert item(now, "1").explanation == "Lời năm 2022"
    assert rebuild(lambda differences: True) == []


@pytest.mark.parametrize("second", ["take", "decline"])
@pytest.mark.parametrize("words", ["75 % (3/4)", "Lời năm 2022", "Quy chế"])
def test_of_two_who_decide_at_once_the_second_is_told(
    world: World,
    years: tuple[Assessment, Assessment],
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    second: str,
) -> None:
    _, now = years
    offer, fresh = offered(world, now)[words], item(now, "1")
    looked = carrying.offers_for

    def late(*asked: Any) -> Any:
        """Another declines between looking and writing."""
        found = looked(*asked)
        monkeypatch.setattr(carrying, "offers_for", looked)
        head = kit.actor(world, Role.UNIT_HEAD)
        carrying.decline(item(now, "1"), offer.kind, offer.source, by=head)
        return found

    monkeypatch.setattr(carrying, "offers_for", late)
    by, which = kit.actor(world, Role.SPECIALIST), (offer.kind, offer.source)
    seen = (fresh.version,) if second == "take" else ()
    with pytest.raises(BadInput, match="không còn được đề nghị"):
        getattr(carrying, second)(fresh, *which, *seen, by=by)
    assert not Decision.objects.get().taken
    assert item(now, "1").raw is None
    assert not Use.objects.filter(place=fresh.place).exists()


def test_nothing_is_taken_over_what_another_wrote_or_by_another(
    world: World, years: tuple[Assessment, Assessment]
) -> None:
    _, now = years
    offer = offered(world, now)["75 % (3/4)"]
    shown = item(now, "1")
    kit.write(shown, {"tu_so": "1", "mau_so": "4"}, world.own[Role.UNIT_HEAD])
    by = kit.actor(world, Role.SPECIALIST)
    with pytest.raises(Conflict):
        carrying.take(shown, offer.kind, offer.source, shown.version, by=by)
    assert item(now, "1").raw == {"numerator": 1, "denominator": 4}
    assert offered(world, now)["75 % (3/4)"].now == "25 % (1/4)"
    with pytest.raises(PermissionDenied):
        carrying.take(shown, offer.kind, offer.source, 2, by=Actor.of(world.neighbour))
    fresh = item(now, "1")
    saved = kit.write(fresh, fresh.typed, by.account, "Lời của năm nay")
    answering.submit(item(now, "1"), saved.version, by=by)
    assert "75 % (3/4)" not in offered(world, now)
    with pytest.raises(BadInput, match="đã trình"):
        carrying.decline(item(now, "1"), offer.kind, offer.source, by=by)


def test_codes_follow_what_the_set_says(world: World) -> None:
    before = opened(world, published("cu.1", "2", id="nam-cu"), 2022)
    by = world.own[Role.SPECIALIST]
    kit.write(item(before, "cu.1"), {"tu_so": "1", "mau_so": "2"}, by)
    kit.write(item(before, "2"), {"tu_so": "2", "mau_so": "2"}, by)
    mapped = 'earlier: [{set: nam-cu, codes: {"1": cu.1}}]'
    now = opened(world, published("1", "2", earlier=mapped), 2023)
    found = {offer.item.code: offer.words for offer in offered(world, now).values()}
    assert found == {"1": "50 % (1/2)", "2": "100 % (2/2)"}


def test_a_set_that_names_none_before_it_is_held_against_the_same_codes(world: World) -> None:
    before = opened(world, published("1", "2", id="nam-cu"), 2022)
    kit.write(item(before, "2"), {"tu_so": "2", "mau_so": "2"}, world.own[Role.SPECIALIST])
    now = opened(world, published("1", "2"), 2023)
    assert {offer.item.code for offer in offered(world, now).values()} == {"2"}


def test_an_explanation_is_offered_to_the_unit_that_wrote_it_or_follows_it(
    world: World, years: tuple[Assessment, Assessment]
) -> None:
    before, now = years
    Item.objects.filter(assessment=before, code="1").update(unit=world.other_room)
    found = offered(world, now)
    assert "Lời năm 2022" not in found
    assert "75 % (3/4)" in found
    Succession.objects.create(
        predecessor=world.other_room, successor=world.room, on=date(2023, 1, 1)
    )
    assert "Lời năm 2022" in offered(world, now)


def test_what_was_imported_is_offered_where_no_round_was_held(
    world: World, client_of: Clients
) -> None:
    criteria = published("1", "2")
    now = opened(world, criteria, 2023)
    cells = row("VP", "1", 0.5, numerator=1, denominator=2, explanation="Lời nhập vào")
    imported(client_of(world.own[Role.COORDINATOR]), world, cells, criteria=criteria)
    found = offered(world, now)
    assert set(found) == {"50 % (1/2)", "Lời nhập vào"}
    assert found["50 % (1/2)"].origin.startswith("nhập từ tệp «nam-truoc.xlsx» ngày")
    assert found["50 % (1/2)"].kind is Kind.FIGURES


def test_a_large_set_asks_no_more(world: World, client_of: Clients) -> None:
    codes = [f"1.{each}" for each in range(90)]
    shown = re.compile(r'<h2><a href="[^"]+/muc/nam/(1\.\d+)/">')
    criteria = published(*codes)
    before = opened(world, criteria, 2022)
    by = world.own[Role.SPECIALIST]
    paper = document(world, "Quy chế", None, None)
    for found in items_for_pages().filter(assessment=before).order_by("order")[:40]:
        kit.write(found, {"tu_so": "3", "mau_so": "4"}, by, "Lời")
        attach(paper, found.place, by="kiểm thử")
    opened(world, criteria, 2023)
    client = client_of(by)
    for address in (
        reverse("exchange:offers", args=["dot-2023", "VP"]),
        reverse("assessments:item", args=["dot-2023", "VP", "nam", "1.1"]),
        reverse("assessments:assessment", args=["dot-2023", "VP"]),
    ):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200
        assert len(asked) <= 25, address
    listed = reverse("exchange:offers", args=["dot-2023", "VP"])
    first, second = (client.get(listed, {"trang": each}).content.decode() for each in (1, 2))
    assert "Mục 1–20 trong 40 mục" in first
    assert shown.findall(first) + shown.findall(second) == codes[:40]
