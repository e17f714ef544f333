"""The file that a plan was read from: kept as it came, handed out to whoever may read the version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.http import FileResponse
from django.urls import reverse

from parindex.apps.files.checking import Content
from parindex.apps.files.content import DOCX, TEXT
from parindex.apps.files.serving import handed_out
from parindex.apps.files.shelves import Incoming, Kept, Shelf
from parindex.apps.planning.contents import SourceData
from parindex.apps.planning.documents import DRAFT, version_called
from parindex.apps.planning.models import Version

PLANS = Shelf("plans")
_KINDS = (DOCX, TEXT)


def keep(file: Path) -> Kept:
    """Keep the file that a plan is read from; it stays where it is. `BadInput` if it is not taken."""
    return PLANS.take(Incoming(file, file.name), _KINDS, spare=False)


def version_with_original(key: UUID, version: str) -> Version | None:
    """A version of a plan, by its number or the draft, if the file it was read from is kept."""
    found = version_called(key, version)
    return found if found and found.read.is_kept else None


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a version goes back to, as pages name it.

    `number` is the version that was read from it: an amendment may have been written on another.
    """

    version: Version
    number: int

    @property
    def read(self) -> SourceData:
        return self.version.read

    @property
    def is_amended(self) -> bool:
        """Whether the version was written on one that had been read."""
        return self.number != self.version.number

    @property
    def address(self) -> str:
        """Where the file is downloaded; empty where it was not kept."""
        if not self.read.is_kept:
            return ""
        named = DRAFT if self.version.is_draft else str(self.version.number)
        return reverse("planning:original", args=[self.version.plan_id, named])


def original_of(version: Version) -> Original:
    """The file that the version goes back to."""
    same = Version.objects.filter(plan=version.plan_id, source__sha256=version.read.sha256)
    first = same.order_by("number").values_list("number", flat=True).first()
    return Original(version, first or version.number)


def originals_in(versions: Sequence[Version]) -> list[Original]:
    """The same for all issued versions of a plan, without asking again."""
    first: dict[str, int] = {}
    for each in sorted(versions, key=lambda version: version.number):
        first.setdefault(each.read.sha256, each.number)
    return [Original(each, first[each.read.sha256]) for each in versions]


def download(version: Version) -> FileResponse:
    """The file, to be saved."""
    read = version.read
    return handed_out(PLANS.place_of(read.sha256), read.name, read.media_type)


def contents() -> Iterator[Content]:
    """Every content that some version was read from."""
    told = (f"source__{name}" for name in ("sha256", "name", "size", "media_type"))
    for sha256, name, size, media_type in Version.objects.values_list(*told).distinct():
        if media_type:
            yield Content(PLANS.place_of(sha256), sha256, name, size)
