"""Tokens grouped the way a plan is laid out: head, title, introduction, sections, foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from parindex.engine.plans import frame
from parindex.engine.plans.headings import Part, is_whole_heading, part_of
from parindex.engine.plans.tokens import Mark, Token
from parindex.engine.plans.words import is_capitals

_LONGEST_HEADING = 30
"""Words; a longer line behind `I.` is a sentence, not a heading."""


@dataclass(slots=True)
class Section:
    """A part of the plan: its heading, what the heading opens (None if unknown), its tokens."""

    heading: Token | None
    part: Part | None
    tokens: list[Token] = field(default_factory=list)
    annex: bool = False


@dataclass(slots=True)
class Outline:
    """The zones of a document; every token is in exactly one of them."""

    head: list[Token] = field(default_factory=list)
    title: list[Token] = field(default_factory=list)
    introduction: list[Token] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    foot: list[Token] = field(default_factory=list)


class _Zone(Enum):
    HEAD = auto()
    TITLE = auto()
    INTRODUCTION = auto()
    BODY = auto()
    FOOT = auto()


def outline(tokens: Iterable[Token]) -> Outline:
    """Sort the tokens of a document into its zones, in reading order."""
    reader = _Outliner()
    for token in tokens:
        reader.take(token)
    return reader.outline


class _Outliner:
    def __init__(self) -> None:
        self.outline = Outline()
        self._zone = _Zone.HEAD
        self._numbered_sections = False
        self._ranks: list[str] = []
        self._enclosing: dict[int, Part | None] = {}

    def take(self, token: Token) -> None:
        if self._is_plan_line(token):
            self._zone = _Zone.TITLE
            self.outline.title.append(token)
        elif self._opens_foot(token):
            self._zone = _Zone.FOOT
            self.outline.foot.append(token)
        elif self._zone is not _Zone.HEAD and _opens_annex(token):
            self._open(Section(token, None, annex=True))
        elif self._is_heading(token):
            self._open(Section(token, self._part(token)))
        elif self._zone is _Zone.FOOT and token.mark is Mark.TABLE:
            self._open(Section(None, None, [token], annex=True))
        else:
            self._put(token)

    def _put(self, token: Token) -> None:
        if self._zone is _Zone.TITLE and not self._is_title(token):
            self._zone = _Zone.INTRODUCTION
        if self._zone is _Zone.HEAD and frame.is_basis(token.text):
            self._zone = _Zone.INTRODUCTION
        if self._starts_tasks(token):
            self._open(Section(None, None))
        match self._zone:
            case _Zone.HEAD:
                self.outline.head.append(token)
            case _Zone.TITLE:
                self.outline.title.append(token)
            case _Zone.INTRODUCTION:
                self.outline.introduction.append(token)
            case _Zone.BODY:
                self.outline.sections[-1].tokens.append(token)
            case _Zone.FOOT:
                self.outline.foot.append(token)

    def _open(self, section: Section) -> None:
        self._zone = _Zone.BODY
        self.outline.sections.append(section)

    def _is_plan_line(self, token: Token) -> bool:
        return (
            not self.outline.title
            and token.is_content
            and token.mark is Mark.NONE
            and frame.plan_title(token.text) is not None
        )

    def _is_title(self, token: Token) -> bool:
        """Whether the token goes on with the title below the words KẾ HOẠCH."""
        words = [t for t in self.outline.title if frame.plan_title(t.text) != ""]
        if not token.is_content or token.mark is not Mark.NONE or _has_own_place(token):
            return False
        if not words:
            return True
        both_capitals = is_capitals(token.text) and is_capitals(words[-1].text)
        return not frame.is_basis(token.text) and (both_capitals or token.text[0].islower())

    def _starts_tasks(self, token: Token) -> bool:
        """Whether numbered lines, labels or a table begin without any heading above them."""
        if self._zone is not _Zone.INTRODUCTION:
            return False
        return token.mark in (Mark.NUMBER, Mark.TABLE) or token.label is not None

    def _opens_foot(self, token: Token) -> bool:
        if self._zone not in (_Zone.INTRODUCTION, _Zone.BODY) or not token.is_content:
            return False
        if frame.after(token.text, recipients=True) is not None:
            return True
        signing = frame.is_authority(token.text) or frame.is_office(token.text)
        return signing and token.mark is Mark.NONE

    def _is_heading(self, token: Token) -> bool:
        if self._zone in (_Zone.HEAD, _Zone.FOOT) and part_of(token.text) is None:
            return False
        if not token.is_content or len(token.text.split()) > _LONGEST_HEADING:
            return False
        match token.mark:
            case Mark.SECTION:
                self._numbered_sections = True
                return True
            case Mark.NONE:
                return is_capitals(token.text) and is_whole_heading(token.text)
            case _:
                return is_whole_heading(token.text) and self._may_divide(token)

    def _may_divide(self, token: Token) -> bool:
        """Whether `1. Mục đích`, `2. Yêu cầu` divide here: below a heading of either, or of none.

        Inside a section of tasks the same words are a task's own, unless the whole plan is
        divided by plain numbers.
        """
        aims = (Part.OBJECTIVES, Part.REQUIREMENTS)
        sections = self.outline.sections
        if sections and sections[-1].part in aims and part_of(token.text) in aims:
            return True
        plain = token.mark is Mark.NUMBER and token.ref.isdigit()
        return plain and not self._numbered_sections

    def _part(self, token: Token) -> Part | None:
        """What the heading opens; where it does not say, what the heading around it opened."""
        if token.mark is not Mark.SECTION:
            return part_of(token.text)
        style = _style(token.ref)
        if style not in self._ranks:
            self._ranks.append(style)
        rank = self._ranks.index(style)
        part = part_of(token.text)
        if part is None and rank > 0:
            part = self._enclosing.get(rank - 1)
        self._enclosing[rank] = part
        return part


def _style(ref: str) -> str:
    if " " in ref:
        return "part"
    return "roman" if set(ref) <= set("IVX") else "letter"


def _opens_annex(token: Token) -> bool:
    return token.is_content and token.mark is Mark.NONE and frame.is_annex(token.text)


def _has_own_place(token: Token) -> bool:
    return bool(
        frame.RULE.fullmatch(token.text)
        or frame.is_attached(token.text)
        or frame.is_enacting(token.text)
        or frame.after(token.text) is not None
    )
