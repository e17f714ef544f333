"""Every kept file read again and held against the hash that it was kept under."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.storage import default_storage

from parindex.apps.files.shelves import CHUNK, stored_names

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


_told: list[Callable[[], Iterable[Content]]] = []


def count_on(contents: Callable[[], Iterable[Content]]) -> None:
    """An app tells, when it gets ready, how to ask which contents its rows count on."""
    if contents not in _told:
        _told.append(contents)


def contents() -> list[Content]:
    """Every content that some row counts on, each once, by its place."""
    found = {content.place: content for contents in _told for content in contents()}
    return [found[place] for place in sorted(found)]


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


def _fault(content: Content) -> str:
    try:
        with default_storage.open(content.place) as source:
            digest, size = hashlib.sha256(), 0
            for chunk in source.chunks(CHUNK):
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
