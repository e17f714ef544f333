"""Figures that a task has to reach: `tối thiểu 30%`, `từ 80% - 100%`, `02 - 03 cuộc`."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from parindex.engine.plans.model import Comparator, Target
from parindex.engine.plans.scopes import Scope, find_scopes
from parindex.engine.plans.words import any_of, fold, tidy, without_end

_BEFORE: dict[Comparator, tuple[str, ...]] = {
    Comparator.AT_LEAST: (
        "tối thiểu",
        "ít nhất",
        "không dưới",
        "không thấp hơn",
        "không ít hơn",
        "từ",
        "≥",
        ">=",
    ),
    Comparator.AT_MOST: (
        "tối đa",
        "nhiều nhất",
        "không quá",
        "không vượt quá",
        "không trên",
        "không cao hơn",
        "≤",
        "<=",
    ),
    Comparator.ABOVE: ("trên", "hơn", "vượt", "cao hơn", "nhiều hơn", ">"),
    Comparator.BELOW: ("dưới", "thấp hơn", "ít hơn", "<"),
}
_BEHIND: dict[Comparator, tuple[str, ...]] = {
    Comparator.AT_LEAST: ("trở lên",),
    Comparator.AT_MOST: ("trở xuống",),
}

_COUNTED = (
    "buổi",
    "chuyên đề",
    "chuyên mục",
    "cuộc",
    "điểm",
    "đợt",
    "hội nghị",
    "hội thảo",
    "lần",
    "lớp",
    "lượt",
    "mô hình",
    "phóng sự",
    "sáng kiến",
    "tin, bài",
    "tin bài",
)
"""Nouns that make a number a target wherever they follow it."""

_COMPARED = (
    "bài",
    "báo cáo",
    "đơn vị",
    "giải pháp",
    "giờ",
    "ngày",
    "ngày làm việc",
    "phút",
    "văn bản",
)
"""Nouns that make a number a target only behind a comparator: `trong 05 ngày` is none."""

_EXCEPT = ("trừ", "ngoại trừ", "không bao gồm", "không kể", "không tính")
_FILLERS = ("là", "đạt", "bằng", "đạt tỷ lệ", "khoảng")

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?:[.,]\d+)?"
_UNIT = rf"%|{any_of(_COUNTED)}\b|{any_of(_COMPARED)}\b"


def _named(words: dict[Comparator, tuple[str, ...]], prefix: str) -> str:
    return "|".join(
        rf"(?P<{prefix}_{comparator.name}>(?<!\w){any_of(phrases)})"
        for comparator, phrases in words.items()
    )


_TARGET = re.compile(
    rf"(?:(?:{_named(_BEFORE, 'before')})\s*(?:{any_of(_FILLERS)}\s+)?)?"
    rf"(?<![\w/.,-])(?P<value>{_NUMBER})"
    rf"(?:\s*%?\s*(?:-|đến)\s*(?P<upper>{_NUMBER}))?"
    rf"\s*(?P<unit>{_UNIT})"
    rf"(?:\s*(?:{_named(_BEHIND, 'behind')}))?"
)
_NEEDS_COMPARATOR = re.compile(any_of(_COMPARED))
_EXCEPTION = re.compile(
    rf"(?P<bracket>\(\s*)?(?<!\w){any_of(_EXCEPT)}\s+"
    r"(?P<what>(?(bracket)[^()]*|(?:(?!,\s*(?:đạt|được|phải|có)\b)[^;()])*))"
)
_PART_END = ", "
_CLAUSE_MARK = re.compile(r"[();]|\.(?=\s|$)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def read_targets(text: str) -> tuple[Target, ...]:
    """The numeric targets that a text sets, in order.

    Clauses (up to `;` or a full stop) are read one by one. Where a clause holds several figures,
    each takes the scopes that stand before it; if the first figure stands before every scope,
    each takes those behind it. No scope is taken across a comma where it has a figure on its own
    side. A clause's exception counts for all its figures.
    """
    return tuple(target for clause in _clauses(text) for target in _in_clause(clause))


def _clauses(text: str) -> Iterator[str]:
    start = depth = 0
    for mark in _CLAUSE_MARK.finditer(text):
        depth = max(0, depth + {"(": 1, ")": -1}.get(mark[0], 0))
        if mark[0] in ";." and depth == 0:
            yield text[start : mark.start()]
            start = mark.end()
    yield text[start:]


def _in_clause(clause: str) -> Iterator[Target]:
    folded = fold(clause)
    exception = _EXCEPTION.search(folded)
    figures = [match for match in _TARGET.finditer(folded) if _is_target(match)]
    left_out, words = _left_out(clause, exception), without_end(clause)
    outside = [scope for scope in find_scopes(clause) if not _within(scope, exception)]
    shares = _shared_out(outside, figures, folded)
    for figure, scopes in zip(figures, shares, strict=True):
        ends = sorted(_number(text) for text in figure.group("value", "upper") if text)
        yield Target(
            scope=scopes,
            comparator=_comparator(figure),
            value=ends[0],
            upper=ends[1] if len(ends) > 1 else None,
            unit=tidy(clause[slice(*figure.span("unit"))]).lower(),
            exception=left_out,
            text=words,
        )


def _is_target(match: re.Match[str]) -> bool:
    if _NEEDS_COMPARATOR.fullmatch(match["unit"]):
        return _comparator(match) is not Comparator.EQUAL
    return True


def _comparator(match: re.Match[str]) -> Comparator:
    if match["upper"] is not None:
        return Comparator.BETWEEN
    named = {name: word for name, word in match.groupdict().items() if word is not None}
    # `từ 30% trở xuống`: what stands behind the figure decides.
    for prefix in ("behind_", "before_"):
        for name in named:
            if name.startswith(prefix):
                return Comparator[name.removeprefix(prefix)]
    return Comparator.EQUAL


def _shared_out(
    scopes: list[Scope], figures: list[re.Match[str]], clause: str
) -> list[tuple[str, ...]]:
    if len(figures) == 1:
        return [tuple(scope.text for scope in scopes)]
    figures_lead = bool(scopes) and bool(figures) and figures[0].start() < scopes[0].start
    shares: list[list[str]] = [[] for _ in figures]
    for scope in scopes:
        at = _owner(scope, figures, clause, figures_lead=figures_lead)
        if at < len(shares):
            shares[at].append(scope.text)
    for at, (one, other) in enumerate(pairwise(figures), start=1):
        # `cấp xã từ 20% đến dưới 25%` binds one scope twice.
        if not shares[at] and _PART_END not in clause[one.end() : other.start()]:
            shares[at] = shares[at - 1]
    return [tuple(share) for share in shares]


def _owner(scope: Scope, figures: list[re.Match[str]], clause: str, *, figures_lead: bool) -> int:
    """Which figure the scope belongs to; beyond the last where to none."""
    behind = bisect([figure.start() for figure in figures], scope.start)
    beside = []
    if behind > 0 and _PART_END not in clause[figures[behind - 1].end() : scope.start]:
        beside.append(behind - 1)
    if behind < len(figures) and _PART_END not in clause[scope.end : figures[behind].start()]:
        beside.append(behind)
    return beside[0] if len(beside) == 1 else behind - figures_lead


def _within(scope: Scope, exception: re.Match[str] | None) -> bool:
    return exception is not None and exception.start() <= scope.start < exception.end()


def _left_out(clause: str, exception: re.Match[str] | None) -> str | None:
    return None if exception is None else without_end(clause[slice(*exception.span("what"))])


def _number(text: str) -> Fraction:
    """`97,5` and `97.5` are the same figure; `1.200` is a thousand two hundred."""
    plain = text.replace(".", "") if _THOUSANDS.fullmatch(text) else text
    return Fraction(plain.replace(",", "."))
