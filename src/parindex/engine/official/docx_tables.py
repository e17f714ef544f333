"""Tables of the .docx: fixed widths, repeating heading row, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from parindex.engine.official.blocks import Align, Column, Row, Table, Tone
from parindex.engine.official.docx_xml import element, paragraph, twips

_FILL = {Tone.FIELD: "E4E4E4", Tone.TOTAL: "E4E4E4", Tone.CRITERION: "F4F4F4"}
_HEADING_FILL = "D9D9D9"
_CELL_MARGIN = 1.5


def table(content: Table, width: float, style: str) -> BaseOxmlElement:
    """The table at `width` mm, its texts in the paragraph style of that id."""
    widths = scaled([each.share for each in content.columns], width)
    rows = [
        _row(each, content, widths, style, keep_next=kept)
        for each, kept in zip(content.rows, _kept_with_next(content), strict=True)
    ]
    heading = [_heading(content.columns, widths, style)] if content.headed else []
    return frame(widths, [*heading, *rows], border="single", margin=_CELL_MARGIN)


def frame(
    widths: Sequence[float],
    rows: Sequence[BaseOxmlElement],
    *,
    border: str = "nil",
    margin: float = 0,
) -> BaseOxmlElement:
    """A table of finished rows; without a border it only holds things in place."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    properties = element(
        "w:tblPr",
        element("w:tblW", w=twips(sum(widths)), type="dxa"),
        element("w:tblInd", w=0, type="dxa"),
        element("w:tblBorders", *(_edge(each, border) for each in edges)),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblCellMar",
            element("w:left", w=twips(margin), type="dxa"),
            element("w:right", w=twips(margin), type="dxa"),
        ),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=twips(each)) for each in widths))
    return element("w:tbl", properties, grid, *rows)


def row(cells: Sequence[BaseOxmlElement], *, heading: bool = False) -> BaseOxmlElement:
    """A row that no page break divides; a heading row is repeated on every page."""
    repeated = [element("w:tblHeader")] if heading else []
    return element("w:tr", element("w:trPr", element("w:cantSplit"), *repeated), *cells)


def cell(
    width: float,
    paragraphs: Sequence[BaseOxmlElement],
    *,
    fill: str = "",
    centred: bool = False,
) -> BaseOxmlElement:
    """A cell `width` mm wide; `centred` from top to bottom."""
    properties = element("w:tcPr", element("w:tcW", w=twips(width), type="dxa"))
    if fill:
        properties.append(element("w:shd", val="clear", color="auto", fill=fill))
    if centred:
        properties.append(element("w:vAlign", val="center"))
    return element("w:tc", properties, *paragraphs)


def scaled(shares: Sequence[int], width: float) -> list[float]:
    """Column widths in mm that add up to `width`."""
    return [share * width / sum(shares) for share in shares]


def _edge(name: str, kind: str) -> BaseOxmlElement:
    line: Mapping[str, str | int] = (
        {"val": kind} if kind == "nil" else {"val": kind, "sz": 4, "space": 0, "color": "000000"}
    )
    return element(f"w:{name}", **line)


def _heading(columns: Sequence[Column], widths: Sequence[float], style: str) -> BaseOxmlElement:
    cells = [
        cell(
            width,
            [paragraph(style, column.title, align="center", bold=True)],
            fill=_HEADING_FILL,
            centred=True,
        )
        for column, width in zip(columns, widths, strict=True)
    ]
    return row(cells, heading=True)


def _kept_with_next(content: Table) -> Iterator[bool]:
    """Rows that head others stay with the next one, and labelled lines stay together."""
    last = len(content.rows) - 1
    for place, each in enumerate(content.rows):
        heads = each.tone in {Tone.FIELD, Tone.CRITERION}
        yield heads or (not content.headed and place < last)


def _row(
    content: Row, around: Table, widths: Sequence[float], style: str, *, keep_next: bool
) -> BaseOxmlElement:
    bold, fill = content.tone is not Tone.PLAIN, _FILL.get(content.tone, "")
    cells = []
    for place, (text, width) in enumerate(zip(content.cells, widths, strict=True)):
        align = around.columns[place].align
        italic = not around.headed and place == 0
        lines = [
            paragraph(
                style,
                line,
                align="" if align is Align.LEFT else align.value,
                bold=bold,
                italic=italic,
                keep_next=keep_next,
            )
            for line in text.split("\n")
        ]
        cells.append(cell(width, lines, fill=fill))
    return row(cells)
