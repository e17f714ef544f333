"""Rows that were shown, sealed for the way through the browser: what is confirmed is what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing
from pydantic import TypeAdapter

from parindex.apps.organizations.importing.rows import UnitRow
from parindex.engine.values.problems import BadInput

_SALT = "organizations.import"
_LASTS = 3600
"""Seconds for which a preview may be confirmed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file's rows and the length of the directory's chain when they were shown."""

    source: str
    seen: int
    rows: Sequence[UnitRow]


_ADAPTER = TypeAdapter(Sealed)


def seal(sealed: Sealed) -> str:
    """Signed and compressed text."""
    return signing.dumps(_ADAPTER.dump_python(sealed, mode="json"), salt=_SALT, compress=True)


def unseal(text: str) -> Sealed:
    """What was sealed; `BadInput` if it is older than an hour or not ours."""
    try:
        return _ADAPTER.validate_python(signing.loads(text, salt=_SALT, max_age=_LASTS))
    except signing.BadSignature as error:
        raise BadInput.of(
            "bản xem trước", "đã quá một giờ hoặc không nguyên vẹn", "Hãy chọn lại tệp"
        ) from error
