"""Files that a person hands over: on disk while they are read, told of by their own name."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from parindex.engine.values.problems import BadInput

_UNSAFE = re.compile(r"[^\w.() -]")


@contextmanager
def on_disk(file: UploadedFile[bytes]) -> Iterator[Path]:
    """The uploaded file as a path, gone when the block ends.

    Problems raised in the block name the file as its owner knows it, without our folder.
    """
    name = _UNSAFE.sub("_", Path(file.name or "").name).lstrip(".") or "tep"
    with tempfile.TemporaryDirectory(prefix="parindex-") as folder:
        path = Path(folder) / name
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        try:
            yield path
        except BadInput as bad:
            told = (
                replace(each, where=each.where.replace(f"{folder}/", "")) for each in bad.problems
            )
            raise BadInput(*told) from bad
