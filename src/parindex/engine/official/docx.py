"""The report as a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm

from parindex.engine.official import layout
from parindex.engine.official.blocks import (
    Annex,
    Block,
    Closing,
    Letter,
    Pages,
    Paragraph,
    Style,
)
from parindex.engine.official.docx_settings import describe, modernise
from parindex.engine.official.docx_styles import define_styles
from parindex.engine.official.docx_tables import cell, frame, row, table
from parindex.engine.official.docx_xml import element, page_number, paragraph, run, twips
from parindex.engine.official.metrics import bold_width


def write_docx(pages: Pages, path: Path) -> None:
    """Write the pages to `path`."""
    _Writer(pages).write(path)


class _Writer:
    """Sets the pages from top to bottom into one document."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.document = docx.Document()
        modernise(self.document)
        self.styles = define_styles(self.document)
        self.cell_style = self.styles["cell"]
        self.width = layout.text_width(landscape=False)

    def write(self, path: Path) -> None:
        describe(self.document, self.pages.metadata)
        section = self.document.sections[0]
        _shape(section, landscape=False)
        self._number_pages(section)
        self._letter(self.pages.letter)
        self._blocks(self.pages.body)
        self._closing(self.pages.closing)
        for place, annex in enumerate(self.pages.annexes):
            self._annex(annex, with_footer=place == 0)
        self.document.save(str(path))

    def _add(self, *elements: BaseOxmlElement) -> None:
        body = self.document.element.body
        for each in elements:
            body.insert_element_before(each, "w:sectPr")

    def _text(self, key: str, text: str, **form: Any) -> BaseOxmlElement:
        return paragraph(self.styles[key], text, **form)

    def _number_pages(self, section: Section) -> None:
        """Page numbers in the head of every page but the first, in this section and those after."""
        header = section.header
        header.is_linked_to_previous = False
        first = section.first_page_header
        first.is_linked_to_previous = False
        line = header.paragraphs[0]
        line.style = self.document.styles["Số trang"]
        line._p.append(page_number())  # noqa: SLF001 - python-docx has no call for fields

    def _letter(self, letter: Letter) -> None:
        left, right = layout.ISSUER_COLUMN, layout.NATION_COLUMN
        bodies = [
            *([self._text("superior", letter.superior)] if letter.superior else []),
            self._text("issuer", letter.issuer),
            self._rule(letter.issuer, layout.BODY_NAME_SIZE, left),
        ]
        nation = [
            self._text("nation", letter.nation),
            self._text("motto", letter.motto),
            self._rule(letter.motto, layout.MOTTO_SIZE, right, share=1),
        ]
        number = [self._text("number", letter.number)]
        date = [self._text("date", letter.place_and_date)]
        head = [
            row([cell(left, bodies), cell(right, nation)]),
            row([cell(left, number), cell(right, date)]),
        ]
        self._add(frame([left, right], head))
        self._add(self._text("kind", letter.kind), self._text("subject", letter.subject))
        self._add(self._rule(letter.subject, layout.TITLE_SIZE, self.width))
        self._add(*(self._text("notice", notice) for notice in letter.notices))
        if letter.addressees:
            told = f"{letter.addressed_to} {'; '.join(letter.addressees)}"
            self._add(self._text("addressee", told))

    def _rule(
        self, under: str, size: float, width: float, share: float = layout.RULE_SHARE
    ) -> BaseOxmlElement:
        """A line centred in `width` mm, its length the given share of the text above it."""
        length = min(bold_width(under, size), width) * share
        indent = twips((width - length) / 2)
        line = self._text("rule", "")
        border = element(
            "w:bottom", val="single", sz=round(layout.RULE_WEIGHT * 8), space=1, color="000000"
        )
        properties = line.find(qn("w:pPr"))
        properties.append(element("w:pBdr", border))
        properties.append(element("w:ind", left=indent, right=indent))
        return line

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if not isinstance(block, Paragraph):
                self._add(table(block, self.width, self.cell_style), self._text("rule", ""))
            elif block.style is Style.FILL_IN:
                self._add(self._dotted())
            else:
                self._add(self._text(block.style, block.text))

    def _dotted(self) -> BaseOxmlElement:
        """A line of dots to write on."""
        line = self._text(Style.FILL_IN, "")
        stop = element("w:tab", val="right", leader="dot", pos=twips(self.width))
        line.find(qn("w:pPr")).append(element("w:tabs", stop))
        line.append(element("w:r", element("w:tab")))
        return line

    def _closing(self, closing: Closing) -> None:
        half = self.width / 2
        recipients = [
            self._text("recipients_label", closing.recipients_label),
            *(self._text("recipients", each) for each in closing.recipients),
        ]
        signature = [self._text("signature", each) for each in closing.signing]
        room = self._text("signature", closing.name)
        room.find(qn("w:pPr")).append(element("w:spacing", before=twips(layout.SIGNATURE_SPACE)))
        signers = cell(half, [*signature, room])
        self._add(frame([half, half], [row([cell(half, recipients), signers])]))

    def _annex(self, annex: Annex, *, with_footer: bool) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._shrink_section_break()
        _shape(section, landscape=annex.landscape)
        if with_footer:
            self._footer(section)
        self.width = layout.text_width(landscape=annex.landscape)
        self.cell_style = self.styles["annex_cell"]
        self._add(
            self._text("annex_label", annex.label),
            self._text("annex_title", annex.title),
            self._text("attached_to", annex.attached_to),
        )
        self._blocks(annex.blocks)

    def _footer(self, section: Section) -> None:
        """From this section on, under every page, the first included."""
        for foot in (section.footer, section.first_page_footer):
            foot.is_linked_to_previous = False
            line = foot.paragraphs[0]
            line.style = self.document.styles["Chân trang phụ lục"]
            line._p.append(run(self.pages.footer))  # noqa: SLF001 - one way of writing runs

    def _shrink_section_break(self) -> None:
        """The paragraph that carries a section break must not open a page of its own."""
        carrier = self.document.element.body.findall(qn("w:p"))[-1]
        carrier.find(qn("w:pPr")).insert(0, element("w:pStyle", val=self.styles["rule"]))


def _shape(section: Section, *, landscape: bool) -> None:
    """Paper, margins, and page numbers that start anew and leave the first page bare."""
    width, height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.top_margin, section.bottom_margin = Mm(layout.MARGIN_TOP), Mm(layout.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.MARGIN_LEFT), Mm(layout.MARGIN_RIGHT)
    section.header_distance = Mm(layout.PAGE_NUMBER_FROM_EDGE)
    section.footer_distance = Mm(layout.FOOTER_FROM_EDGE)
    section.different_first_page_header_footer = True
    properties = section._sectPr  # noqa: SLF001 - python-docx has no call for page numbering
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    numbering = element("w:pgNumType", start=1)
    properties.find(qn("w:pgMar")).addnext(numbering)
