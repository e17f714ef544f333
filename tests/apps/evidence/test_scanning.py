"""Files are shown to clamd where one is named; a made-up one on loopback speaks its protocol."""

from __future__ import annotations

import hashlib
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from pytest_django.fixtures import Settings

from parindex.apps.access.roles import Role
from parindex.apps.evidence import services
from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import Document
from parindex.apps.evidence.shelf import EVIDENCE
from parindex.apps.files import shelves
from parindex.apps.files.scanning import require_clean
from parindex.engine.values.problems import BadInput
from tests.apps.evidence import making
from tests.apps.people import World

SIGN = b"MA-DOC-THU"


class _Clamd(socketserver.BaseRequestHandler):
    """Reads INSTREAM as the manual of clamd says: lengths of four bytes, big end first."""

    def handle(self) -> None:
        assert self._exactly(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self._exactly(4), "big"):
            content += self._exactly(size)
        if b"HONG" in content:
            answer = b"INSTREAM size limit exceeded. ERROR"
        elif SIGN in content:
            answer = b"stream: Thu.Virus FOUND"
        else:
            answer = b"stream: OK"
        self.request.sendall(answer + b"\0")

    def _exactly(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            part = self.request.recv(count - len(got))
            assert part
            got += part
        return got


@pytest.fixture(params=["tcp", "unix"])
def clamd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "tcp":
        server: socketserver.BaseServer = socketserver.TCPServer(("127.0.0.1", 0), _Clamd)
        address = f"127.0.0.1:{server.server_address[1]}"
    else:
        address = str(tmp_path / "clamd.sock")
        server = socketserver.UnixStreamServer(address, _Clamd)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_infected_file_is_not_kept(clamd: str, tmp_path: Path, settings: Settings) -> None:
    settings.PARINDEX_CLAMD = clamd
    content = making.pdf() + SIGN
    with pytest.raises(BadInput, match="có mã độc"):
        EVIDENCE.take(making.incoming(tmp_path, content))
    assert not default_storage.exists(EVIDENCE.place_of(hashlib.sha256(content).hexdigest()))


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "tep"
    path.write_bytes(content)
    return path


def test_clean_files_pass(clamd: str, tmp_path: Path, settings: Settings) -> None:
    settings.PARINDEX_CLAMD = clamd
    require_clean(_file(tmp_path, bytes(3 * 1024**2)), "a.pdf")


def test_what_is_found_is_named(clamd: str, tmp_path: Path, settings: Settings) -> None:
    settings.PARINDEX_CLAMD = clamd
    with pytest.raises(BadInput, match=r"«a.pdf» có mã độc \(Thu.Virus\)"):
        require_clean(_file(tmp_path, b"%PDF " + SIGN), "a.pdf")


def test_a_scanner_in_trouble_lets_nothing_pass(
    clamd: str, tmp_path: Path, settings: Settings
) -> None:
    settings.PARINDEX_CLAMD = clamd
    with pytest.raises(BadInput, match="máy quét vi-rút báo lỗi"):
        require_clean(_file(tmp_path, b"HONG"), "a.pdf")


def test_a_silent_scanner_lets_nothing_pass(tmp_path: Path, settings: Settings) -> None:
    settings.PARINDEX_CLAMD = str(tmp_path / "khong-co.sock")
    with pytest.raises(BadInput, match="máy quét vi-rút không trả lời"):
        require_clean(_file(tmp_path, b"a"), "a.pdf")


def test_without_a_scanner_nothing_is_asked(tmp_path: Path, settings: Settings) -> None:
    settings.PARINDEX_CLAMD = ""
    require_clean(_file(tmp_path, SIGN), "a.pdf")


@pytest.mark.django_db
def test_nobody_waits_for_the_scanner(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file handed in at a place is scanned before the transaction that writes it down begins."""
    inside: list[int] = []

    def scan(path: Path, name: str) -> None:
        inside.append(len(connection.savepoint_ids))

    monkeypatch.setattr(shelves, "require_clean", scan)
    use = services.submit(
        world.room,
        Holding.FILE,
        DocumentData(title="Báo cáo"),
        making.KEY,
        by=world.own[Role.SPECIALIST],
        file=making.incoming(tmp_path, making.pdf()),
    )
    assert inside == [0]
    assert use.document.files.count() == 1


@pytest.mark.django_db
def test_what_cannot_be_attached_is_not_registered_either(world: World, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="không được yêu cầu ở đây"):
        services.submit(
            world.room,
            Holding.FILE,
            DocumentData(title="Báo cáo"),
            making.KEY,
            "loại lạ",
            by=world.own[Role.SPECIALIST],
            file=making.incoming(tmp_path, making.pdf()),
        )
    assert not Document.objects.exists()
