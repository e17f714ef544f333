"""The report laid out: texts and tables in order, ready for any writer that sets pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class Style(StrEnum):
    """Kinds of paragraph; each writer has a style of its own for every one."""

    BASIS = "basis"
    BODY = "body"
    HEADING = "heading"
    SUBHEADING = "subheading"
    ENTRY = "entry"
    NOTE = "note"
    FILL_IN = "fill_in"
    LAST = "last"


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Tone(StrEnum):
    """How much a row weighs: a component, its criterion, its field, the whole."""

    PLAIN = "plain"
    CRITERION = "criterion"
    FIELD = "field"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Paragraph:
    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its share of the text's width."""

    title: str
    share: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A table; with `headed` its titles stand on top of every page it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headed: bool = True


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything above the body of the first page."""

    superior: str
    issuer: str
    nation: str
    motto: str
    number: str
    place_and_date: str
    kind: str
    subject: str
    notices: tuple[str, ...]
    addressed_to: str
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """Nơi nhận on the left, the signature block on the right.

    `signing` holds the lines of the block: authorities (`TM.`, `KT.`), then the office. `name` is
    whoever signed; it stays blank on what is still to be signed.
    """

    recipients_label: str
    recipients: tuple[str, ...]
    signing: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    label: str
    title: str
    attached_to: str
    landscape: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    created: datetime


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole document; `footer` stands under every page of the annexes."""

    metadata: Metadata
    letter: Letter
    body: tuple[Block, ...]
    closing: Closing
    annexes: tuple[Annex, ...]
    footer: str
