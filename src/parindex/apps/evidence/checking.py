"""Every kept file read again and held against the hash that it was kept under."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.db.models import Min

from parindex.apps.evidence.models import FileVersion
from parindex.apps.evidence.storage import place_of

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """A content that files stand for: its hash, its size in bytes, a name that one of them has."""

    sha256: str
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A content looked at; `fault` says in Vietnamese what is wrong, empty where nothing is."""

    content: Content
    fault: str = ""

    def __str__(self) -> str:
        return f"{self.content.name} (SHA-256 {self.content.sha256}): {self.fault}."


def contents() -> list[Content]:
    """Every content that some file stands for, each once, by hash."""
    rows = FileVersion.objects.values("sha256", "size").annotate(name=Min("name"))
    return [Content(**row) for row in rows.order_by("sha256")]


def check_all() -> Iterator[Checked]:
    """Read every content again, one after the other."""
    return (Checked(each, _fault(each)) for each in contents())


def opened(sha256: str) -> BinaryIO:
    """The content of that hash, to be read; `FileNotFoundError` where it is not kept."""
    return cast("BinaryIO", default_storage.open(place_of(sha256)))


def read_through(source: BinaryIO) -> Iterator[bytes]:
    """All of it, piece by piece."""
    while chunk := source.read(_CHUNK):
        yield chunk


def _fault(content: Content) -> str:
    try:
        with opened(content.sha256) as source:
            digest, size = hashlib.sha256(), 0
            for chunk in read_through(source):
                digest.update(chunk)
                size += len(chunk)
    except FileNotFoundError:
        return "không còn trong kho"
    except OSError as error:
        return f"không đọc được ({error.strerror or error})"
    if digest.hexdigest() != content.sha256:
        return f"nội dung đã khác lúc nộp ({size} byte, lúc nộp {content.size} byte)"
    return ""
