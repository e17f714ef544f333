"""Keep out of a report what no page can carry."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, TypeVar, cast

_NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of surrogate pairs: XML forbids them and no font shows them."""

Whole = TypeVar("Whole")


def printable(value: Whole) -> Whole:
    """The same data, every text in it without characters that cannot be printed."""
    return cast("Whole", _printable(value))


def _printable(value: Any) -> Any:
    if isinstance(value, str) and type(value) is str:
        return _NOT_PRINTABLE.sub("", value)
    if isinstance(value, tuple):
        return tuple(map(_printable, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
        return dataclasses.replace(value, **{key: _printable(each) for key, each in named.items()})
    return value
