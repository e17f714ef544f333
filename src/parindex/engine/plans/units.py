"""Lists of units, cut into names without tearing a name or a group apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parindex.engine.plans.words import any_of, fold, without_end

UNIT_HEADS = (
    "Ban",
    "Bảo hiểm xã hội",
    "Báo",
    "Bộ",
    "Bộ phận",
    "Bưu điện",
    "Chánh Văn phòng",
    "Chi cục",
    "Chủ tịch",
    "Công an",
    "Công ty",
    "Cục",
    "Đài",
    "Đoàn",
    "Giám đốc",
    "HĐND",
    "Hội",
    "Hội đồng",
    "Kho bạc",
    "Liên đoàn",
    "Liên minh",
    "Ngân hàng",
    "Phòng",
    "Sở",
    "Thanh tra",
    "Thủ trưởng",
    "Thuế",
    "Tòa án",
    "Tổ",
    "Trung tâm",
    "Trường",
    "Trưởng",
    "UBMTTQ",
    "UBND",
    "Ủy ban",
    "Văn phòng",
    "Viễn thông",
    "Viện",
    "VNPT",
)
"""Words that a unit's name starts with; written with a capital they open a new name."""

GROUP_HEADS = ("các", "những", "tất cả", "toàn thể", "thủ trưởng các", "trưởng các")
"""Words that open a group; what follows them (`Các sở, ngành, địa phương`) is one name."""

_JOINT_NAMES = ("HĐND", "Hội đồng nhân dân", "Đoàn ĐBQH", "Đoàn đại biểu Quốc hội")
"""`Văn phòng HĐND và UBND` is one office: no cut at an `và` behind these words."""

_HEAD = re.compile(rf"{any_of(UNIT_HEADS)}\b")
_GROUP = re.compile(rf"{any_of(GROUP_HEADS)}\b")
_MARK = re.compile(r"[();\n,]|\s(?:và|cùng)\s")
_JOINT_END = re.compile(rf"{any_of(_JOINT_NAMES)}$")
_LONGEST_JOINT = max(map(len, _JOINT_NAMES))
_LONGEST_HEAD = max(map(len, (*UNIT_HEADS, *GROUP_HEADS))) + 10
_EXPANSIONS = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "vp": "văn phòng"}


def split_units(text: str) -> tuple[str, ...]:
    """The unit names in a list, as written and in order.

    Semicolons and line ends always part two names. A comma or `và` does so only where a new
    name starts behind it: one of `UNIT_HEADS` with a capital, or one of `GROUP_HEADS`. So
    `Các sở, ngành, địa phương` and `Sở Lao động, Thương binh và Xã hội` stay whole.
    """
    names = (without_end(name).lstrip("-+•* ") for name in _names(text))
    return tuple(name for name in names if name)


def starts_unit(text: str) -> bool:
    """Whether the text starts the name of a unit or of a group of units."""
    folded = fold(text)
    return bool(_GROUP.match(folded)) or (text[:1].isupper() and bool(_HEAD.match(folded)))


def same_name(text: str) -> str:
    """A unit's name with case, tone places and the usual abbreviations evened out."""
    return " ".join(_EXPANSIONS.get(word, word) for word in fold(text).split())


def _names(text: str) -> Iterator[str]:
    folded, start, depth = fold(text), 0, 0
    for mark in _MARK.finditer(folded):
        depth = max(0, depth + {"(": 1, ")": -1}.get(mark[0], 0))
        if depth == 0 and mark[0] not in "()" and _parts(text, folded, mark):
            yield text[start : mark.start()]
            start = mark.end()
    yield text[start:]


def _parts(text: str, folded: str, mark: re.Match[str]) -> bool:
    if mark[0] in ";\n":
        return True
    before = folded[max(0, mark.start() - _LONGEST_JOINT) : mark.start()]
    if mark[0] != "," and _JOINT_END.search(before):
        return False
    return starts_unit(text[mark.end() : mark.end() + _LONGEST_HEAD].lstrip())
