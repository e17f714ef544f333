"""Whom a target binds: `cấp tỉnh`, `các sở, ngành và tương đương`, `UBND cấp xã`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parindex.engine.plans.words import any_of, fold, tidy

_LEVELS = ("tỉnh", "trung ương", "huyện", "xã")
_COMMITTEE = any_of(("UBND", "Ủy ban nhân dân"))
_MANY = any_of(("các", "tất cả các", "những"))
_LEVEL = rf"cấp\s+{any_of(_LEVELS)}"

_DISTRICT = r"(?:cấp\s+huyện|huyện|các\s+huyện)"

_BODIES = (
    r"sở,\s*(?:ban,\s*)?ngành(?:\s+cấp\s+tỉnh|\s+và\s+tương\s+đương)*",
    r"cơ\s+quan\s+chuyên\s+môn(?:\s+thuộc\s+ubnd\s+(?:tỉnh|cấp\s+\w+))?",
    r"cơ\s+quan\s+hành\s+chính(?:\s+nhà\s+nước)?(?:\s+các\s+cấp)?",
    r"cơ\s+quan,\s*đơn\s+vị(?:\s+(?:trực\s+)?thuộc\s+\w+)?",
    r"đơn\s+vị\s+sự\s+nghiệp(?:\s+công\s+lập)?",
    rf"phòng(?:,\s*ban)?(?:\s+chuyên\s+môn)?\s+(?:trực\s+)?thuộc\s+{_COMMITTEE}\s+{_DISTRICT}",
    rf"{_COMMITTEE}\s+{_LEVEL}",
    rf"(?:{_COMMITTEE}\s+(?:các\s+)?)?huyện,\s*thị\s+xã,\s*thành\s+phố",
    rf"(?:{_COMMITTEE}\s+(?:các\s+)?)?xã,\s*phường(?:,\s*(?:thị\s+trấn|đặc\s+khu))?",
    r"địa\s+phương",
    _LEVEL,
)
"""Longest kinds first: a `phòng thuộc UBND cấp huyện` is not also a `UBND cấp huyện`."""

# One spelling for the raw patterns above and for the folded text that they are matched with.
_SCOPE = re.compile(
    rf"\b(?:{_MANY}\s+)?(?P<body>{'|'.join(fold(body) for body in _BODIES)})"
    rf"(?P<more>(?:(?:,\s*|\s+và\s+)(?:cấp\s+)?{any_of(_LEVELS)}\b)*)"
)
_MORE = re.compile(any_of(_LEVELS))


@dataclass(frozen=True, slots=True)
class Scope:
    """Words that name whom a target binds, and where they stand in the text."""

    start: int
    end: int
    text: str


def find_scopes(text: str) -> Iterator[Scope]:
    """The scopes named in a text, in order, as written but without a leading `các`.

    `cấp tỉnh, huyện, xã` names three.
    """
    folded = fold(text)
    for match in _SCOPE.finditer(folded):
        start, end = match.span("body")
        yield Scope(start, end, tidy(text[start:end]))
        for more in _MORE.finditer(folded, *match.span("more")):
            yield Scope(more.start(), more.end(), f"cấp {text[more.start() : more.end()]}")
