"""Official files kept under the SHA-256 of their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from parindex.apps.assessments.happenings import KeptFile


def place_of(sha256: str) -> str:
    """The name in the storage of a content."""
    return f"reports/{sha256[:2]}/{sha256}"


def keep(path: Path, name: str) -> KeptFile:
    """Keep a file; the same content is kept once."""
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        place = place_of(sha256)
        if not default_storage.exists(place):
            content.seek(0)
            written = default_storage.save(place, File(content))
            if written != place:
                # Somebody kept the same content meanwhile.
                default_storage.delete(written)
    return KeptFile(name, sha256, path.stat().st_size)
