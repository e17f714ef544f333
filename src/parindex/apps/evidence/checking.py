"""Every kept file read again and held against the hash that it was kept under."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.db.models import Min

from parindex.apps.evidence.models import FileVersion
from parindex.apps.evidence.storage import place_of, stored_names

_CHUNK = 1024 * 1024
_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Content:
    """A content: its place in the storage, its hash, a name that people know it by.

    `size` is how many bytes it had, None where nobody noted it.
    """

    place: str
    sha256: str
    name: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A content looked at; `fault` says in Vietnamese what is wrong, empty where nothing is."""

    content: Content
    fault: str = ""

    def __str__(self) -> str:
        return f"{self.content.name} (SHA-256 {self.content.sha256}): {self.fault}."


def contents() -> list[Content]:
    """Every content that some document's file stands for, each once, by hash."""
    rows = FileVersion.objects.values("sha256", "size").annotate(name=Min("name"))
    return [
        Content(place_of(row["sha256"]), row["sha256"], row["name"], row["size"])
        for row in rows.order_by("sha256")
    ]


def check_all() -> Iterator[Checked]:
    """Read every content again, and whatever else the storage keeps under a hash."""
    known = contents()
    yield from (Checked(each, _fault(each)) for each in known)
    places = {each.place for each in known}
    for place in stored_names():
        name = PurePosixPath(place).name
        if place not in places and _HASH.fullmatch(name):
            content = Content(place, name, place)
            yield Checked(content, _fault(content))


def opened(sha256: str) -> BinaryIO:
    """The content of that hash, to be read; `FileNotFoundError` where it is not kept."""
    return cast("BinaryIO", default_storage.open(place_of(sha256)))


def read_through(source: BinaryIO) -> Iterator[bytes]:
    """All of it, piece by piece."""
    while chunk := source.read(_CHUNK):
        yield chunk


def _fault(content: Content) -> str:
    try:
        with default_storage.open(content.place) as source:
            digest, size = hashlib.sha256(), 0
            for chunk in source.chunks(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except FileNotFoundError:
        return "không còn trong kho"
    except OSError as error:
        return f"không đọc được ({error.strerror or error})"
    if digest.hexdigest() != content.sha256:
        then = "" if content.size is None else f", lúc nộp {content.size} byte"
        return f"nội dung đã khác lúc nộp ({size} byte{then})"
    return ""
