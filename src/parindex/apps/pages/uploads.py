"""Files on disk that are on their way: handed over by a person, or made here for the storage."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile

from parindex.engine.values.problems import BadInput

if TYPE_CHECKING:
    _File = File[bytes]
else:
    _File = File

_UNSAFE = re.compile(r"[^\w.() -]")


class FileOnDisk(_File):
    """A file that a storage on the same disk may move instead of copying."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path.open("rb"), name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


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
