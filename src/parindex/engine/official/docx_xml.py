"""Elements of WordprocessingML that python-docx has no call for."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_TWIPS_PER_MM = 1440 / 25.4


def element(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element such as `w:tc` with attributes of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point, the unit of Word's tables."""
    return round(millimetres * _TWIPS_PER_MM)


def run(text: str, *, bold: bool = False, italic: bool = False) -> BaseOxmlElement:
    """A run of text; white space counts."""
    written = element("w:t")
    written.text = text
    written.set(qn("xml:space"), "preserve")
    made = element("w:r")
    if bold or italic:
        marks = [element("w:b")] if bold else []
        made.append(element("w:rPr", *marks, *([element("w:i")] if italic else [])))
    made.append(written)
    return made


def page_number() -> BaseOxmlElement:
    """The field that prints the number of its page."""
    return element("w:fldSimple", run("2"), instr="PAGE")


def paragraph(
    style: str,
    text: str,
    *,
    align: str = "",
    bold: bool = False,
    italic: bool = False,
    keep_next: bool = False,
) -> BaseOxmlElement:
    """A paragraph of one run in the named style (by id)."""
    properties = element("w:pPr", element("w:pStyle", val=style))
    if keep_next:
        properties.append(element("w:keepNext"))
    if align:
        properties.append(element("w:jc", val=align))
    made = element("w:p", properties)
    if text:
        made.append(run(text, bold=bold, italic=italic))
    return made
