"""Files kept under the SHA-256 of their content, in whatever storage Django is given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from parindex.apps.evidence.content import kind_of_file, proper_name
from parindex.apps.evidence.scanning import require_clean
from parindex.apps.pages.uploads import FileOnDisk
from parindex.engine.values.problems import BadInput


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


def place_of(sha256: str) -> str:
    """The name in the storage of a content."""
    return f"evidence/{sha256[:2]}/{sha256}"


def keep(incoming: Incoming) -> Kept:
    """Check a file's size, content and harmlessness, and keep it; `BadInput` if it is not taken.

    The same content is kept once. The file at `incoming.path` may be gone afterwards.
    """
    size = incoming.path.stat().st_size
    require_size(size, incoming.name)
    kind = kind_of_file(incoming.path, incoming.name)
    require_clean(incoming.path, incoming.name)
    with incoming.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    _save(incoming.path, place_of(sha256))
    return Kept(sha256, size, proper_name(incoming.name, kind), kind.media_type)


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


def _save(path: Path, place: str) -> None:
    if default_storage.exists(place):
        return
    with FileOnDisk(path, place) as file:
        written = default_storage.save(place, file)
    if written != place:
        # Somebody kept the same content meanwhile.
        default_storage.delete(written)
