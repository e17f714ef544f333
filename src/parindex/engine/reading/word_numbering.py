"""Labels of auto-numbered paragraphs, which Word keeps apart from the text (numbering.xml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_PLACEHOLDER = re.compile(r"%([1-9])")
_LONGEST_LABEL = 40
"""Characters of a label's pattern; longer ones are no label but an attempt to fill the memory."""
_ROMAN = (
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LAST_ROMAN = 89
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Level:
    number_format: str
    pattern: str
    start: int
    restart: int | None
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    starts: dict[int, int]


class Numbering:
    """Counts a document's lists from its first paragraph on; ask once per paragraph, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the root elements of numbering.xml and styles.xml; either may be None."""
        self._styles = {} if styles is None else _by_id(styles, "w:style", "w:styleId")
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if numbering is not None:
            self._levels = _abstract_lists(numbering)
            self._lists = _lists(numbering)

    def label(self, paragraph: Any) -> str:
        """`1.1.`, `a)`, `-` for a bullet, or empty text for a paragraph without numbering."""
        found = self._place(paragraph)
        if found is None:
            return ""
        number, depth = found
        levels = self._levels.get(self._lists[number].abstract, {})
        if depth not in levels:
            return ""
        counters = self._count(number, depth, levels)
        level = levels[depth]
        if level.number_format == "bullet":
            return "-"
        return _PLACEHOLDER.sub(
            lambda match: _shown(levels, counters, int(match[1]) - 1, legal=level.legal),
            level.pattern,
        ).strip()

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return self._inherited("Normal")
        own = properties.find(qn("w:numPr"))
        number, depth = _value(own, "w:numId"), _value(own, "w:ilvl")
        if number is None:
            return self._inherited(_value(properties, "w:pStyle") or "Normal")
        return (number, int(depth or 0)) if number in self._lists else None

    def _inherited(self, style_id: str) -> tuple[str, int] | None:
        for style in self._ancestry(style_id):
            properties = style.find(qn("w:pPr"))
            own = None if properties is None else properties.find(qn("w:numPr"))
            number = _value(own, "w:numId")
            if number is not None:
                depth = _value(own, "w:ilvl") or self._depth_of(number, style_id)
                return (number, int(depth)) if number in self._lists else None
        return None

    def _ancestry(self, style_id: str | None) -> Iterator[Any]:
        seen: set[str] = set()
        while style_id and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = _value(self._styles[style_id], "w:basedOn")

    def _depth_of(self, number: str, style_id: str) -> int:
        levels = self._levels.get(self._lists[number].abstract, {}) if number in self._lists else {}
        return next((depth for depth, level in levels.items() if level.style == style_id), 0)

    def _count(self, number: str, depth: int, levels: dict[int, _Level]) -> dict[int, int]:
        counters = self._counters.setdefault(self._lists[number].abstract, {})
        if number not in self._started:
            self._started.add(number)
            counters |= {at: start - 1 for at, start in self._lists[number].starts.items()}
        counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in [at for at in counters if at > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del counters[deeper]
        return counters


def _shown(levels: dict[int, _Level], counters: dict[int, int], depth: int, *, legal: bool) -> str:
    if depth not in levels:
        return ""
    level = levels[depth]
    number = counters.get(depth, level.start)
    return str(number) if legal else _formatted(number, level.number_format)


def _formatted(number: int, number_format: str) -> str:
    return _FORMATS.get(number_format, str)(number)


def _roman(number: int) -> str:
    if not 0 < number <= _LAST_ROMAN:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _letter(number: int) -> str:
    repeats, position = divmod(number - 1, len(_LETTERS))
    if number < 1 or repeats > 2:
        return str(number)
    return _LETTERS[position] * (repeats + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}
"""Number formats that occur in documents here; any other is shown as a plain number."""


def _abstract_lists(numbering: Any) -> dict[str, dict[int, _Level]]:
    found = _by_id(numbering, "w:abstractNum", "w:abstractNumId")
    lists = {key: _levels(element) for key, element in found.items()}
    # A list style is defined in one abstract list and only linked to from the others.
    styled = {
        link: key for key, element in found.items() if (link := _value(element, "w:styleLink"))
    }
    for key, element in found.items():
        link = _value(element, "w:numStyleLink")
        if link in styled and not lists[key]:
            lists[key] = lists[styled[link]]
    return lists


def _levels(element: Any) -> dict[int, _Level]:
    return {
        int(level.get(qn("w:ilvl"))): _Level(
            number_format=_value(level, "w:numFmt") or "decimal",
            pattern=(_value(level, "w:lvlText") or "")[:_LONGEST_LABEL],
            start=int(_value(level, "w:start") or 0),
            restart=None if (restart := _value(level, "w:lvlRestart")) is None else int(restart),
            legal=level.find(qn("w:isLgl")) is not None,
            style=_value(level, "w:pStyle"),
        )
        for level in element.findall(qn("w:lvl"))
    }


def _lists(numbering: Any) -> dict[str, _List]:
    return {
        key: _List(
            abstract=_value(element, "w:abstractNumId") or "",
            starts={
                int(override.get(qn("w:ilvl"))): int(start)
                for override in element.findall(qn("w:lvlOverride"))
                if (start := _value(override, "w:startOverride")) is not None
            },
        )
        for key, element in _by_id(numbering, "w:num", "w:numId").items()
    }


def _by_id(root: Any, tag: str, attribute: str) -> dict[str, Any]:
    return {element.get(qn(attribute)): element for element in root.findall(qn(tag))}


def _value(element: Any, tag: str) -> str | None:
    child = None if element is None else element.find(qn(tag))
    value = None if child is None else child.get(qn("w:val"))
    return None if value is None else str(value)
