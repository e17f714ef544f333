"""What a file is, by its content and never by its name, and which kinds are taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from zipfile import ZipFile

import puremagic

from parindex.engine.reading.archive import ARCHIVE_DAMAGE, TooLarge, check_unpacked
from parindex.engine.values.problems import BadInput

_HEAD = 8192
_UNPACKED_LIMIT = 1024**3
_LONGEST_NAME = 200
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its suffix, its media type, whether a browser may show it on the site."""

    suffix: str
    media_type: str
    is_shown: bool = False


PDF = FileKind(".pdf", "application/pdf", is_shown=True)
PNG = FileKind(".png", "image/png", is_shown=True)
JPEG = FileKind(".jpg", "image/jpeg", is_shown=True)
TIFF = FileKind(".tif", "image/tiff")
DOCX = FileKind(".docx", f"{_OFFICE}wordprocessingml.document")
XLSX = FileKind(".xlsx", f"{_OFFICE}spreadsheetml.sheet")
ODT = FileKind(".odt", f"{_ODF}text")
ODS = FileKind(".ods", f"{_ODF}spreadsheet")

KINDS = (PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, TIFF)
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


def kind_of_file(path: Path, name: str) -> FileKind:
    """The kind of a file's content; `BadInput`, with the file's name, if it is none of those taken."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    found = _packed(path) if head.startswith(b"PK\x03\x04") else _plain(head)
    if found is None:
        raise BadInput.of(
            "file",
            f"«{name}» không phải là loại tệp được nhận",
            "Hãy nộp PDF, Word (.docx), Excel (.xlsx), .odt, .ods hoặc ảnh PNG, JPG, TIFF; "
            "tệp nén và tệp có mật khẩu hoặc macro thì mở ra, lưu lại rồi nộp từng tệp",
        )
    return found


def proper_name(name: str, kind: FileKind) -> str:
    """The name that a file is kept under: no folders or control signs, the suffix of its content."""
    bare = PurePath(name.replace("\\", "/")).name
    printable = "".join(sign for sign in bare if sign.isprintable()).strip(" .")
    stem = PurePath(printable).stem if PurePath(printable).suffix else printable
    return f"{stem[:_LONGEST_NAME] or 'tep'}{kind.suffix}"


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
