"""Section headings: what a part of the plan is about, told from the words of its heading."""

from __future__ import annotations

import re
from enum import StrEnum

from parindex.engine.plans.words import fold


class Part(StrEnum):
    """The parts of a plan that hold its content."""

    OBJECTIVES = "objectives"
    REQUIREMENTS = "requirements"
    TASKS = "tasks"
    DUTIES = "duties"


_WORDS: dict[Part, tuple[str, ...]] = {
    Part.OBJECTIVES: ("mục đích", "mục tiêu"),
    Part.REQUIREMENTS: ("yêu cầu",),
    Part.TASKS: (
        "công việc",
        "giải pháp",
        "nhiệm vụ",
        "nội dung",
        "phân công",
        "phân công nhiệm vụ",
        "phân công thực hiện",
    ),
    Part.DUTIES: (
        "chế độ báo cáo",
        "chế độ thông tin",
        "chế độ thông tin, báo cáo",
        "điều khoản thi hành",
        "kinh phí",
        "kinh phí thực hiện",
        "nguồn kinh phí",
        "phân công tổ chức thực hiện",
        "phân công trách nhiệm",
        "tổ chức thực hiện",
        "trách nhiệm",
        "trách nhiệm thi hành",
        "trách nhiệm thực hiện",
    ),
}
"""The first of these words in a heading decides; of two at the same place, the longer one."""

_ENDINGS = (
    "chủ yếu",
    "chung",
    "cơ bản",
    "cụ thể",
    "thực hiện",
    "tổng quát",
    "trọng tâm",
)
_PARTS = {fold(phrase): part for part, phrases in _WORDS.items() for phrase in phrases}
_PHRASE = (
    "(?:"
    + "|".join(
        r"\s+".join(map(re.escape, phrase.split()))
        for phrase in sorted(_PARTS, key=len, reverse=True)
    )
    + ")"
)
_SEARCH = re.compile(rf"\b{_PHRASE}\b")
_TAILS = "|".join(re.escape(fold(ending)).replace(r"\ ", r"\s+") for ending in _ENDINGS)
_WHOLE = re.compile(
    rf"(?:các\s+)?{_PHRASE}(?:\s*(?:,|-|/|\bvà\b)\s*(?:các\s+)?{_PHRASE})*(?:\s+(?:{_TAILS}))*\s*[.:]?"
)
_HEADED = re.compile(rf"(?P<heading>{_WHOLE.pattern[: -len('[.:]?')]}:)\s*(?=\S)")


def part_of(heading: str) -> Part | None:
    """The part a heading opens, or None where its words say nothing known."""
    match = _SEARCH.search(fold(heading))
    return _PARTS[" ".join(match[0].split())] if match else None


def is_whole_heading(text: str) -> bool:
    """Whether the text consists of heading words only, such as `Mục đích, yêu cầu`."""
    return bool(_WHOLE.fullmatch(fold(text)))


def heading_end(text: str) -> int:
    """Where the heading ends on a line that goes on behind it (`Mục tiêu: Nâng cao …`), else 0."""
    match = _HEADED.match(fold(text))
    return match.end("heading") if match else 0
