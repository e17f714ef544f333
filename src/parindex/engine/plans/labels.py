"""The labels that introduce who does a task, with whom, by when: `Đơn vị chủ trì: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from parindex.engine.plans.words import any_of, fold


class LabelKind(StrEnum):
    """What stands behind a label; OTHER is kept with the task's items, label and all."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    PERIOD = "period"
    OTHER = "other"


_WHO = ("đơn vị", "cơ quan", "cơ quan, đơn vị", "cơ quan/đơn vị", "phòng", "bộ phận", "đầu mối")

_WORDS: dict[LabelKind, tuple[str, ...]] = {
    LabelKind.LEAD: (
        "chủ trì",
        "chủ trì thực hiện",
        "phân công thực hiện",
        "trách nhiệm thực hiện",
        *map(
            " ".join,
            product(
                _WHO,
                (
                    "chủ trì",
                    "chủ trì thực hiện",
                    "chủ trì tham mưu",
                    "chủ trì, tham mưu",
                    "thực hiện",
                    "chịu trách nhiệm",
                    "chịu trách nhiệm chính",
                    "đầu mối",
                ),
            ),
        ),
    ),
    LabelKind.COORDINATING: (
        "phối hợp",
        "phối hợp thực hiện",
        "phối hợp với",
        *map(" ".join, product(_WHO, ("phối hợp", "phối hợp thực hiện"))),
    ),
    LabelKind.PERIOD: (
        "thời gian",
        "thời gian thực hiện",
        "thời gian hoàn thành",
        "thời gian triển khai",
        "thời gian, tiến độ",
        "thời hạn",
        "thời hạn hoàn thành",
        "thời hạn thực hiện",
        "thời điểm",
        "tiến độ",
        "tiến độ thực hiện",
        "tiến độ hoàn thành",
        "lộ trình",
        "lộ trình thực hiện",
        "hoàn thành",
    ),
    LabelKind.OTHER: (
        "sản phẩm",
        "sản phẩm đầu ra",
        "sản phẩm hoàn thành",
        "sản phẩm dự kiến",
        "dự kiến sản phẩm",
        "kết quả đầu ra",
        "kết quả đạt được",
        "kết quả/sản phẩm",
        "kết quả, sản phẩm",
        "kinh phí",
        "nguồn kinh phí",
        "ghi chú",
    ),
}

_ALTERNATIVES = "|".join(f"(?P<{kind}>{any_of(words)})" for kind, words in _WORDS.items())
_LABEL = re.compile(rf"(?:^|(?<=[.;,(])|(?<=\s-))\s*(?:{_ALTERNATIVES})\s*:")
_COLUMN = re.compile(rf"\W*(?:{_ALTERNATIVES})\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: content where `kind` is None, else what stands behind a label."""

    kind: LabelKind | None
    text: str
    value: str


def split_labels(text: str) -> Iterator[Piece]:
    """Cut a line into its content, if any, and its labels; together they are the whole line."""
    matches = list(_LABEL.finditer(fold(text)))
    starts = [*(match.start() for match in matches), len(text)]
    content = text[: starts[0]].rstrip(" (")
    begin = 0
    if content or not matches:
        yield Piece(None, text[: starts[0]], content)
        begin = starts[0]
    for match, end in zip(matches, starts[1:], strict=True):
        kind = LabelKind(str(match.lastgroup))
        yield Piece(kind, text[begin:end], _value(text[match.end() : end]))
        begin = end


def column_kind(heading: str) -> LabelKind | None:
    """What a table column holds, from its heading; None where the words are not known."""
    match = _COLUMN.match(fold(heading))
    return LabelKind(str(match.lastgroup)) if match else None


def _value(text: str) -> str:
    value = text.strip().rstrip(" ;,-")
    # `(Chủ trì: Sở Nội vụ)` opens its bracket before the label.
    return value.rstrip(").") if value.count(")") > value.count("(") else value
