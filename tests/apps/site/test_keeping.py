"""Everything in one file and back: while others write, onto the other database, or not at all."""

from __future__ import annotations

import hashlib
import stat
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.services import open_account
from parindex.apps.events.models import Chain, Event
from parindex.apps.events.rebuilding import rebuild
from parindex.apps.evidence.models import Document
from parindex.apps.files.checking import check_all
from parindex.apps.files.shelves import stored_names
from parindex.engine.values.problems import BadInput
from parindex.site.keeping import rows
from parindex.site.keeping.archive import Manifest
from parindex.site.keeping.backup import Kept, backup
from parindex.site.keeping.restore import restore
from tests.apps.evidence import making
from tests.apps.people import make_world
from tests.apps.site.test_keeping_processes import manifest_of

pytestmark = pytest.mark.django_db(transaction=True)


LONG_AGO = datetime(2023, 2, 27, 8, 30, tzinfo=UTC)


def _quietly(words: str) -> None:
    assert words


def _empty_storage() -> None:
    for name in list(stored_names()):
        default_storage.delete(name)


@pytest.fixture
def filled(tmp_path: Path, settings: object, example_store: Path) -> Iterator[Path]:
    """A site with people, evidence and records; the path of its backup to be."""
    _empty_storage()
    settings.RECORDS_STORE = example_store
    folder = tmp_path / "tep"
    folder.mkdir()
    world = make_world()
    making.use(world, folder)
    signed_on = SocialAccount.objects.create(
        user=world.own[Role.LEADER], provider="so-dien-tu", uid="lanh-dao"
    )
    # Years ago, so that a moment written anew is seen.
    SocialAccount.objects.filter(pk=signed_on.pk).update(last_login=LONG_AGO, date_joined=LONG_AGO)
    yield tmp_path / "sao-luu.zip"
    _empty_storage()


@pytest.fixture
def kept(filled: Path, settings: object) -> Path:
    """The backup, with everything taken away since."""
    backup(filled, _quietly)
    call_command("flush", interactive=False, verbosity=0)
    _empty_storage()
    settings.RECORDS_STORE = filled.parent / "kho"
    return filled


def _is_empty() -> bool:
    tables = any(model._base_manager.exists() for model in rows.models())
    return not tables and not list(stored_names())


def test_all_comes_back(filled: Path, settings: object) -> None:
    before = {model: list(rows.dump(model)) for model in rows.models()}
    told = backup(filled, _quietly)
    assert told == Kept(sum(map(len, before.values())), 1, told.lake, ())
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600
    call_command("flush", interactive=False, verbosity=0)
    _empty_storage()
    settings.RECORDS_STORE = filled.parent / "kho"
    restore(filled, _quietly)
    assert {model: list(rows.dump(model)) for model in rows.models()} == before
    (signed_on,) = SocialAccount.objects.values_list("last_login", "date_joined")
    assert signed_on == (LONG_AGO, LONG_AGO)
    assert [each.fault for each in check_all()] == [""]
    assert rebuild(lambda differences: False) == []
    assert (filled.parent / "kho" / "CURRENT").read_text().strip() == told.lake
    open_account("moi", "Người mới", None, by="kiểm thử")
    assert Client().get("/san-sang/").status_code == 200


def test_neither_key_nor_sessions_are_in_it(filled: Path) -> None:
    client = Client()
    client.force_login(
        Account.objects.first(), "allauth.account.auth_backends.AuthenticationBackend"
    )
    backup(filled, _quietly)
    with zipfile.ZipFile(filled) as archive:
        names = archive.namelist()
    assert not [name for name in names if "Session" in name or "secret" in name]
    assert "database/events.Event.jsonl" in names


def test_what_is_written_meanwhile_is_not_half_in_it(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dumped, written = rows.dump, []

    def write() -> None:
        open_account("giua-chung", "Người vào giữa chừng", None, by="kiểm thử")
        written.append(1)
        connection.close()

    def dump_while_others_write(model: type) -> Iterator[bytes]:
        if not written:
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(10)
        return dumped(model)

    monkeypatch.setattr(rows, "dump", dump_while_others_write)
    before = (Account.objects.count(), Event.objects.count(), Chain.objects.count())
    backup(filled, _quietly)
    assert written
    assert Account.objects.filter(username="giua-chung").exists()
    tables = manifest_of(filled).tables
    counts = (tables["accounts.Account"], tables["events.Event"], tables["events.Chain"])
    assert counts == before


def test_a_file_that_is_gone_is_told(filled: Path) -> None:
    _empty_storage()
    assert backup(filled, _quietly).gone == ("van-ban.pdf",)


def test_an_older_backup_is_not_overwritten(filled: Path) -> None:
    filled.write_bytes(b"ban cu")
    with pytest.raises(BadInput, match="đã có tệp này"):
        backup(filled, _quietly)
    assert filled.read_bytes() == b"ban cu"


def test_a_backup_that_fails_leaves_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> str:
        raise OSError("đĩa hỏng")

    monkeypatch.setattr("parindex.site.keeping.backup.add_lake", fail)
    with pytest.raises(OSError, match="đĩa hỏng"):
        backup(filled, _quietly)
    assert [path.name for path in filled.parent.iterdir()] == ["tep"]


def test_where_something_is_nothing_is_restored(filled: Path, settings: object) -> None:
    backup(filled, _quietly)
    with pytest.raises(BadInput) as told:
        restore(filled, _quietly)
    assert [each.where.split(" ")[0] for each in told.value.problems] == ["cơ", "thư", "kho"]
    assert all("đã có dữ liệu" in each.what for each in told.value.problems)
    assert Document.objects.count() == 1


def _rewritten(path: Path, change: dict[str, bytes | None]) -> None:
    """The same zip with entries of other content (None: left out); its own checks still hold."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**entries, **change}.items():
            if content is not None:
                archive.writestr(name, content)


def _other_shape(path: Path) -> None:
    manifest = manifest_of(path)
    manifest.migrations["events"].append("0099_sau_nay")
    _rewritten(path, {"manifest.json": manifest.model_dump_json().encode()})


def _other_chain(path: Path) -> None:
    """Somebody changed an event and made the list of entries agree."""
    with zipfile.ZipFile(path) as archive:
        name = "database/events.Event.jsonl"
        content = archive.read(name).replace("Tỉnh Thử".encode(), "Tỉnh Khác".encode())
    _rewritten(path, {name: content})
    with zipfile.ZipFile(path) as archive:
        manifest = Manifest.model_validate_json(archive.read("manifest.json"))
    member = manifest.members[name]
    member.size, member.sha256 = len(content), hashlib.sha256(content).hexdigest()
    _rewritten(path, {"manifest.json": manifest.model_dump_json().encode()})


SPOILT = {
    "not a zip": (lambda path: path.write_bytes(b"khong phai"), "không phải bản sao lưu"),
    "another zip": (lambda path: path.write_bytes(making.docx()), "không phải bản sao lưu"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:-3000]), "không phải bản sao lưu"),
    "an entry changed": (
        lambda path: _rewritten(path, {"database/events.Event.jsonl": b"{}\n"}),
        "không khớp với bản kê",
    ),
    "an entry gone": (
        lambda path: _rewritten(path, {"database/events.Event.jsonl": None}),
        "không khớp với bản kê",
    ),
    "an entry more": (
        lambda path: _rewritten(path, {"files/../../la.txt": b"la"}),
        "không khớp với bản kê",
    ),
    "another shape": (_other_shape, "có cấu trúc dữ liệu khác phiên bản này"),
    "an event changed": (_other_chain, "chuỗi sự kiện không nguyên vẹn"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_from_a_spoilt_backup_nothing_is_restored(kept: Path, name: str) -> None:
    spoil, told = SPOILT[name]
    spoil(kept)
    with pytest.raises(BadInput, match=told):
        restore(kept, _quietly)
    assert _is_empty()
    assert not (kept.parent / "kho").exists()
    assert sorted(path.name for path in kept.parent.iterdir()) == ["sao-luu.zip", "tep"]
