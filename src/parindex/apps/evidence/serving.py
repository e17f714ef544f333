"""Files handed out: as downloads, or shown where a browser runs nothing of them."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from parindex.apps.access.http import Request
from parindex.apps.evidence.content import PDF
from parindex.apps.evidence.models import FileVersion
from parindex.apps.evidence.storage import place_of

_NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
_VIEWER = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
"""What a browser's own viewer of PDF needs; it refuses to run in a sandbox."""


def download(request: Request, file: FileVersion) -> FileResponse:
    """The file to be saved."""
    return _response(file, shown=False)


def show(request: Request, file: FileVersion) -> FileResponse:
    """A PDF or an image in the browser; other kinds are not shown, only downloaded."""
    return _response(file, shown=file.is_shown)


def _response(file: FileVersion, *, shown: bool) -> FileResponse:
    try:
        content = default_storage.open(place_of(file.sha256))
    except FileNotFoundError as error:
        raise Http404("tệp không còn trong kho") from error
    response = FileResponse(
        content, as_attachment=not shown, filename=file.name, content_type=file.media_type
    )
    is_pdf = shown and file.media_type == PDF.media_type
    response["Content-Security-Policy"] = _VIEWER if is_pdf else _NOTHING
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
