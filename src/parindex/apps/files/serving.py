"""Kept files handed out: as downloads, or shown where a browser runs nothing of them."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from parindex.apps.files.content import PDF, SHOWN

_NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
_VIEWER = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
"""What a browser's own viewer of PDF needs; it refuses to run in a sandbox."""


def handed_out(
    place: str, name: str, media_type: str | None = None, *, shown: bool = False
) -> FileResponse:
    """The file at that place of the storage, to be saved under `name`; 404 where it is gone.

    Without a media type the name says it. With `shown` the browser shows a PDF or an image; other
    kinds are only ever downloaded.
    """
    try:
        content = default_storage.open(place)
    except FileNotFoundError as error:
        raise Http404("tệp không còn trong kho") from error
    is_shown = shown and media_type in SHOWN
    response = FileResponse(
        content, as_attachment=not is_shown, filename=name, content_type=media_type
    )
    is_pdf = is_shown and media_type == PDF.media_type
    response["Content-Security-Policy"] = _VIEWER if is_pdf else _NOTHING
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
