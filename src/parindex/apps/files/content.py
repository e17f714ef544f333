"""What a file is, by its content and never by its name, and which kinds are taken."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePath
from zipfile import ZipFile

import puremagic

from parindex.engine.reading.archive import ARCHIVE_DAMAGE, TooLarge, check_unpacked
from parindex.engine.reading.text import read_text
from parindex.engine.values.problems import BadInput

_HEAD = 8192
_UNPACKED_LIMIT = 1024**3
_LONGEST_NAME = 200
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its suffix, its media type, what people call it, whether a browser may show it."""

    suffix: str
    media_type: str
    called: str
    is_shown: bool = False


PDF = FileKind(".pdf", "application/pdf", "PDF", is_shown=True)
PNG = FileKind(".png", "image/png", "ảnh PNG", is_shown=True)
JPEG = FileKind(".jpg", "image/jpeg", "ảnh JPG", is_shown=True)
TIFF = FileKind(".tif", "image/tiff", "ảnh TIFF")
DOCX = FileKind(".docx", f"{_OFFICE}wordprocessingml.document", "Word (.docx)")
XLSX = FileKind(".xlsx", f"{_OFFICE}spreadsheetml.sheet", "Excel (.xlsx)")
ODT = FileKind(".odt", f"{_ODF}text", ".odt")
ODS = FileKind(".ods", f"{_ODF}spreadsheet", ".ods")
TEXT = FileKind(".txt", "text/plain", "văn bản thuần (.txt)")

KINDS = (PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, TIFF)
"""What proves something; plain text, which anybody may have typed, is not among them."""
SHOWN = frozenset(kind.media_type for kind in KINDS if kind.is_shown)
"""Media types that no browser runs anything from."""
ACCEPT = ",".join(kind.suffix for kind in KINDS)
_PLAIN = {
    ".pdf": PDF,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".jfif": JPEG,
    ".tif": TIFF,
    ".tiff": TIFF,
}
_MAIN_PARTS = {
    "word/document.xml": (DOCX, b"wordprocessingml.document.main+xml"),
    "xl/workbook.xml": (XLSX, b"spreadsheetml.sheet.main+xml"),
}


def kind_of_file(path: Path, name: str, taken: Collection[FileKind] = KINDS) -> FileKind:
    """The kind of a file's content; `BadInput`, with the file's name, if it is none of those taken."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    found = _packed(path) if head.startswith(b"PK\x03\x04") else _plain(head) or _text(path)
    if found is None or found not in taken:
        raise BadInput.of(
            "file",
            f"«{name}» không phải là loại tệp được nhận",
            f"Hãy nộp {_named(taken)}; "
            "tệp nén và tệp có mật khẩu hoặc macro thì mở ra, lưu lại rồi nộp từng tệp",
        )
    return found


def proper_name(name: str, kind: FileKind) -> str:
    """The name that a file is kept under: no folders or control signs, the suffix of its content."""
    bare = PurePath(name.replace("\\", "/")).name
    printable = "".join(sign for sign in bare if sign.isprintable()).strip(" .")
    stem = PurePath(printable).stem if PurePath(printable).suffix else printable
    return f"{stem[:_LONGEST_NAME] or 'tep'}{kind.suffix}"


def _named(kinds: Collection[FileKind]) -> str:
    *others, last = (kind.called for kind in kinds)
    return f"{', '.join(others)} hoặc {last}" if others else last


def _text(path: Path) -> FileKind | None:
    """Text that can be read, in whatever encoding."""
    try:
        read_text(path)
    except BadInput:
        return None
    return TEXT


def _plain(head: bytes) -> FileKind | None:
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    sure = [guess for guess in guesses if guess.offset == 0]
    return next((_PLAIN[each.extension] for each in sure if each.extension in _PLAIN), None)


def _packed(path: Path) -> FileKind | None:
    """The kind of an office document; None for other archives, damaged ones, and macros."""
    try:
        with ZipFile(path) as archive:
            check_unpacked(archive, limit=_UNPACKED_LIMIT)
            names = set(archive.namelist())
            if any(PurePath(name).name.lower() == "vbaproject.bin" for name in names):
                return None
            return _odf(archive, names) or _office(archive, names)
    except (TooLarge, *ARCHIVE_DAMAGE):
        return None


def _odf(archive: ZipFile, names: set[str]) -> FileKind | None:
    if "mimetype" not in names:
        return None
    said = archive.read("mimetype").decode("ascii", "replace").strip()
    return next((kind for kind in (ODT, ODS) if kind.media_type == said), None)


def _office(archive: ZipFile, names: set[str]) -> FileKind | None:
    if "[Content_Types].xml" not in names:
        return None
    types = archive.read("[Content_Types].xml")
    for part, (kind, said) in _MAIN_PARTS.items():
        if part in names and said in types:
            return kind
    return None
