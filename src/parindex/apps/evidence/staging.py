"""Files on their way in: whole with a form, or part by part; none is kept before it is whole."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import transaction
from django.utils import timezone

from parindex.apps.accounts.models import Account
from parindex.apps.evidence.models import Upload
from parindex.apps.files.shelves import Incoming, require_size

_KEPT_FOR = timedelta(days=1)
"""How long an upload that was broken off may be taken up again."""


class OffsetMoved(Exception):
    """A part does not begin where the file ends; `received` says where that is, in bytes."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


class BoundedHandler(TemporaryFileUploadHandler):
    """Streams files of forms to the staging folder; of one that is too large no more than shows it."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start > settings.PARINDEX_UPLOAD_LIMIT:
            return None
        return super().receive_data_chunk(raw_data, start)


def begin(account: Account, name: str, size: int) -> Upload:
    """Make room for a file of that size in bytes; `BadInput` if it is empty or too large."""
    require_size(size, name)
    clean()
    upload = Upload.objects.create(account=account, name=name[-255:], size=size)
    path_of(upload).touch(mode=0o600)
    return upload


def append_part(upload: Upload, offset: int, part: bytes) -> int:
    """Add a part that begins at `offset`; returns how many bytes have come.

    `OffsetMoved` if the file ends elsewhere or the part goes beyond its size; nothing is written then.
    """
    with transaction.atomic():
        Upload.objects.select_for_update().get(pk=upload.pk)
        received = received_of(upload)
        if offset != received or received + len(part) > upload.size:
            raise OffsetMoved(received)
        with path_of(upload).open("ab") as file:
            file.write(part)
    return received + len(part)


def received_of(upload: Upload) -> int:
    """How many bytes have come; none where the file is gone."""
    path = path_of(upload)
    return path.stat().st_size if path.exists() else 0


def whole(key: UUID, account: int) -> Incoming | None:
    """The upload of that account if all of it has come."""
    upload = Upload.objects.filter(pk=key, account=account).first()
    if upload is None or received_of(upload) != upload.size:
        return None
    return Incoming(path_of(upload), upload.name)


def upload_by_key(pk: UUID) -> Upload | None:
    return Upload.objects.filter(pk=pk).first()


def path_of(upload: Upload) -> Path:
    return _folder() / upload.pk.hex


def clean() -> int:
    """Forget uploads that nobody went on with for a day; returns how many files went."""
    Upload.objects.filter(begun_at__lt=timezone.now() - _KEPT_FOR).delete()
    oldest = time.time() - _KEPT_FOR.total_seconds()
    gone = 0
    for path in _folder().iterdir():
        if path.is_file() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _folder() -> Path:
    return Path(str(settings.FILE_UPLOAD_TEMP_DIR))
