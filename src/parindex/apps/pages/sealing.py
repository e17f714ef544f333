"""What was shown, sealed for the way through the browser: what is confirmed is what was shown."""

from __future__ import annotations

from typing import TypeVar

from django.core import signing
from pydantic import TypeAdapter

from parindex.engine.values.problems import BadInput

T = TypeVar("T")

_LASTS = 3600
"""Seconds for which a preview may be confirmed."""
_MOST = 2_000_000
"""Characters that a form may carry; the server takes no more in one."""


def seal(shown: object, purpose: str) -> str:
    """A dataclass as signed and compressed text; `BadInput` where it is more than a form carries."""
    data = TypeAdapter(type(shown)).dump_python(shown, mode="json")
    text = signing.dumps(data, salt=purpose, compress=True)
    if len(text) > _MOST:
        raise BadInput.of("tệp", "quá nhiều nội dung cho một lần nạp", "Hãy tách thành nhiều tệp")
    return text


def unseal(text: str, kind: type[T], purpose: str) -> T:
    """What was sealed for the same purpose; `BadInput` if it is older than an hour or not ours."""
    try:
        told = signing.loads(text, salt=purpose, max_age=_LASTS)
    except signing.BadSignature as error:
        raise BadInput.of(
            "bản xem trước", "đã quá một giờ hoặc không nguyên vẹn", "Hãy chọn lại tệp"
        ) from error
    return TypeAdapter(kind).validate_python(told)
