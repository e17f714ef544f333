"""Files are taken by their content, kept under its hash, and never run in the site's name."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.evidence import staging
from parindex.apps.evidence.models import Document, FileVersion, Upload, Use
from parindex.apps.evidence.shelf import EVIDENCE
from parindex.apps.files.content import kind_of_file, proper_name
from parindex.engine.values.problems import BadInput
from tests.apps.evidence import making
from tests.apps.evidence.making import KEY, docx, incoming, odt, packed, pdf, xlsx
from tests.apps.people import World

Clients = Callable[[Account | None], Client]

TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")

TAKEN = {
    "pdf": (pdf(), ".pdf"),
    "docx": (docx(), ".docx"),
    "xlsx": (xlsx(), ".xlsx"),
    "odt": (odt(), ".odt"),
    "png": (making.PNG, ".png"),
    "jpeg": (JPEG, ".jpg"),
    "tiff": (TIFF, ".tif"),
}
TYPES = b'<Types><Override ContentType="%s"/></Types>'
MACROS = TYPES % b"application/vnd.ms-word.document.macroEnabled.main+xml"
PLAIN = TYPES % b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NOT_TAKEN = {
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program": b"\x7fELF\x02\x01\x01" + bytes(60),
    "windows program": b"MZ\x90\x00" + bytes(200),
    "zip": packed({"a.txt": b"a"}),
    "macros by type": packed({"[Content_Types].xml": MACROS, "word/document.xml": b"<x/>"}),
    "macros by part": packed(
        {
            "[Content_Types].xml": PLAIN,
            "word/document.xml": b"<x/>",
            "word/vbaProject.bin": b"x",
        }
    ),
    "broken zip": docx()[:400],
    "text": "Kế hoạch năm 2023".encode(),
    "html after blanks": b"   \n<html>%PDF-1.7",
}


@pytest.mark.parametrize("name", TAKEN)
def test_the_content_says_what_a_file_is(name: str, tmp_path: Path) -> None:
    content, suffix = TAKEN[name]
    assert kind_of_file(incoming(tmp_path, content).path, "x.exe").suffix == suffix


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_others_are_refused_whatever_their_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="không phải là loại tệp được nhận"):
        kind_of_file(incoming(tmp_path, NOT_TAKEN[name]).path, "ke-hoach.pdf")


def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parindex.apps.files.content._UNPACKED_LIMIT", 1000)
    with pytest.raises(BadInput):
        kind_of_file(incoming(tmp_path, docx()).path, "to.docx")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Kế hoạch 839.PDF", "Kế hoạch 839.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\bao cao.docx", "bao cao.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "tep.pdf"),
        ("..", "tep.pdf"),
    ],
)
def test_names_keep_no_folders_and_the_suffix_of_the_content(
    given: str, kept: str, tmp_path: Path
) -> None:
    kind = kind_of_file(incoming(tmp_path, pdf()).path, given)
    assert proper_name(given, kind) == kept


def test_a_content_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    content = pdf("mot")
    first = EVIDENCE.take(incoming(tmp_path, content))
    assert first.sha256 == hashlib.sha256(content).hexdigest()
    assert (first.size, first.media_type) == (len(content), "application/pdf")
    assert EVIDENCE.take(incoming(tmp_path, content)) == first


def test_empty_and_large_files_are_refused(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(BadInput, match="không có nội dung"):
        EVIDENCE.take(incoming(tmp_path, b""))
    settings.PARINDEX_UPLOAD_LIMIT = 100
    with pytest.raises(BadInput, match="lớn hơn giới hạn"):
        EVIDENCE.take(incoming(tmp_path, pdf()))


@pytest.mark.django_db
def test_the_same_file_is_not_registered_twice(world: World, tmp_path: Path) -> None:
    making.document(world, tmp_path, pdf("hai lan"))
    with pytest.raises(BadInput, match="tệp này đã có ở văn bản «839/KH-VP"):
        making.document(world, tmp_path, pdf("hai lan"))


def _fields(**more: object) -> dict[str, object]:
    return {"kind": "Kế hoạch năm", "holding": "file", "title": "Kế hoạch", **more}


@pytest.mark.django_db
def test_a_form_without_script_sends_and_attaches(
    world: World, client_of: Clients, staging_folder: Path
) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    address = reverse("evidence:submit", args=[KEY])
    file = SimpleUploadedFile("Kế hoạch.pdf", pdf("khong script"))
    fields = _fields(unit=world.room.pk, file=file, issued_on="27/02/2023")
    answer = client.post(address, fields)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{reverse('evidence:place', args=[KEY])}#minh-chung",
    )
    use = Use.objects.get()
    assert (use.place, use.kind, use.document.issued_on.isoformat()) == (
        KEY,
        "Kế hoạch năm",
        "2023-02-27",
    )
    assert list(staging_folder.glob("*.upload*")) == []


@pytest.mark.django_db
def test_a_form_says_what_is_wrong_with_a_file(
    world: World, client_of: Clients, settings: Settings
) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    address = reverse("evidence:submit", args=[KEY])
    page = SimpleUploadedFile("anh.png", b"<svg onload='alert(1)'/>")
    answer = client.post(address, _fields(unit=world.room.pk, file=page))
    assert answer.status_code == 422
    assert "«anh.png» không phải là loại tệp được nhận" in answer.content.decode()
    answer = client.post(address, _fields(unit=world.room.pk))
    assert "chưa có tệp" in answer.content.decode()
    settings.PARINDEX_UPLOAD_LIMIT = 1024**2
    large = SimpleUploadedFile("to.pdf", pdf() + bytes(5 * 1024**2))
    answer = client.post(address, _fields(unit=world.room.pk, file=large))
    assert "«to.pdf» lớn hơn giới hạn 1 MB" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_unit_of_others_cannot_be_chosen(world: World, client_of: Clients) -> None:
    client = client_of(world.own[Role.SPECIALIST])
    file = SimpleUploadedFile("a.pdf", pdf("don vi khac"))
    fields = _fields(unit=world.outside_room.pk, file=file)
    assert client.post(reverse("evidence:register"), fields).status_code == 422
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_what_is_handed_out_is_inert(world: World, client_of: Clients, tmp_path: Path) -> None:
    client = client_of(world.own[Role.VIEWER])
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    for content, shown, media_type in (
        (pdf("xem"), True, "application/pdf"),
        (making.PNG, True, "image/png"),
        (docx("xem"), False, word),
    ):
        file = making.document(world, tmp_path, content).files.get()
        saved = client.get(reverse("evidence:download", args=[file.pk]))
        assert b"".join(saved.streaming_content) == content
        assert saved["Content-Disposition"].startswith("attachment")
        assert saved["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in saved["Content-Security-Policy"]
        assert "default-src 'none'" in saved["Content-Security-Policy"]
        looked = client.get(reverse("evidence:show", args=[file.pk]))
        assert looked["Content-Disposition"].startswith("inline" if shown else "attachment")
        assert looked["Content-Type"] == media_type
        assert "script-src" not in looked["Content-Security-Policy"]


def _begin(client: Client, name: str, size: int) -> dict[str, object]:
    answer = client.post(reverse("evidence:begin_upload"), {"name": name, "size": size})
    assert answer.status_code == 201
    return dict(answer.json())


def _put(client: Client, address: str, offset: int, part: bytes) -> tuple[int, int]:
    answer = client.put(
        address,
        part,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )
    return answer.status_code, answer.json()["received"]


@pytest.mark.django_db
def test_parts_go_on_where_the_line_broke(world: World, client_of: Clients) -> None:
    client, content = client_of(world.own[Role.SPECIALIST]), pdf("tung phan")
    begun = _begin(client, "Báo cáo.pdf", len(content))
    address = str(begun["address"])
    assert _put(client, address, 0, content[:100]) == (200, 100)
    assert _put(client, address, 0, content[:100]) == (409, 100)
    assert client.get(address).json() == {"received": 100}
    form = _fields(unit=world.room.pk, upload=begun["key"])
    assert "chưa có tệp" in client.post(reverse("evidence:register"), form).content.decode()
    assert _put(client, address, 100, content[100:] + b"them") == (409, 100)
    assert _put(client, address, 100, content[100:]) == (200, len(content))
    assert client.post(reverse("evidence:register"), form).status_code == 302
    file = FileVersion.objects.get()
    assert (file.name, file.sha256) == ("Báo cáo.pdf", hashlib.sha256(content).hexdigest())


@pytest.mark.django_db
def test_nobody_takes_up_anothers_upload(world: World, client_of: Clients) -> None:
    content = pdf("cua nguoi khac")
    mine = _begin(client_of(world.own[Role.SPECIALIST]), "a.pdf", len(content))
    _put(client_of(world.own[Role.SPECIALIST]), str(mine["address"]), 0, content)
    other = client_of(world.own[Role.UNIT_HEAD])
    assert other.get(str(mine["address"])).status_code == 404
    form = _fields(unit=world.room.pk, upload=mine["key"])
    assert "chưa có tệp" in other.post(reverse("evidence:register"), form).content.decode()


@pytest.mark.django_db
def test_uploads_broken_off_are_forgotten_after_a_day(world: World) -> None:
    upload = staging.begin(world.own[Role.SPECIALIST], "a.pdf", 10)
    young = staging.begin(world.own[Role.SPECIALIST], "b.pdf", 10)
    Upload.objects.filter(pk=upload.pk).update(begun_at=timezone.now() - timedelta(hours=25))
    old = time.time() - 25 * 3600
    os.utime(staging.path_of(upload), (old, old))
    assert staging.clean() >= 1
    assert not staging.path_of(upload).exists()
    assert staging.path_of(young).exists()
    assert list(Upload.objects.all()) == [young]
