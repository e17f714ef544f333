"""Word documents built for the tests out of a plan's text."""

import re
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEADER = ["TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"]
LABELS = ("Đơn vị thực hiện:", "Phối hợp thực hiện:", "Thời gian thực hiện:")
# Formats of a multi-level list: I. / 1. / 1.1.
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."))
_NUMBERED = re.compile(r"(?P<label>[IVX]+\.|\d+\.\d+\.|\d+\.) (?P<text>.*)")


def lines_of(text: str) -> list[str]:
    return [line.strip("*") for line in text.splitlines() if line.strip()]


def as_paragraphs(text: str, path: Path) -> Path:
    document = docx.Document()
    for line in lines_of(text):
        document.add_paragraph(line)
    document.save(path)
    return path


def as_lists(text: str, path: Path) -> Path:
    """The same text with its numbers and bullets made by Word, and a letterhead in a table."""
    document = docx.Document()
    outline, bullets = add_list(document, LEVELS), add_list(document, (("bullet", "\uf0b7"),))
    letterhead(document)
    for line in lines_of(text):
        numbered = _NUMBERED.fullmatch(line)
        if numbered:
            depth = 0 if numbered["label"][0] in "IVX" else numbered["label"].count(".")
            number(document.add_paragraph(numbered["text"]), outline, depth)
        elif line.startswith("- "):
            number(document.add_paragraph(line[2:]), bullets, 0)
        elif not line.startswith(("Số:", "Bình Thuận, ngày")):
            document.add_paragraph(line)
    document.save(path)
    return path


def as_task_table(text: str, path: Path) -> Path:
    """The same text with section III drawn as a table of tasks."""
    document = docx.Document()
    lines = lines_of(text)
    start = next(at for at, line in enumerate(lines) if line.startswith("III.")) + 1
    end = next(at for at, line in enumerate(lines) if line.startswith("IV."))
    for line in lines[:start]:
        document.add_paragraph(line)
    table = document.add_table(1, len(HEADER))
    fill(table.rows[0], HEADER)
    for row in task_rows(lines[start:end]):
        fill(table.add_row(), row)
    for line in lines[end:]:
        document.add_paragraph(line)
    document.save(path)
    return path


def task_rows(lines: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in lines:
        numbered = _NUMBERED.fullmatch(line)
        column = next((at for at, label in enumerate(LABELS, 2) if line.startswith(label)), None)
        if numbered:
            rows.append([numbered["label"].rstrip("."), numbered["text"], "", "", ""])
        elif column is not None:
            rows[-1][column] = line.partition(":")[2].strip()
        elif rows[-1][0].startswith("2.4") or not rows[-1][0]:
            rows.append(["", line, "", "", ""])
        else:
            rows[-1][1] += f"\n{line}"
    return rows


def fill(row, texts):
    for cell, text in zip(row.cells, texts, strict=True):
        first, *rest = text.split("\n")
        cell.text = first
        for line in rest:
            cell.add_paragraph(line)


def letterhead(document):
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN TỈNH BÌNH THUẬN"
    table.cell(0, 0).add_paragraph("VĂN PHÒNG")
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    table.cell(0, 1).add_paragraph("Độc lập - Tự do - Hạnh phúc")
    table.cell(1, 0).text = "Số: 839/KH-VP"
    table.cell(1, 1).text = "Bình Thuận, ngày 27 tháng 02 năm 2023"


def add_list(document, levels) -> int:
    """Define a multi-level list and return its number."""
    numbering = document.part.numbering_part.element
    key = str(100 + len(numbering.findall(qn("w:abstractNum"))))
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), key)
    for depth, (kind, pattern) in enumerate(levels):
        level = _child(abstract, "w:lvl", "w:ilvl", str(depth))
        _child(level, "w:start", "w:val", "1")
        _child(level, "w:numFmt", "w:val", kind)
        _child(level, "w:lvlText", "w:val", pattern)
    numbering.insert(0, abstract)
    return int(numbering.add_num(int(key)).numId)


def number(paragraph, list_number: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    _child(properties, "w:ilvl", "w:val", str(depth))
    _child(properties, "w:numId", "w:val", str(list_number))


def _child(parent, tag, attribute, value):
    child = OxmlElement(tag)
    child.set(qn(attribute), value)
    parent.append(child)
    return child
