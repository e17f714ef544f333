"""Files of documents handed out."""

from __future__ import annotations

from django.http import FileResponse

from parindex.apps.access.http import Request
from parindex.apps.evidence.models import FileVersion
from parindex.apps.evidence.shelf import EVIDENCE
from parindex.apps.files.serving import handed_out


def download(request: Request, file: FileVersion) -> FileResponse:
    """The file to be saved."""
    return handed_out(EVIDENCE.place_of(file.sha256), file.name, file.media_type)


def show(request: Request, file: FileVersion) -> FileResponse:
    """A PDF or an image in the browser; other kinds are not shown, only downloaded."""
    return handed_out(EVIDENCE.place_of(file.sha256), file.name, file.media_type, shown=True)
