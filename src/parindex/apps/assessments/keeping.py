"""The official files of approved results: reports, the run's record, signed copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parindex.apps.assessments.happenings import KeptFile
from parindex.apps.assessments.models import FrozenRun
from parindex.apps.files.checking import Content
from parindex.apps.files.shelves import Shelf

REPORTS = Shelf("reports")


def keep(path: Path, name: str) -> KeptFile:
    """Keep a file; the same content is kept once."""
    return KeptFile(name, REPORTS.put(path), path.stat().st_size)


def contents() -> Iterator[Content]:
    """Every content that some result was approved, filed or handed over with."""
    for files, signed in FrozenRun.objects.values_list("files", "signed").iterator():
        for each in (*files, *filter(None, (signed,))):
            yield Content(
                REPORTS.place_of(each["sha256"]), each["sha256"], each["name"], each["size"]
            )
