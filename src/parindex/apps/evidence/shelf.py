"""Where the files of documents are kept, and which of them count."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Min

from parindex.apps.evidence.models import FileVersion
from parindex.apps.files.checking import Content
from parindex.apps.files.shelves import Shelf

EVIDENCE = Shelf("evidence")


def contents() -> Iterator[Content]:
    """Every content that some document's file stands for."""
    rows = FileVersion.objects.values("sha256", "size").annotate(name=Min("name"))
    for row in rows.order_by():
        yield Content(EVIDENCE.place_of(row["sha256"]), row["sha256"], row["name"], row["size"])
