"""The head of a plan: letterhead, number and symbol, place and date, title, what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from parindex.engine.plans import frame
from parindex.engine.plans.frame import PROVINCE_WORDS
from parindex.engine.plans.ledger import Ledger
from parindex.engine.plans.tokens import Mark, Token
from parindex.engine.plans.units import UNIT_HEADS, starts_unit
from parindex.engine.plans.words import any_of, fold, is_capitals, sentence, tidy, without_end

_OF = re.compile(r"\bcủa\s+")
_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d{2})\b")
_YEAR_END = re.compile(r"\s*,?\s*(?:trong\s+)?năm\s+\d{4}$")
_REACH = 60
"""Characters in which the words that start a unit's name are found."""
_BARE_HEAD = re.compile(any_of(UNIT_HEADS))
_USUAL_BODIES = "Văn phòng, Ủy ban nhân dân, Hội đồng nhân dân, Đoàn đại biểu Quốc hội"
"""Bodies that a text often abbreviates (UBND), so that it does not show their spelling."""


@dataclass(slots=True)
class Head:
    """What stands above the sections; `addressees` are those of a `Kính gửi`."""

    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: date | None = None
    title: str | None = None
    letterhead: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        """The year that the plan is for: the one in its title, else the one it was issued in."""
        named = _YEAR.search(fold(self.title or ""))
        if named:
            return int(named[1])
        return None if self.date is None else self.date.year


def read_head(
    head: Iterable[Token], title: Sequence[Token], introduction: Iterable[Token], ledger: Ledger
) -> Head:
    """Read the tokens above the first section, placing those that are understood."""
    reader = _HeadReader(ledger)
    for token in head:
        reader.take_head(token)
    reader.take_title(title)
    for token in introduction:
        reader.take_introduction(token)
    return reader.head


def issuer_of(head: Head, text: str) -> str | None:
    """The issuing body: the last one of the letterhead, else the one behind `của` in the title.

    A letterhead is set in capitals; where `text`, the whole plan, writes the same name in
    ordinary letters, that spelling is taken.
    """
    if head.letterhead:
        name = head.letterhead[-1]
        # `VĂN PHÒNG` below `UBND TỈNH …` is that body's office.
        if len(head.letterhead) > 1 and _BARE_HEAD.fullmatch(fold(name)):
            name = f"{name} {head.letterhead[-2]}"
        return _in_ordinary_letters(name, text)
    return _from_title(head.title or "")


def _in_ordinary_letters(name: str, text: str) -> str:
    """Spell a name in capitals as the text spells it, phrase by phrase, longest first.

    A phrase that the text does not hold leaves the whole name as it is: better in capitals than
    with a guessed `Sở tư pháp`.
    """
    text = f"{text}\n{_USUAL_BODIES}"
    words, folded, spelled = name.split(), fold(text), ""
    while words:
        if fold(words[0]) in PROVINCE_WORDS or not any(map(str.isalpha, words[0])):
            spelled, words = f"{spelled} {words[0].lower()}", words[1:]
            continue
        lengths = range(len(words), 1, -1)
        found = ((size, _spelling(" ".join(words[:size]), text, folded)) for size in lengths)
        size, phrase = next(((size, phrase) for size, phrase in found if phrase), (0, ""))
        if not size:
            return name
        spelled, words = f"{spelled} {phrase}".strip(), words[size:]
    return spelled[0].upper() + spelled[1:]


def _spelling(phrase: str, text: str, folded: str) -> str | None:
    for match in re.finditer(rf"\b{re.escape(fold(phrase))}\b", folded):
        written = text[match.start() : match.end()]
        if not is_capitals(written):
            return written
    return None


def _from_title(title: str) -> str | None:
    starts = [match.end() for match in _OF.finditer(fold(title))]
    named = next((at for at in reversed(starts) if starts_unit(title[at : at + _REACH])), None)
    return None if named is None else without_end(_YEAR_END.sub("", title[named:]))


class _HeadReader:
    def __init__(self, ledger: Ledger) -> None:
        self.head = Head()
        self._ledger = ledger
        self._addressing = False

    def take_head(self, token: Token) -> None:
        if self._frame(token) or self._number(token) or self._place(token):
            return
        if self._salutation(token):
            return
        if token.mark is Mark.NONE and frame.is_letterhead(token.text):
            self._letterhead(token)

    def take_title(self, tokens: Sequence[Token]) -> None:
        words = [
            frame.plan_title(token.text) if at == 0 else token.text
            for at, token in enumerate(tokens)
        ]
        self.head.title = sentence(" ".join(word for word in words if word)) or None
        for token in tokens:
            self._ledger.place(token.pieces, "title")

    def take_introduction(self, token: Token) -> None:
        if self._frame(token) or self._salutation(token):
            return
        listed = token.mark is Mark.BULLET and bool(self.head.bases)
        basis = frame.is_basis(token.text) or frame.is_attached(token.text) or listed
        if token.is_content and basis:
            self.head.bases.append(sentence(token.text).rstrip(","))
            self._ledger.place(token.pieces, "bases")
        elif token.is_content and frame.is_enacting(token.text):
            self._ledger.place(token.pieces, "enacting clause")

    def _frame(self, token: Token) -> bool:
        fixed = bool(frame.RULE.fullmatch(token.text)) or frame.is_motto(token.text)
        if fixed:
            self._ledger.place(token.pieces, "frame")
        return fixed

    def _number(self, token: Token) -> bool:
        match = frame.NUMBER_LINE.match(fold(token.text))
        if match is None or self.head.symbol is not None:
            return False
        number, symbol = (token.text[slice(*match.span(name))] for name in ("number", "symbol"))
        self.head.number = number or None
        self.head.symbol = re.sub(r"\s", "", symbol)
        rest = token.text[match.end() :].strip()
        if not rest or self._take_place(rest):
            self._ledger.place(token.pieces, "number")
        return True

    def _place(self, token: Token) -> bool:
        placed = self._take_place(token.text)
        if placed:
            self._ledger.place(token.pieces, "place and date")
        return placed

    def _take_place(self, text: str) -> bool:
        """Take place and date; a date that the calendar lacks stays on the list of the unplaced."""
        found = frame.read_place(text)
        if found is None or self.head.place is not None:
            return False
        self.head.place, self.head.date, sound = found
        return sound

    def _letterhead(self, token: Token) -> None:
        name = tidy(token.text)
        if self.head.letterhead and frame.continues_letterhead(name):
            self.head.letterhead[-1] += f" {name}"
        elif starts_unit(name):
            self.head.letterhead.append(name)
        else:
            return
        self._ledger.place(token.pieces, "letterhead")

    def _salutation(self, token: Token) -> bool:
        """Take `Kính gửi: …` and the list below it."""
        behind = frame.after(token.text) if token.is_content else None
        if behind is None:
            self._addressing = self._addressing and token.mark is Mark.BULLET
            behind = token.text if self._addressing else None
        else:
            self._addressing = True
        if behind is None:
            return False
        if behind:
            self.head.addressees.append(without_end(behind))
        self._ledger.place(token.pieces, "recipients")
        return True
