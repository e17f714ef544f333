"""Publishing: what was published stays as it was; what is wrong is told at once, with lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import linked_set, set_of, valid_in
from parindex.apps.criteria.services import publish, read_library, read_text, read_upload
from parindex.apps.events.rebuilding import rebuild
from parindex.engine.criteria.library import find_set, library_text
from parindex.engine.values.problems import BadInput
from tests.apps.downloads import rows_of
from tests.apps.people import World

pytestmark = pytest.mark.django_db

Clients = Callable[[Account | None], Client]
TEXT = library_text("kh-839-2023")


def upload(client: Client, text: str, name: str = "bo.yaml") -> str:
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("criteria:publish"), {"file": file}, follow=True).content.decode()


def test_a_published_set_is_the_set_of_the_library(world: World) -> None:
    assert set_of(world.criteria) == find_set("kh-839-2023")
    assert world.criteria.content_hash == find_set("kh-839-2023").content_hash
    assert (world.criteria.first_year, world.criteria.last_year) == (2023, 2023)
    assert rebuild(lambda differences: True) == []


def test_another_edition_is_published_from_a_file_and_says_by_whom(
    world: World, client_of: Clients
) -> None:
    text = TEXT.replace('version: "1"', 'version: "2"')
    page = upload(client_of(world.own[Role.COORDINATOR]), text, "Bộ của ta.yaml")
    assert "Điểm mẫu, chưa đối chiếu" in page
    made = PublishedSet.objects.get(set_id="kh-839-2023", edition="2")
    assert (made.text, made.source) == (text, "Bộ của ta.yaml")
    assert made.published_by == world.own[Role.COORDINATOR]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEXT, "nội dung này đã được công bố"),
        (TEXT.replace("max: 20", "max: 20 # x"), "nội dung này đã được công bố"),
        (TEXT.replace("places: 2", "places: 3"), "ghi số phiên bản mới"),
        (
            TEXT.replace('version: "1"', 'version: "2"').replace(
                "set: qd-766-2022", "set: khong-co"
            ),
            "bộ «khong-co» chưa được công bố",
        ),
        (TEXT.replace('code: "1.1"', 'code: "1/1"'), "không đặt được vào địa chỉ"),
    ],
)
def test_what_cannot_be_published_is_said_in_a_sentence(
    world: World, client_of: Clients, text: str, told: str
) -> None:
    before = PublishedSet.objects.count()
    assert told in upload(client_of(world.own[Role.ADMINISTRATOR]), text)
    assert PublishedSet.objects.count() == before


def test_all_faults_of_a_file_are_told_with_line_and_code(world: World, client_of: Clients) -> None:
    text = TEXT.replace("max: 0.5", "max: 0.6", 1).replace(
        "title: Công khai", "titel: Công khai", 1
    )
    page = upload(client_of(world.own[Role.ADMINISTRATOR]), text, "sai.yaml")
    line = 1 + text[: text.index("titel")].count("\n")
    assert f"sai.yaml, dòng {line}, mã TC1.3" in page
    assert "mã 3a" in page
    assert "mã TC3" in page


def test_files_that_are_no_text_or_too_large_are_refused() -> None:
    with pytest.raises(BadInput, match="UTF-8"):
        read_upload(b"\xff\xfe\x00", "la.yaml")
    with pytest.raises(BadInput, match="5 MB"):
        read_upload(b"#" * 5_000_001 * 2, "to.yaml")


def test_a_worked_example_that_does_not_come_out_is_refused() -> None:
    text = TEXT.replace('"1.5c": {percent: 82.5}', '"1.5c": {percent: 82.6}')
    with pytest.raises(BadInput, match="khác"):
        read_text(text, "bo.yaml", "bo.yaml")


def test_neither_or_both_sources_are_refused(world: World, client_of: Clients) -> None:
    client = client_of(world.own[Role.COORDINATOR])
    page = client.post(reverse("criteria:publish"), {"built_in": ""}).content.decode()
    assert "cần chọn đúng một nguồn" in page


def test_links_and_years_find_the_set_that_holds(world: World) -> None:
    assert [each.set_id for each in valid_in(2023)] == ["kh-839-2023", "qd-766-2022"]
    assert [each.set_id for each in valid_in(2025)] == ["qd-766-2022"]
    found = linked_set("qd-766-2022", 2023)
    assert found is not None
    assert found.set_id == "qd-766-2022"
    assert linked_set("kh-839-2023", 2024) is None


def test_a_set_published_alone_needs_the_one_it_takes_a_score_of(db: None) -> None:
    with pytest.raises(BadInput, match="qd-766-2022"):
        publish(read_library("kh-839-2023"), by="kiểm thử")
    assert not PublishedSet.objects.exists()


def test_a_page_asks_few_queries(
    world: World, client_of: Clients, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = client_of(world.own[Role.VIEWER])
    parts = [world.criteria.set_id, world.criteria.edition]
    for address in (reverse("criteria:sets"), reverse("criteria:set", args=parts)):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_the_components_of_a_set_are_a_workbook_too(world: World, client_of: Clients) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    address = reverse("criteria:set", args=["kh-839-2023", "1"])
    rows = rows_of(client.get(address, {"xuat": "tieu-chi"}))
    told = {row[0]: row for row in rows}
    assert told["1.1"][1] == "TTHC được ban hành đúng thẩm quyền"
    assert told["1.1"][2] == 0.5
    assert len(set_of(world.criteria).by_code.keys() & told.keys()) == 22
    assert f'href="{address}?xuat=tieu-chi"' in client.get(address).content.decode()
