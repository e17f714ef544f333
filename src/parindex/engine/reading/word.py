"""Word documents (.docx) as numbered lines: paragraphs, automatic numbering, tables with merges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from parindex.engine.reading.lines import Cell, Line
from parindex.engine.reading.text import TEXT_LIMIT, normalise
from parindex.engine.reading.word_archive import DAMAGE, damaged, open_document
from parindex.engine.reading.word_numbering import Numbering
from parindex.engine.values.problems import BadInput

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT_BOX = qn("w:txbxContent")
_SKIPPED = frozenset(
    {
        qn("w:pPr"),
        qn("w:rPr"),
        qn("w:del"),
        qn("w:moveFrom"),
        _TEXT_BOX,
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
"""What is not the paragraph's own text: deleted words, text boxes, second copies of drawings."""
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


def read_docx(path: Path) -> tuple[Line, ...]:
    """Read the body of a .docx into lines, blank ones included.

    Automatic numbers and bullets stand at the start of their line as a reader sees them
    (`1.1. …`, `- …`); lines of a table carry their cell. Headers, footers, comments, footnotes
    and deleted text are not part of the body. `BadInput` says why a file cannot be read.
    """
    document = open_document(path)
    try:
        lines = tuple(_Body(_numbering(document)).lines(document.element.body))
    except DAMAGE as error:
        raise damaged(path) from error
    _check_amount(lines, path)
    return lines


def _check_amount(lines: tuple[Line, ...], path: Path) -> None:
    amount = sum(len(line.text) for line in lines)
    if amount > TEXT_LIMIT:
        raise BadInput.of(
            path, "văn bản quá dài", "Hãy kiểm tra xem có chọn nhầm tệp không, hoặc tách tệp"
        )
    if not any(line.text.strip() for line in lines):
        raise BadInput.of(
            path,
            "tệp Word không có chữ nào (có thể chỉ chứa ảnh quét)",
            "Hãy dùng bản Word gốc của kế hoạch",
        )


def _numbering(document: Any) -> Numbering:
    parts = {rel.reltype: rel for rel in document.part.rels.values() if not rel.is_external}
    numbering = parts.get(RELATIONSHIP_TYPE.NUMBERING)
    styles = parts.get(RELATIONSHIP_TYPE.STYLES)
    return Numbering(
        None if numbering is None else numbering.target_part.element,
        None if styles is None else styles.target_part.element,
    )


class _Body:
    """Walks the body once, counting lines, tables and list numbers as it goes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._number = 0
        self._tables = 0

    def lines(self, parent: Any) -> Iterator[Line]:
        for child in parent.iterchildren(tag=None):
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag not in _SKIPPED:
                # Content controls and tracked insertions wrap paragraphs; look inside.
                yield from self.lines(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        text = normalise("".join(_text(paragraph)))
        label = self._numbering.label(paragraph)
        if label and text.strip():
            text = f"{label} {text.lstrip()}"
        for index, part in enumerate(text.split("\n")):
            self._number += 1
            yield Line(self._number, part, adjacent=index > 0)
        for box in _text_boxes(paragraph):
            yield from self.lines(box)

    def _table(self, table: Any) -> Iterator[Line]:
        index, self._tables = self._tables, self._tables + 1
        rows = [list(_cells(row)) for row in _descend(table, _ROW)]
        for at, row in enumerate(rows):
            for element, column, width in row:
                if _merge(element) == "continue":
                    continue
                height = 1
                if _merge(element) == "restart":
                    height += _continued(rows[at + 1 :], column)
                cell = Cell(index, at, column, height, width)
                # A table inside a cell is read as paragraphs of that cell.
                yield from (replace(line, cell=cell) for line in self.lines(element))


def _descend(parent: Any, tag: str) -> Iterator[Any]:
    """Children with the tag, also where content controls or tracked changes wrap them."""
    for child in parent.iterchildren(tag=None):
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (_TABLE, _ROW, _CELL, _PARAGRAPH):
            yield from _descend(child, tag)


def _cells(row: Any) -> Iterator[tuple[Any, int, int]]:
    properties = row.find(qn("w:trPr"))
    column = _count(properties, "w:gridBefore", 0)
    for cell in _descend(row, _CELL):
        width = _count(cell.find(qn("w:tcPr")), "w:gridSpan", 1)
        yield cell, column, width
        column += width


def _count(properties: Any, tag: str, default: int) -> int:
    child = None if properties is None else properties.find(qn(tag))
    return default if child is None else int(child.get(qn("w:val"), default))


def _merge(cell: Any) -> str | None:
    properties = cell.find(qn("w:tcPr"))
    mark = None if properties is None else properties.find(qn("w:vMerge"))
    return None if mark is None else str(mark.get(qn("w:val"), "continue"))


def _continued(rows: list[list[tuple[Any, int, int]]], column: int) -> int:
    """How many of the rows below go on with the merged cell in this column."""
    for height, row in enumerate(rows):
        below = next((cell for cell, at, _ in row if at == column), None)
        if below is None or _merge(below) != "continue":
            return height
    return len(rows)


def _text(element: Any) -> Iterator[str]:
    for child in element.iterchildren(tag=None):
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _text(child)


def _text_boxes(element: Any) -> Iterator[Any]:
    for child in element.iterchildren(tag=None):
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _text_boxes(child)
