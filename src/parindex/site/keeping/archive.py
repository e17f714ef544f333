"""The file of a backup: a zip whose last entry lists every other one with its size and SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pydantic import BaseModel, ValidationError

from parindex.engine.reading.archive import ARCHIVE_DAMAGE, entry_chunks
from parindex.engine.reading.files import check_file
from parindex.engine.values.problems import BadInput, Problem

FORMAT = 1
_MANIFEST = "manifest.json"
_WRITTEN = (1980, 1, 1, 0, 0, 0)


class Member(BaseModel):
    """An entry: how many bytes it unpacks to, and their SHA-256."""

    size: int
    sha256: str


class Manifest(BaseModel):
    """What a backup holds.

    `migrations` names the shape of the database by app, `tables` counts the rows, `chains` is a hash
    over the heads of all chains of events, `lake` the version of the store of records (empty where
    there was none).
    """

    format: int = FORMAT
    version: str
    made_at: str
    database: str
    migrations: dict[str, list[str]]
    tables: dict[str, int] = {}
    chains: str = ""
    lake: str = ""
    members: dict[str, Member] = {}


class Writer:
    """Adds entries to the zip and notes them in the manifest."""

    def __init__(self, archive: ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def add(self, path: str, chunks: Iterable[bytes], *, packed: bool) -> None:
        """An entry of these bytes; `packed` where they do not get smaller any more."""
        entry = ZipInfo(path, _WRITTEN)
        entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self._archive.open(entry, "w", force_zip64=True) as out:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
        self.manifest.members[path] = Member(size=size, sha256=digest.hexdigest())

    def close(self) -> None:
        """Write the manifest; without it the file is no backup."""
        self._archive.writestr(
            ZipInfo(_MANIFEST, _WRITTEN), self.manifest.model_dump_json(indent=1)
        )


class Reader:
    """A backup opened; nothing of it is believed before `verify`."""

    def __init__(self, archive: ZipFile, path: Path) -> None:
        self._archive, self._path = archive, path
        try:
            self.manifest = Manifest.model_validate_json(archive.read(_MANIFEST))
        except (KeyError, ValidationError, *ARCHIVE_DAMAGE) as error:
            raise _no_backup(path) from error
        if self.manifest.format != FORMAT:
            raise BadInput.of(
                path,
                f"bản sao lưu theo định dạng {self.manifest.format}, chỉ đọc được {FORMAT}",
                f"Hãy dùng parindex {self.manifest.version} trở lên",
            )

    def under(self, folder: str) -> list[str]:
        """The entries in a folder, by name."""
        return sorted(path for path in self.manifest.members if path.startswith(f"{folder}/"))

    def chunks(self, path: str) -> Iterator[bytes]:
        """The bytes of an entry, piece by piece."""
        return entry_chunks(self._archive, self._archive.getinfo(path))

    def stream(self, path: str) -> IO[bytes]:
        """An entry as a file; to be closed by the caller."""
        return self._archive.open(path)

    def verify(self) -> None:
        """Read everything; `BadInput` names each entry that is missing, damaged or unsafe."""
        found = set(self._archive.namelist()) - {_MANIFEST}
        problems = [self._problem(path) for path in found ^ self.manifest.members.keys()]
        problems += [
            self._problem(path)
            for path, member in self.manifest.members.items()
            if path in found and not self._is_whole(path, member)
        ]
        if problems:
            raise BadInput(*problems)

    def _is_whole(self, path: str, member: Member) -> bool:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            return False
        digest, size = hashlib.sha256(), 0
        try:
            for chunk in self.chunks(path):
                digest.update(chunk)
                size += len(chunk)
        except ARCHIVE_DAMAGE:
            return False
        return (size, digest.hexdigest()) == (member.size, member.sha256)

    def _problem(self, path: str) -> Problem:
        return Problem(
            f"{self._path}, {path}",
            "không khớp với bản kê của bản sao lưu",
            "Hãy dùng một bản sao lưu khác; không có gì được khôi phục từ bản này",
        )


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """The backup at `path`; `BadInput` if it is none."""
    check_file(path)
    try:
        archive = ZipFile(path)
    except ARCHIVE_DAMAGE as error:
        raise _no_backup(path) from error
    with archive:
        yield Reader(archive, path)


def _no_backup(path: Path) -> BadInput:
    return BadInput.of(
        path,
        "không phải bản sao lưu của parindex, hoặc đã hỏng",
        "Hãy chọn tệp do lệnh parindex backup tạo ra",
    )
