"""The file that a plan was read from is kept as it came, for whoever reads the plan and for nobody else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from docx import Document

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.files.checking import check_all
from parindex.apps.files.shelves import stored_names
from parindex.apps.planning.models import Plan, Version
from parindex.apps.planning.originals import PLANS
from parindex.apps.planning.queries import draft_of
from parindex.apps.planning.services.common import length_of
from parindex.apps.planning.services.drafting import begin_amendment, load_plan, read_amendment
from parindex.apps.planning.services.issuing import issue
from parindex.engine.values.problems import BadInput
from tests.apps.people import World
from tests.apps.planning.making import TEXT, issued, load

Clients = Callable[[Account | None], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_stored() -> None:
    """Other tests of this process leave files in the storage in memory."""
    for name in list(stored_names()):
        default_storage.delete(name)


def _address(plan: object, version: str) -> str:
    return reverse("planning:original", args=[plan, version])


def test_what_was_sent_is_what_is_handed_out(
    world: World, client_of: Clients, tmp_path: Path
) -> None:
    version = issued(world, tmp_path)
    reader = client_of(world.own[Role.SPECIALIST])
    answer = reader.get(_address(version.plan_id, "1"))
    content = b"".join(answer.streaming_content)
    assert content == TEXT.encode()
    assert answer["Content-Disposition"] == 'attachment; filename="ke-hoach.txt"'
    assert answer["Content-Type"] == "text/plain"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    page = reader.get(reverse("planning:plan", args=[version.plan_id])).content.decode()
    assert "Tải văn bản gốc" in page
    assert hashlib.sha256(TEXT.encode()).hexdigest() in page
    assert (tmp_path / "ke-hoach.txt").exists()
    assert rebuild(lambda differences: True) == []


def test_amendments_go_back_to_the_file_that_they_were_read_from(
    world: World, client_of: Clients, tmp_path: Path
) -> None:
    """The second version is written on the first, the third is read from a file of its own."""
    by = world.own[Role.COORDINATOR]
    client = client_of(by)
    plan = issued(world, tmp_path).plan
    seen = length_of(plan.pk)
    draft = begin_amendment(plan, by=by, reason="Sửa thời hạn", seen=seen)
    page = client.get(reverse("planning:draft", args=[plan.pk])).content.decode()
    assert "văn bản của phiên bản 1, bản này sửa đổi, bổ sung trên đó" in page
    issue(draft, by=by, seen=length_of(plan.pk))
    other = tmp_path / "sua-doi.txt"
    other.write_text(TEXT.replace("tối thiểu 30%", "tối thiểu 40%"), encoding="utf-8")
    plan.refresh_from_db()
    read = read_amendment(plan, other, by=by, reason="Nâng mức", seen=length_of(plan.pk))
    issue(read, by=by, seen=length_of(plan.pk))
    sent = [
        b"".join(client.get(_address(plan.pk, number)).streaming_content)
        for number in ("1", "2", "3")
    ]
    assert sent == [TEXT.encode(), TEXT.encode(), other.read_bytes()]
    history = client.get(reverse("planning:history", args=[plan.pk])).content.decode()
    assert history.count("Tải văn bản gốc") == 3
    assert history.count("văn bản của phiên bản 1, bản này") == 1
    assert client.get(_address(plan.pk, "4")).status_code == 404


def test_a_plan_whose_file_was_not_kept_says_so_and_hands_out_nothing(
    world: World, client_of: Clients, tmp_path: Path
) -> None:
    """What was loaded before files were kept carries no kind of file in its event."""
    version = issued(world, tmp_path)
    source = {name: value for name, value in version.source.items() if name != "media_type"}
    Version.objects.filter(pk=version.pk).update(source=source)
    client = client_of(world.own[Role.COORDINATOR])
    page = client.get(reverse("planning:plan", args=[version.plan_id])).content.decode()
    assert "chỉ còn phần đọc được" in page
    assert "Tải văn bản gốc" not in page
    assert client.get(_address(version.plan_id, "1")).status_code == 404
    default_storage.delete(PLANS.place_of(version.read.sha256))
    assert [each.fault for each in check_all()] == []


def test_a_lost_or_changed_original_is_found(world: World, tmp_path: Path) -> None:
    version = load(world, tmp_path)
    assert [each.fault for each in check_all()] == [""]
    default_storage.delete(PLANS.place_of(version.read.sha256))
    (checked,) = check_all()
    assert (checked.content.name, checked.fault) == ("ke-hoach.txt", "không còn trong kho")


def test_a_word_file_is_kept_and_one_with_macros_is_not(world: World, tmp_path: Path) -> None:
    by = world.own[Role.COORDINATOR]
    word = Document()
    for line in TEXT.splitlines():
        word.add_paragraph(line)
    file = tmp_path / "ke-hoach.docx"
    word.save(str(file))
    load_plan(file, world.office, by=by)
    draft = draft_of(Plan.objects.get().pk)
    assert draft is not None
    assert (draft.read.name, draft.read.size) == (file.name, file.stat().st_size)
    with ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(BadInput, match="không phải là loại tệp được nhận"):
        load_plan(file, world.office, by=by)
    assert Plan.objects.count() == 1
