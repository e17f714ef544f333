"""The report as a PDF/A, set by typst from a template and data."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from parindex.engine.official import layout
from parindex.engine.official.blocks import Block, Pages, Row, Table
from parindex.engine.official.fonts import document_font, installed_fonts

_TEMPLATE = "report.typ"
_ARCHIVAL = "a-2b"
_CELL_MARGINS = 3
_LETTER_WIDTH = 2
"""Margins of a cell and a generous letter, in millimetres."""
_SOFT_BREAK = "\u200b"


def write_pdf(pages: Pages, path: Path) -> None:
    """Write the pages to `path` as tagged PDF/A-2b.

    A character that no font of the machine shows (an emoji in a title) rules PDF/A out; the
    document is then plain PDF with a blank box in its place.
    """
    try:
        pdf = _compiled(pages, [_ARCHIVAL])
    except typst.TypstError:
        pdf = _compiled(pages, [])
    path.write_bytes(pdf)


def _compiled(pages: Pages, standards: list[Any]) -> bytes:
    data = {"pages": asdict(_breakable(pages)), "layout": _measures()}
    made = typst.compile(
        files("parindex.engine.official").joinpath(_TEMPLATE).read_bytes(),
        font_paths=installed_fonts(),
        format="pdf",
        sys_inputs={
            "data": json.dumps(data, ensure_ascii=False, default=str),
            "font": document_font(),
        },
        pdf_standards=standards,
        timestamp=int(pages.metadata.created.timestamp()),
    )
    return bytes(made)


def _measures() -> dict[str, float]:
    """The numbers of the layout by name, in lower case."""
    return {
        name.lower(): value
        for name, value in vars(layout).items()
        if isinstance(value, int | float)
    }


def _breakable(pages: Pages) -> Pages:
    """The same pages, words too long for their column made breakable (codes, addresses)."""
    annexes = tuple(
        replace(annex, blocks=tuple(map(_breakable_block, annex.blocks))) for annex in pages.annexes
    )
    return replace(pages, body=tuple(map(_breakable_block, pages.body)), annexes=annexes)


def _breakable_block(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    fits = [int((each.share - _CELL_MARGINS) / _LETTER_WIDTH) for each in block.columns]
    rows = tuple(Row(tuple(map(_breakable_text, row.cells, fits)), row.tone) for row in block.rows)
    return replace(block, rows=rows)


def _breakable_text(text: str, fits: int) -> str:
    """Every word of more letters than fit gets places to break."""
    if all(len(word) <= fits for word in text.split()):
        return text
    words = text.split(" ")
    return " ".join(_SOFT_BREAK.join(word) if len(word) > fits else word for word in words)
