"""The evidence of many places as one zip: folders as the caller orders them, with a register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, TextIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from parindex.apps.evidence.filenames import FolderNames, safe
from parindex.apps.evidence.models import FileVersion, Use
from parindex.apps.evidence.queries import uses_at
from parindex.apps.evidence.shelf import EVIDENCE
from parindex.apps.files.shelves import read_through
from parindex.apps.pages.columns import Column
from parindex.apps.pages.workbook import workbook_at
from parindex.engine.values.problems import BadInput, Problem

REGISTER = "Danh muc minh chung.xlsx"
SUMS = "SHA256SUMS.txt"
_TOGETHER = 500
"""Places whose evidence is asked for in one question."""
_MOST_PROBLEMS = 20
_LONGEST = 50
_WRITTEN = (1980, 1, 1, 0, 0, 0)
"""No entry tells when it was packed: the same evidence gives the same files; the register alone dates it."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the zip, its parts separated by slashes, and the place whose evidence it holds.

    `unit` is whose evidence it is.
    """

    path: str
    place: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the register: a use, and where its file lies in the zip, if it has one."""

    folder: Folder
    use: Use
    path: str


def bundle(title: str, folders: Iterable[Folder], target: IO[bytes]) -> int:
    """Write the zip of the evidence at these places, in that order; returns how many uses it has.

    Places and files are read some at a time, however many there are. A link or a document held
    elsewhere stands in the register only; the register and the hashes of all files come last.
    `BadInput` names the files that are not as they were kept; what was written to `target` is then
    worth nothing.
    """
    with (
        TemporaryDirectory(prefix="parindex-") as aside,
        ZipFile(target, "w") as archive,
    ):
        register, sums = Path(aside) / "register.xlsx", Path(aside) / SUMS
        with sums.open("w", encoding="utf-8", newline="\n") as told:
            packing = _Packing(archive, told)
            workbook_at(register, title, COLUMNS, packing.lines(folders))
            if packing.problems:
                raise BadInput(*packing.problems)
            told.write(f"{_add(archive, REGISTER, register)}  {REGISTER}\n")
        _add(archive, SUMS, sums)
    return packing.count


@dataclass(slots=True)
class _Packing:
    """A zip under way: every line that is drawn has its file written first."""

    archive: ZipFile
    sums: TextIO
    count: int = 0
    problems: list[Problem] = field(default_factory=list)
    names: FolderNames = field(default_factory=FolderNames)

    def lines(self, folders: Iterable[Folder]) -> Iterator[Line]:
        for line in self._uses(folders):
            self.count += 1
            file = line.use.file
            if file is not None and not self._copy(line.path, file):
                self.problems.append(_changed(line, file))
                if len(self.problems) == _MOST_PROBLEMS:
                    return
            yield line

    def _uses(self, folders: Iterable[Folder]) -> Iterator[Line]:
        left = iter(folders)
        while some := list(islice(left, _TOGETHER)):
            uses = uses_at([folder.place for folder in some])
            for folder in some:
                yield from self._of_folder(folder, uses.get(folder.place, []))

    def _of_folder(self, folder: Folder, uses: list[Use]) -> Iterator[Line]:
        path = self.names.of(folder.path) if uses else ""
        for number, use in enumerate(uses, 1):
            document = use.document
            words = safe(" ".join((f"{number:02}", document.code, document.title)), _LONGEST)
            suffix = PurePosixPath(use.file.name).suffix if use.file else ""
            yield Line(folder, use, f"{path}/{words}{suffix}" if use.file else "")

    def _copy(self, path: str, file: FileVersion) -> bool:
        """Copy a kept file into the zip; false where it is gone or is no longer what it was."""
        digest = hashlib.sha256()
        try:
            with (
                EVIDENCE.opened(file.sha256) as source,
                self.archive.open(_entry(path), "w", force_zip64=True) as out,
            ):
                for chunk in read_through(source):
                    digest.update(chunk)
                    out.write(chunk)
        except FileNotFoundError:
            return False
        self.sums.write(f"{file.sha256}  {path}\n")
        return digest.hexdigest() == file.sha256


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, _WRITTEN)
    # Scans and office files are packed already.
    entry.compress_type = ZIP_STORED
    entry.external_attr = 0o644 << 16
    return entry


def _add(archive: ZipFile, name: str, path: Path) -> str:
    """Put a file made here in; its hash."""
    entry, digest = _entry(name), hashlib.sha256()
    entry.compress_type = ZIP_DEFLATED
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as out:
        for chunk in read_through(source):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _changed(line: Line, file: FileVersion) -> Problem:
    return Problem(
        f"{line.folder.title}, «{file.name}»",
        "tệp không còn như lúc nộp",
        "Hãy chạy parindex evidence verify và khôi phục tệp từ bản sao lưu",
    )


COLUMNS = (
    Column("don-vi", "Đơn vị", lambda line: line.folder.unit),
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
    Column("ten-tep", "Tên tệp khi nộp", lambda line: line.use.file.name if line.use.file else ""),
    Column(
        "dung-luong",
        "Dung lượng (byte)",
        lambda line: line.use.file.size if line.use.file else None,
    ),
    Column("bam", "SHA-256", lambda line: line.use.file.sha256 if line.use.file else ""),
)
