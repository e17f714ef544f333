"""The evidence of many places as one zip: folders as the caller orders them, with a register."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from parindex.apps.evidence.checking import opened, read_through
from parindex.apps.evidence.models import FileVersion, Use
from parindex.apps.evidence.queries import uses_at
from parindex.apps.pages.columns import Column
from parindex.apps.pages.workbook import workbook
from parindex.engine.values.problems import BadInput, Problem

REGISTER = "Danh muc minh chung.xlsx"
SUMS = "SHA256SUMS.txt"
_LONGEST = 80
_UNSAFE = re.compile(r"[^\w.,()-]+")
_WRITTEN = (1980, 1, 1, 0, 0, 0)
"""No entry tells when it was packed: the same evidence gives the same files; the register alone dates it."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the zip, its parts separated by slashes, and the place whose evidence it holds."""

    path: str
    place: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the register: a use, its number in its folder, where its file lies in the zip."""

    folder: Folder
    use: Use
    path: str


def bundle(title: str, folders: Sequence[Folder], target: IO[bytes]) -> list[Line]:
    """Write the zip of the evidence at these places, in that order; returns the register.

    A link or a document held elsewhere stands in the register only. `BadInput` names every file that
    is not as it was kept; what was written to `target` is then worth nothing.
    """
    lines = list(_lines(folders))
    problems: list[Problem] = []
    sums: list[str] = []
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        _write(archive, REGISTER, workbook(title, COLUMNS, lines))
        for line in lines:
            file = line.use.file
            if file is None:
                continue
            if _copy(archive, line.path, file):
                sums.append(f"{file.sha256}  {line.path}\n")
            else:
                problems.append(_changed(line, file))
        _write(archive, SUMS, "".join(sums).encode())
    if problems:
        raise BadInput(*problems)
    return lines


def _lines(folders: Sequence[Folder]) -> Iterator[Line]:
    uses = uses_at([folder.place for folder in folders])
    for folder in folders:
        path = "/".join(_safe(part) for part in folder.path.split("/") if part)
        for number, use in enumerate(uses.get(folder.place, ()), 1):
            document = use.document
            words = _safe(" ".join((f"{number:02}", document.code, document.title)))
            suffix = PurePosixPath(use.file.name).suffix if use.file else ""
            yield Line(folder, use, f"{path}/{words}{suffix}" if use.file else "")


def _safe(words: str) -> str:
    """Words as the name of a file on every system: letters stay Vietnamese, signs become dashes."""
    return _UNSAFE.sub("-", words.strip())[:_LONGEST].strip("-. ") or "khong-ten"


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, _WRITTEN)
    # Scans and office files are packed already.
    entry.compress_type = ZIP_DEFLATED if path in {REGISTER, SUMS} else ZIP_STORED
    entry.external_attr = 0o644 << 16
    return entry


def _write(archive: ZipFile, path: str, content: bytes) -> None:
    archive.writestr(_entry(path), content)


def _copy(archive: ZipFile, path: str, file: FileVersion) -> bool:
    """Copy a kept file into the zip; false where it is gone or is no longer what it was."""
    digest = hashlib.sha256()
    try:
        with (
            opened(file.sha256) as source,
            archive.open(_entry(path), "w", force_zip64=True) as out,
        ):
            for chunk in read_through(source):
                digest.update(chunk)
                out.write(chunk)
    except FileNotFoundError:
        return False
    return digest.hexdigest() == file.sha256


def _changed(line: Line, file: FileVersion) -> Problem:
    return Problem(
        f"{line.folder.title}, «{file.name}»",
        "tệp không còn như lúc nộp",
        "Hãy chạy parindex evidence verify và khôi phục tệp từ bản sao lưu",
    )


COLUMNS = (
    Column("muc", "Thư mục", lambda line: line.folder.path),
    Column("noi", "Tiêu chí, nội dung", lambda line: line.folder.title),
    Column("loai-mc", "Minh chứng cho yêu cầu", lambda line: line.use.kind or "Tài liệu khác"),
    Column("so", "Số, ký hiệu", lambda line: line.use.document.code),
    Column("loai", "Loại văn bản", lambda line: line.use.document.type),
    Column("trich-yeu", "Trích yếu", lambda line: line.use.document.title),
    Column("co-quan", "Cơ quan ban hành", lambda line: line.use.document.issuer),
    Column("nguoi-ky", "Người ký", lambda line: line.use.document.signer),
    Column("ngay", "Ngày ban hành", lambda line: line.use.document.issued_on),
    Column("tu", "Chứng minh từ ngày", lambda line: line.use.document.proves_from),
    Column("den", "Đến hết ngày", lambda line: line.use.document.proves_to),
    Column("ket-qua", "Kết quả xem xét", lambda line: line.use.get_state_display()),
    Column("ly-do", "Lý do", lambda line: line.use.reason),
    Column(
        "tep",
        "Tệp trong gói, đường dẫn hoặc nơi lưu",
        lambda line: line.path or line.use.document.location,
    ),
    Column(
        "dung-luong",
        "Dung lượng (byte)",
        lambda line: line.use.file.size if line.use.file else None,
    ),
    Column("bam", "SHA-256", lambda line: line.use.file.sha256 if line.use.file else ""),
)
