"""Documents are found by what is said of them and by what stands in their files, without accents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.evidence import texts
from parindex.apps.evidence.kinds import Reading
from parindex.apps.evidence.models import Document, FileText, FileVersion, Use
from parindex.services.document_text import text_of
from tests.apps.evidence import making
from tests.apps.evidence.making import docx, incoming, pdf
from tests.apps.many import take_statistics
from tests.apps.people import World

Clients = Callable[[Account | None], Client]
pytestmark = pytest.mark.django_db


def _read(document: Document) -> Document:
    """What happens once the transaction ends."""
    file = document.files.get()
    texts.read(file.sha256, file.media_type)
    return document


def _titles(words: str) -> set[str]:
    return set(Document.objects.filter(texts.found(words)).values_list("title", flat=True))


@pytest.fixture
def library(world: World, tmp_path: Path) -> World:
    said = {"title": "Kế hoạch cải cách hành chính", "issuer": "Văn phòng UBND tỉnh"}
    _read(making.document(world, tmp_path, docx("Đối thoại với người dân 12,5 %"), **said))
    said = {"title": "Báo cáo năm", "number": "12", "symbol": "BC-SNV"}
    _read(making.document(world, tmp_path, pdf("Danh gia muc do hai long 2023"), **said))
    return world


FOUND = {
    "cai cach": {"Kế hoạch cải cách hành chính"},
    "CẢI CÁCH": {"Kế hoạch cải cách hành chính"},
    "doi thoai": {"Kế hoạch cải cách hành chính"},
    "Đối thoại người dân": {"Kế hoạch cải cách hành chính"},
    "ke hoach doi thoai": {"Kế hoạch cải cách hành chính"},
    "hài lòng": {"Báo cáo năm"},
    "12/BC-SNV": {"Báo cáo năm"},
    "839/KH": {"Kế hoạch cải cách hành chính"},
    "ubnd": {"Kế hoạch cải cách hành chính"},
    "hai lo": {"Báo cáo năm"},
    "khong co": set(),
    '"*) OR --': set(),
    "": {"Kế hoạch cải cách hành chính", "Báo cáo năm"},
}


def test_found(library: World) -> None:
    assert {words: _titles(words) for words in FOUND} == FOUND


def test_what_is_forgotten_is_not_found(library: World) -> None:
    assert _titles("hai long")
    FileText.objects.all().delete()
    assert not _titles("hai long")
    assert texts.read_all() == 2
    text = FileText.objects.get(words__contains="hai long")
    text.words = "khac han"
    text.save()
    assert not _titles("hai long")
    assert _titles("khac han") == {"Báo cáo năm"}


def test_nobody_finds_what_they_may_not_read(library: World, client_of: Clients) -> None:
    address = reverse("evidence:documents")
    for who, count in ((library.own[Role.LEADER], 1), (library.outsider, 0), (library.idle, 0)):
        page = client_of(who).get(address, {"tim": "hai long"}).content.decode()
        assert page.count("Báo cáo năm") == count


def test_files_that_cannot_be_read_are_told_from_those_without_text(
    world: World, tmp_path: Path
) -> None:
    _read(making.document(world, tmp_path, pdf("")))
    _read(making.document(world, tmp_path, b"%PDF-1.7 nothing else"))
    outcomes = sorted(FileText.objects.values_list("outcome", flat=True))
    assert outcomes == [Reading.EMPTY, Reading.FAILED]
    assert texts.read_all() == 1


def test_a_reader_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parindex.services.document_text._SECONDS", 0.01)
    assert text_of(incoming(tmp_path, pdf(), "a.pdf").path) is None


def test_many_documents_are_few_questions(world: World, client_of: Clients) -> None:
    """At 20,000 documents with files and uses: the table, searched, on its last page."""
    now = timezone.now()
    made = [
        Document(
            unit=world.room,
            holding="file",
            title=f"Báo cáo số {number}",
            number=str(number),
            registered_at=now,
            search=f"{number} bao cao so {number}",
            title_sort=f"{number:08}",
        )
        for number in range(20_000)
    ]
    Document.objects.bulk_create(made, batch_size=2000)
    files = [
        FileVersion(
            document=each,
            seq=1,
            sha256=f"{number:064x}",
            size=10,
            name="a.pdf",
            media_type="application/pdf",
            added_at=now,
        )
        for number, each in enumerate(made)
    ]
    FileVersion.objects.bulk_create(files, batch_size=2000)
    uses = [
        Use(document=each, place=f"thu/VP1/{number}", unit=world.room, attached_at=now)
        for number, each in enumerate(made)
    ]
    Use.objects.bulk_create(uses, batch_size=2000)
    take_statistics()
    client = client_of(world.own[Role.COORDINATOR])
    for query in ({}, {"tim": "bao cao 19"}, {"ket-qua": "pending", "trang": "400"}):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse("evidence:documents"), query)
        assert answer.status_code == 200
        assert len(asked) <= 25
