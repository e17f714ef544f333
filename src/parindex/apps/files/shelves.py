"""Files kept under the SHA-256 of their content, in whatever storage Django is given."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from parindex.apps.files.content import KINDS, FileKind, kind_of_file, proper_name
from parindex.apps.files.scanning import require_clean
from parindex.apps.pages.uploads import FileOnDisk
from parindex.engine.values.problems import BadInput

if TYPE_CHECKING:
    _File = File[bytes]
else:
    _File = File

CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that came whole and is not kept yet: where it lies, and what the sender calls it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the storage; `size` in bytes."""

    sha256: str
    size: int
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of the storage in which an app keeps its files, each content once."""

    folder: str

    def place_of(self, sha256: str) -> str:
        """The name in the storage of a content."""
        return f"{self.folder}/{sha256[:2]}/{sha256}"

    def take(
        self, incoming: Incoming, kinds: Collection[FileKind] = KINDS, *, spare: bool = True
    ) -> Kept:
        """Check the size, content and harmlessness of a file that somebody sent, and keep it.

        `BadInput` if it is not taken, being none of these kinds for one. Where the file is `spare`,
        it may be gone from `incoming.path` afterwards.
        """
        size = incoming.path.stat().st_size
        require_size(size, incoming.name)
        kind = kind_of_file(incoming.path, incoming.name, kinds)
        require_clean(incoming.path, incoming.name)
        sha256 = self.put(incoming.path, spare=spare)
        return Kept(sha256, size, proper_name(incoming.name, kind), kind.media_type)

    def put(self, path: Path, *, spare: bool = False) -> str:
        """Keep a file as it is, one that was made here for example; its SHA-256."""
        with path.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        place = self.place_of(sha256)
        if not default_storage.exists(place):
            with FileOnDisk(path, place) if spare else File(path.open("rb"), place) as file:
                written = default_storage.save(place, file)
            if written != place:
                # Somebody kept the same content meanwhile.
                default_storage.delete(written)
        return sha256

    def opened(self, sha256: str) -> _File:
        """The content of that hash, to be read; `FileNotFoundError` where it is not kept."""
        return default_storage.open(self.place_of(sha256))


def read_through(source: IO[bytes]) -> Iterator[bytes]:
    """All of it, piece by piece."""
    while chunk := source.read(CHUNK):
        yield chunk


def require_size(size: int, name: str) -> None:
    """`BadInput` for an empty file, or one above the limit of the settings."""
    if not size:
        raise BadInput.of("file", f"«{name}» không có nội dung", "Hãy chọn tệp khác")
    if size > settings.PARINDEX_UPLOAD_LIMIT:
        raise BadInput.of("file", f"«{name}» lớn hơn giới hạn {limit_in_words()}", TOO_LARGE)


TOO_LARGE = "Hãy giảm độ phân giải bản quét hoặc tách tệp rồi nộp từng phần"


def limit_in_words() -> str:
    return f"{settings.PARINDEX_UPLOAD_LIMIT // 1024**2} MB"


def stored_names(folder: str = "") -> Iterator[str]:
    """The names of all files in the storage, whichever app keeps them."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from stored_names(f"{folder}{name}/")
