"""Files and documents for tests, made by other libraries than those that read them."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

from docx import Document as Word
from xlsxwriter.workbook import Workbook

from parindex.apps.access.roles import Role
from parindex.apps.evidence import services
from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import Document, FileVersion, Upload, Use
from parindex.apps.evidence.staging import begin
from parindex.apps.files.shelves import Incoming
from tests.apps.evidence.places import ASKED
from tests.apps.people import World

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
KEY = "thu/VP1/1.5"


def pdf(words: str = "Ke hoach cai cach hanh chinh") -> bytes:
    """The smallest PDF with one line of Latin text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(bodies) + 1, table, len(bodies) + 1, len(out))
    )


def docx(words: str = "Kế hoạch cải cách hành chính") -> bytes:
    word = Word()
    word.add_paragraph(words)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = BytesIO()
    with Workbook(out) as book:
        book.add_worksheet().write(0, 0, "Biểu")
    return out.getvalue()


def odt() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


def packed(entries: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def incoming(folder: Path, content: bytes, name: str = "van-ban.pdf") -> Incoming:
    """A file that came whole, in a folder of the test."""
    path = folder / f"den-{len(list(folder.iterdir()))}"
    path.write_bytes(content)
    return Incoming(path, name)


def document(world: World, folder: Path, content: bytes | None = None, **said: object) -> Document:
    """A document of the first room, with a file, registered by its specialist."""
    data = DocumentData(
        **{"title": "Kế hoạch năm 2023", "number": "839", "symbol": "KH-VP", **said}
    )
    return services.register(
        world.room,
        Holding.FILE,
        data,
        by=world.own[Role.SPECIALIST],
        file=incoming(folder, pdf(f"Ke hoach {uuid4()}") if content is None else content),
    )


def use(world: World, folder: Path, key: str = KEY) -> Use:
    """That document, attached by the same specialist."""
    made = document(world, folder)
    return services.attach(made, key, ASKED[0].kind, by=world.own[Role.SPECIALIST])


def any_document(world: World) -> Document:
    """A document of the first room that serves nowhere yet."""
    found = Document.objects.filter(uses=None).first()
    if found is None:
        with tempfile.TemporaryDirectory() as folder:
            found = document(world, Path(folder))
    return found


def any_file(world: World) -> FileVersion:
    return any_document(world).files.get()


def any_use(world: World) -> Use:
    found = Use.objects.first()
    if found is None:
        with tempfile.TemporaryDirectory() as folder:
            found = use(world, Path(folder))
    return found


def any_upload(world: World) -> Upload:
    return Upload.objects.first() or begin(world.own[Role.SPECIALIST], "a.pdf", 9)
