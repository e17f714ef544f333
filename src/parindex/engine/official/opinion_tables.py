"""The section of the report on what other agencies said: counted, and in their own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parindex.engine.official import texts
from parindex.engine.official.blocks import Align, Block, Column, Paragraph, Row, Style, Table
from parindex.engine.official.opinions import Consultation, Remark, Tally
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.periods import vietnamese_date


def opinion_blocks(consultations: Sequence[Consultation]) -> Iterator[Block]:
    """The section of the report; nothing where nobody was asked."""
    if consultations:
        yield Paragraph(Style.HEADING, texts.OPINIONS)
    for place, each in enumerate(consultations, 1):
        yield Paragraph(Style.SUBHEADING, f"{place}. {each.title}")
        yield Paragraph(Style.BODY, opinion_lead(each))
        yield from _answers(each)


def opinion_lead(consultation: Consultation) -> str:
    """Who was asked until when, and how many answered."""
    told = texts.OPINIONS_LEAD.format(
        invited=vietnamese(consultation.invited),
        answered=vietnamese(consultation.answered),
        closes=vietnamese_date(consultation.closes),
        naming=texts.OPINIONS_NAMED[consultation.named],
    )
    if consultation.withheld:
        told += f" {texts.OPINIONS_WITHHELD.format(codes=', '.join(consultation.withheld))}"
    return told


def tally_table(tallies: Sequence[Tally]) -> Table:
    """The counts, component by component."""
    rows = (
        Row((each.code, each.title, each.question, *map(vietnamese, each.counts)))
        for each in tallies
    )
    return Table(_columns(texts.OPINION_COLUMNS, (20, 45, 46, 18, 18, 18), figures=3), tuple(rows))


def remark_table(remarks: Sequence[Remark]) -> Table:
    """What was written, with who wrote it."""
    rows = (Row((each.code, each.by or texts.NOT_NAMED, each.text)) for each in remarks)
    return Table(_columns(texts.REMARK_COLUMNS, (20, 50, 95)), tuple(rows))


def _answers(consultation: Consultation) -> Iterator[Block]:
    if consultation.tallies:
        yield tally_table(consultation.tallies)
    if consultation.remarks:
        yield Paragraph(Style.NOTE, texts.REMARKS)
        yield remark_table(consultation.remarks)


def _columns(
    titles: Sequence[str], shares: Sequence[int], *, figures: int = 0
) -> tuple[Column, ...]:
    first = len(titles) - figures
    return tuple(
        Column(title, share, Align.RIGHT if at >= first else Align.LEFT)
        for at, (title, share) in enumerate(zip(titles, shares, strict=True))
    )
