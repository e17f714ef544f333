"""Lines cut into tokens: marks and labels split off, wrapped lines joined, tables recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from parindex.engine.plans import frame
from parindex.engine.plans.headings import heading_end, part_of
from parindex.engine.plans.labels import LabelKind, split_labels
from parindex.engine.plans.ledger import Ledger
from parindex.engine.plans.tables import read_table
from parindex.engine.plans.tokens import Mark, Token, read_mark
from parindex.engine.plans.units import starts_unit
from parindex.engine.plans.words import fold, is_capitals, tidy
from parindex.engine.reading.lines import Line

_EMPHASIS = re.compile(r"\*{2,}|_{2,}(?=\w)|(?<=\w)_{2,}|^\s*#{1,6}\s+")
_GAP = re.compile(r"(?<=\S\S)(?:\t+\s*| {3,})(?![/\s])")
_OPEN_GAP = re.compile(r"(?:,|:|ngày|tháng|năm)$")
_SENTENCE_END = (".", ";", ":", "!", "?")
_LONGEST_SENTENCE = 4_000
"""Characters; beyond, lines are left apart so that reading time stays in step with length."""
_FULL_LINE = 55
"""Characters; a shorter line was ended on purpose, a longer one may have been wrapped."""


def tokenise(lines: Sequence[Line], ledger: Ledger) -> list[Token]:
    """Cut a document into tokens, entering every non-blank piece into the ledger."""
    tokens: list[Token] = []
    margin = _Margin()
    for _, group in groupby(lines, key=lambda line: line.cell and line.cell.table):
        run = list(group)
        table = read_table(run, ledger) if run[0].cell else None
        fresh = [table] if table else [t for line in run for t in _line(line, margin, ledger)]
        for token in fresh:
            _append(tokens, token)
    return tokens


class _Margin:
    """Whether a reader is above the title or below the text, where lines hold two columns."""

    def __init__(self) -> None:
        self.inside = True

    def columns(self, text: str) -> list[str]:
        parts = _columns(text)
        if self.inside and frame.plan_title(parts[0]) is not None:
            self.inside = False
        elif any(frame.after(part, recipients=True) is not None for part in parts):
            self.inside = True
        return parts if self.inside else [text]


def _columns(text: str) -> list[str]:
    parts, start = [], 0
    for gap in _GAP.finditer(text):
        left = text[start : gap.start()]
        # The gap in `ngày     tháng 02` was left for a pen, not for a second column.
        if frame.after(left, recipients=True) == "" or not _OPEN_GAP.search(fold(left)):
            parts.append(left)
            start = gap.end()
    return [*parts, text[start:]]


def _line(line: Line, margin: _Margin, ledger: Ledger) -> Iterator[Token]:
    text = line.text if frame.RULE.fullmatch(line.text) else _EMPHASIS.sub("", line.text)
    for part in margin.columns(text.strip()):
        if part.strip():
            yield from _tokens(tidy(part), line, ledger)


def _tokens(text: str, line: Line, ledger: Ledger) -> Iterator[Token]:
    mark, ref, words = read_mark(text)
    start = len(text) - len(words)
    end = heading_end(words) if _heads(mark, words) else 0
    if end:
        piece = ledger.add(line.number, text[: start + end])
        yield Token((piece,), line.number, words[:end], mark, ref, adjacent=line.adjacent)
        mark, ref, text, start = Mark.NONE, "", words[end:].strip(), 0
    adjacent = line.adjacent and not end
    for index, found in enumerate(split_labels(text[start:])):
        lead = text[:start] if index == 0 else ""
        piece = ledger.add(line.number, tidy(lead + found.text))
        own = (mark, ref) if index == 0 and found.kind is None else (Mark.NONE, "")
        # Other labels stay with their words: `Sản phẩm: Báo cáo` is an item of the task.
        said = tidy(found.text if found.kind is LabelKind.OTHER else found.value)
        yield Token((piece,), line.number, said, *own, found.kind, adjacent and index == 0)


def _heads(mark: Mark, words: str) -> bool:
    return mark in (Mark.SECTION, Mark.NUMBER, Mark.LETTER) and part_of(words) is not None


def _append(tokens: list[Token], token: Token) -> None:
    previous = tokens[-1] if tokens else None
    wraps = previous is not None and _continues(previous, token)
    if previous is None or not (wraps or _fills(previous, token)):
        tokens.append(token)
        return
    separator = "\n" if previous.label and token.mark is Mark.BULLET else " "
    tokens[-1] = replace(
        previous,
        pieces=previous.pieces + token.pieces,
        text=f"{previous.text}{separator}{token.text}".strip(),
        wrapped=previous.wrapped + (token.pieces if wraps else ()),
    )


def _fills(previous: Token, token: Token) -> bool:
    """Whether the token is what a bare number (`PHẦN I`) or label (`Chủ trì:`) announced."""
    if previous.mark in (Mark.SECTION, Mark.NUMBER, Mark.LETTER) and not previous.text:
        return token.is_content and token.mark is Mark.NONE
    if previous.label is None or not token.is_content or token.mark is Mark.SECTION:
        return False
    if not previous.text:
        return token.mark is not Mark.NUMBER
    units = previous.label in (LabelKind.LEAD, LabelKind.COORDINATING)
    listed = len(previous.pieces) > 1
    return units and listed and token.mark is Mark.BULLET and starts_unit(token.text)


def _continues(previous: Token, token: Token) -> bool:
    """Whether the token is the rest of a sentence that was wrapped at the end of a line."""
    if token.mark is not Mark.NONE or token.label is not None or not token.adjacent:
        return False
    if previous.mark is Mark.TABLE or previous.text.endswith(_SENTENCE_END):
        return False
    if len(previous.text) > _LONGEST_SENTENCE:
        return False
    if frame.is_complete(previous.text) or _opens(token.text):
        return False
    if is_capitals(previous.text):
        return previous.mark is Mark.SECTION and is_capitals(token.text)
    begun = token.text[0].islower() or token.text[0].isdigit() or token.text[0] in "(/-"
    return begun or (len(previous.text) >= _FULL_LINE and not is_capitals(token.text))


def _opens(text: str) -> bool:
    """Whether the words open something of their own, however short the line above."""
    return (
        frame.is_basis(text)
        or frame.is_attached(text)
        or frame.is_annex(text)
        or frame.is_enacting(text)
        or frame.is_signature_note(text)
        or frame.after(text) is not None
        or frame.after(text, recipients=True) is not None
        or frame.read_place(text) is not None
        or bool(frame.RULE.fullmatch(text))
    )
