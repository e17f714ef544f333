"""A unit's declaration as a workbook: what is the visitor's to write is open, everything else locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any

from django import forms
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from parindex.apps.access.roles import Visitor
from parindex.apps.assessments.judging import material_of
from parindex.apps.assessments.models import Assessment
from parindex.apps.criteria.answering import NumberField
from parindex.apps.criteria.sheets import number_of, titles_of
from parindex.apps.exchange import stamp as stamps
from parindex.apps.exchange.content import EXPLANATION, Block, blocks_of
from parindex.apps.pages.workbook import TEXT_ONLY
from parindex.engine.criteria.model import verified_words
from parindex.engine.official.blocks import Tone
from parindex.engine.official.xlsx_sheet import Formats, Sheet
from parindex.engine.scoring.scorecard import ComponentScore
from parindex.engine.values.numbers import read_vietnamese

SHEET, LISTS = "Bản khai", "Danh mục"
VALUE, KEY = "Giá trị", "Khóa"
COLUMNS = (
    "Mã",
    "Nội dung",
    "Cách chấm",
    "Căn cứ",
    "Điểm tối đa",
    "Điểm tạm tính",
    "Đơn vị thực hiện",
    "Ô cần điền",
    VALUE,
    "Ghi chú",
    KEY,
)
_WIDTHS = (12, 40, 40, 22, 9, 9, 18, 32, 26, 34, 4)
_AT = {name: place for place, name in enumerate(COLUMNS)}
_OPEN, _SHUT = "#FFF6CC", "#EFEFEF"
_HIGHEST = 10**12
_PROTECTED = {"format_columns": True, "format_rows": True, "select_unlocked_cells": True}


def declaration(assessment: Assessment, visitor: Visitor) -> bytes:
    """The .xlsx file as things stand, for what this visitor reads and writes."""
    blocks = blocks_of(assessment, visitor)
    material = material_of(assessment)
    scores = material.scores(material.run())
    buffer = BytesIO()
    with Workbook(buffer, TEXT_ONLY) as book:
        formats = Formats(book)
        sheet = Sheet(book.add_worksheet(SHEET), formats)
        versions = Sheet(book.add_worksheet(stamps.SHEET), formats)
        lists = _Lists(book.add_worksheet(LISTS))
        title = f"Bản tự đánh giá của {assessment.unit.name}, {assessment.round}"
        sheet.title(
            title,
            "Điền các ô nền vàng; ô nền xám thuộc đơn vị khác hoặc đã trình. Không sửa cột khác.",
            verified_words(material.criteria_set),
        )
        sheet.heading(COLUMNS, frozen=True, left=2)
        for block in blocks:
            _block(sheet, block, scores.get(block.item.pk), lists)
        sheet.set_up(_WIDTHS, title)
        sheet.sheet.set_column(_AT[KEY], _AT[KEY], None, None, {"hidden": True})
        _versions(versions, stamps.stamp_of(assessment, blocks), visitor)
        lists.sheet.hide()
        for each in (sheet.sheet, versions.sheet, lists.sheet):
            each.protect("", _PROTECTED)
    return buffer.getvalue()


class _Lists:
    """The hidden sheet with what there is to choose from, each list in a column of its own."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.known: dict[tuple[str, ...], str] = {}

    def source(self, titles: Sequence[str]) -> str:
        """Where the list stands, as a cell's validation names it."""
        key = tuple(titles)
        if key not in self.known:
            column = len(self.known)
            for row, title in enumerate(titles):
                self.sheet.write_string(row, column, title)
            self.known[key] = _range(column, len(titles))
        return self.known[key]


def _range(column: int, rows: int) -> str:
    name = xl_col_to_name(column, col_abs=True)
    return f"='{LISTS}'!{name}$1:{name}${rows}"


def _block(sheet: Sheet, block: Block, score: ComponentScore | None, lists: _Lists) -> None:
    component = block.component
    plain, leading = sheet.formats.cell(), sheet.formats.cell(Tone.CRITERION)
    facts: Mapping[str, str] = {
        "Mã": block.item.code,
        "Nội dung": component.title,
        "Cách chấm": component.rule.in_words(component.context()),
        "Căn cứ": str(component.reference),
        "Đơn vị thực hiện": str(block.item.unit),
    }
    for place, name in enumerate(block.names):
        for column in COLUMNS:
            text = facts.get(column, "") if place == 0 else ""
            sheet.text(_AT[column], text, leading if place == 0 else plain)
        if place == 0:
            number = sheet.formats.cell(Tone.CRITERION, align="right")
            sheet.number(_AT["Điểm tối đa"], component.max, number)
            if score is not None and score.points is not None:
                sheet.number(_AT["Điểm tạm tính"], score.points, number)
        sheet.text(_AT["Ô cần điền"], block.label(name), plain)
        sheet.text(_AT["Ghi chú"], _note(block, name, score, first=place == 0), plain)
        sheet.text(_AT[KEY], f"{block.key}/{name}", sheet.formats.get())
        _value(sheet, block, name, lists)
        sheet.row += 1


def _note(block: Block, name: str, score: ComponentScore | None, *, first: bool) -> str:
    if name == EXPLANATION:
        return "bắt buộc khi thiếu số liệu, thiếu minh chứng, hoặc số khai khác số đo"
    measured = score.answer.measured if score else None
    if score is not None and score.answer.origin.value == "measured":
        measured = score.value
    if first and measured is not None:
        return f"số đo từ hồ sơ: {measured}; để trống thì dùng số đo"
    field = block.form.fields[name]
    if isinstance(field, NumberField):
        return "số nguyên" if field.whole else "số"
    return "chọn trong danh sách của ô" if isinstance(field, forms.ChoiceField) else ""


def _value(sheet: Sheet, block: Block, name: str, lists: _Lists) -> None:
    """The cell to be filled in, of the type that its field has."""
    field, text = block.form.fields.get(name), block.words(name, block.now)
    form = _format(sheet.formats, field, writable=block.writable)
    number = _shown_number(block.now.value(name)) if isinstance(field, NumberField) else None
    if number is None:
        sheet.text(_AT[VALUE], text, form)
    else:
        sheet.number(_AT[VALUE], number, form)
    if block.writable:
        rule = _validation(field, lists)
        if rule is not None:
            at = (sheet.row, _AT[VALUE])
            sheet.sheet.data_validation(*at, *at, {"ignore_blank": True, **rule})


def _format(formats: Formats, field: forms.Field | None, *, writable: bool) -> Format:
    color: dict[str, Any] = {"bg_color": _OPEN if writable else _SHUT, "locked": not writable}
    if isinstance(field, NumberField):
        pattern = "#,##0" if field.whole else "General"
        return formats.cell(num_format=pattern, align="right", **color)
    return formats.cell(num_format="@" if field is None else "General", **color)


def _shown_number(text: str) -> Fraction | None:
    """The number, where a cell holds it without losing a digit; else it stays a text."""
    number = read_vietnamese(text)
    if number is None or abs(number) >= _HIGHEST or number_of(float(number)) != number:
        return None
    return number


def _validation(field: forms.Field | None, lists: _Lists) -> dict[str, Any] | None:
    if isinstance(field, NumberField):
        kind, words = ("integer", "số nguyên từ 0") if field.whole else ("decimal", "một số")
        lowest = 0 if field.whole else -_HIGHEST
        return {
            "validate": kind,
            "criteria": "between",
            "minimum": lowest,
            "maximum": _HIGHEST,
            "error_title": "Chưa đúng",
            "error_message": f"Ô này nhận {words}.",
        }
    if isinstance(field, forms.ChoiceField):
        return {
            "validate": "list",
            "source": lists.source(titles_of(field)),
            "error_title": "Chưa đúng",
            "error_message": "Hãy chọn một dòng trong danh sách của ô.",
        }
    return None


def _versions(sheet: Sheet, stamp: stamps.Stamp, visitor: Visitor) -> None:
    """The version sheet: what `stamp.read_stamp` reads again."""
    sheet.title("Phiên bản của tệp", "Trang này để đối chiếu khi nạp lại; không sửa.")
    cell = sheet.formats.cell()
    made = f"{timezone.localtime():%d/%m/%Y %H:%M}"
    lines = (stamp.round, stamp.unit, stamp.sets, made, visitor.name)
    names = (stamps.ROUND, stamps.UNIT, stamps.SET, stamps.MADE, stamps.BY)
    for name, value in zip(names, lines, strict=True):
        sheet.texts((name, value), cell)
    sheet.row += 1
    sheet.heading((stamps.ITEM, stamps.VERSION, stamps.CONTENT))
    for key, (version, fingerprint) in stamp.tokens.items():
        sheet.texts((key, str(version), fingerprint), cell)
    sheet.set_up((34, 40, 24), "Phiên bản")
