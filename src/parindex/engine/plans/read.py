"""The one door: a plan's file in, a `Plan` out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from parindex.engine.plans import frame
from parindex.engine.plans.citations import read_citations
from parindex.engine.plans.foot import read_foot
from parindex.engine.plans.head import issuer_of, read_head
from parindex.engine.plans.headings import Part
from parindex.engine.plans.labels import LabelKind
from parindex.engine.plans.ledger import Ledger
from parindex.engine.plans.model import Plan
from parindex.engine.plans.outline import Section, outline
from parindex.engine.plans.tasks import Draft, read_tasks, with_unique_refs
from parindex.engine.plans.tokenise import tokenise
from parindex.engine.plans.tokens import Mark, Token
from parindex.engine.plans.units import starts_unit
from parindex.engine.plans.words import is_capitals, sentence
from parindex.engine.reading.documents import read_document
from parindex.engine.reading.lines import Line
from parindex.engine.reference.documents import Register, known_documents


def read_plan(path: Path, register: Register | None = None) -> Plan:
    """Read a kế hoạch from a .txt or .docx file.

    `register` holds the documents that citations are checked against; the built-in one if None.
    Raises `BadInput` only where the file cannot be read as text at all: what is not understood
    stands in `Plan.unplaced`, with its line.
    """
    return plan_from(read_document(path), known_documents() if register is None else register)


def plan_from(lines: tuple[Line, ...], register: Register) -> Plan:
    """Read a plan from the lines of a document."""
    ledger = Ledger()
    tokens = tokenise(lines, ledger)
    parts = outline(tokens)
    head = read_head(parts.head, parts.title, parts.introduction, ledger)
    foot = read_foot(parts.foot, ledger)
    drafts: list[Draft] = []
    said: dict[Part, list[str]] = {part: [] for part in Part}
    for section in parts.sections:
        _place_frame(section, ledger)
        drafts += _tasks(section, head.year, ledger)
        if section.part is not None and section.part is not Part.TASKS:
            said[section.part] += _sentences(section, ledger)
    # The head holds the plan's own number, which is no citation.
    texts = [*_texts(tokens[len(parts.head) :])]
    return Plan(
        number=head.number,
        symbol=head.symbol,
        place=head.place,
        date=head.date,
        issuer=issuer_of(head, "\n".join(token.text for token in tokens)),
        title=head.title,
        bases=tuple(head.bases),
        objectives=tuple(said[Part.OBJECTIVES]),
        requirements=tuple(said[Part.REQUIREMENTS]),
        tasks=with_unique_refs(drafts),
        duties=tuple(said[Part.DUTIES]),
        recipients=(*head.addressees, *foot.recipients),
        signer=foot.signer,
        citations=read_citations(texts, register, head.place),
        readings=ledger.readings(),
    )


def _texts(tokens: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """Line and words of every token, rows of tables included."""
    for token in tokens:
        yield token.line, token.text
        yield from _texts(token.rows)


def _place_frame(section: Section, ledger: Ledger) -> None:
    """Place rules, and what announces an annex: its heading, its title, `(Kèm theo …)`."""
    for token in section.tokens:
        if token.is_content and frame.RULE.fullmatch(token.text):
            ledger.place(token.pieces, "frame")
    if not section.annex:
        return
    for token in section.tokens:
        announces = is_capitals(token.text) or frame.is_attached(token.text)
        if not token.is_content or not announces:
            break
        ledger.place(token.pieces, "annex")


def _tasks(section: Section, year: int | None, ledger: Ledger) -> Iterator[Draft]:
    """The section's tasks: all of it if it is one of tasks, only its tables if of another kind.

    A section whose heading says nothing known holds tasks if units or times are stated in it.
    """
    tokens = section.tokens
    if section.part is None:
        stated = any(token.mark is Mark.TABLE or token.label for token in tokens)
        tokens = tokens if stated else []
    elif section.part is not Part.TASKS:
        tokens = [token for token in tokens if token.mark is Mark.TABLE]
    if section.heading is not None and (tokens or section.part is Part.TASKS):
        ledger.place(section.heading.pieces, "heading")
    elif section.annex and section.heading is not None:
        ledger.place(section.heading.pieces, "annex")
    return read_tasks(tokens, section.heading, year, ledger)


def _sentences(section: Section, ledger: Ledger) -> Iterator[str]:
    """Paragraphs and points of a section, as written but for their marks.

    A unit's name above a list of points goes before each of them: without it nobody would know
    whose duty a point is. Words behind a label belong to the sentence before them, unless they are
    neither units nor time and start a line: `Kinh phí: …` is a sentence of its own.
    """
    if section.heading is not None:
        ledger.place(section.heading.pieces, "heading")
    said: list[str] = []
    opener, line = "", 0
    for token, following in pairwise([*_spoken(section), None]):
        if token is None:
            break
        ledger.place(token.pieces, str(section.part))
        own = token.label is LabelKind.OTHER and token.line != line
        line = token.line
        if token.label is not None and said and not own:
            said[-1] = f"{said[-1]} {ledger.text(token.pieces)}"
            continue
        if token.mark is Mark.BULLET:
            said.append(f"{opener}: {sentence(token.text)}" if opener else sentence(token.text))
            continue
        opened = following is not None and following.mark is Mark.BULLET
        opener = sentence(token.text).rstrip(":") if opened and starts_unit(token.text) else ""
        if not opener:
            said.append(sentence(ledger.text(token.pieces) if token.label else token.text))
    yield from said


def _spoken(section: Section) -> Iterator[Token]:
    for token in section.tokens:
        if token.mark is not Mark.TABLE and not frame.RULE.fullmatch(token.text):
            yield token
