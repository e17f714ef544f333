"""What files say, read once for each content and kept for searching."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.models import F, Q

from parindex.apps.evidence.kinds import Reading
from parindex.apps.evidence.models import FileText, FileVersion
from parindex.apps.evidence.shelf import EVIDENCE
from parindex.apps.evidence.words import Holds
from parindex.apps.files.content import KINDS
from parindex.apps.pages.folded import matching
from parindex.engine.values.vietnamese import fold
from parindex.services.document_text import READ_SUFFIXES, text_of

_SUFFIXES = {kind.media_type: kind.suffix for kind in KINDS if kind.suffix in READ_SUFFIXES}


def read(sha256: str, media_type: str) -> None:
    """Read the text of a kept file, if its kind has one and it was not read before."""
    suffix = _SUFFIXES.get(media_type)
    if suffix is None or FileText.objects.filter(sha256=sha256).exists():
        return
    with _on_disk(sha256, suffix) as path:
        text = text_of(path)
    words = fold(text or "")
    outcome = Reading.FAILED if text is None else Reading.READ if words else Reading.EMPTY
    FileText.objects.update_or_create(sha256=sha256, defaults={"words": words, "outcome": outcome})


def read_all() -> int:
    """Read every kept file that was not read before or could not be; returns how many were tried."""
    FileText.objects.filter(outcome=Reading.FAILED).delete()
    done = FileText.objects.values("sha256")
    rows = FileVersion.objects.filter(media_type__in=_SUFFIXES).exclude(sha256__in=done)
    pairs = list(rows.order_by("sha256").values_list("sha256", "media_type").distinct())
    for sha256, media_type in pairs:
        read(sha256, media_type)
    return len(pairs)


def found(words: str) -> Q:
    """Documents for which each word stands in what is said of them, or begins a word of a file."""
    asked = Q()
    for word in fold(words).split():
        read = FileText.objects.filter(Holds(F("words"), word)).values("sha256")
        files = FileVersion.objects.filter(sha256__in=read).values("document")
        asked &= matching("search", word) | Q(pk__in=files)
    return asked


@contextmanager
def _on_disk(sha256: str, suffix: str) -> Iterator[Path]:
    """The content as a file of that suffix, gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="parindex-") as folder:
        path = Path(folder) / f"tep{suffix}"
        with EVIDENCE.opened(sha256) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        yield path
