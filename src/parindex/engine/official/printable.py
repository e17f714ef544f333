"""Make the texts of a report fit for a page: nothing unprintable, nothing torn apart."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

_NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of surrogate pairs: XML forbids them and no font shows them."""

_GLUED = re.compile(r"(?<=\d) (?=%|điểm\b)|(?<=[<>≤≥≈×=⇒]) (?=[≈\d])")
"""Blanks at which a line must not end: in `95 %`, `≥ 95`, `0,5 điểm`."""
_NO_BREAK = "\u00a0"
_SHORT = 2
"""Blanks from which on a text may be longer than a line."""

Whole = TypeVar("Whole")


def printable(value: Whole) -> Whole:
    """The same data, every text in it without characters that cannot be printed."""
    return cast("Whole", _each_text(value, lambda text: _NOT_PRINTABLE.sub("", text)))


def unbroken(value: Whole) -> Whole:
    """The same data, numbers kept on one line with their signs and units in every text."""
    return cast("Whole", _each_text(value, _unbroken))


def _unbroken(text: str) -> str:
    return _GLUED.sub(_NO_BREAK, text) if text.count(" ") >= _SHORT else text


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str) and type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(_each_text(each, change) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
        changed = {key: _each_text(each, change) for key, each in named.items()}
        return dataclasses.replace(value, **changed)
    return value
