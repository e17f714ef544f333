"""The rows of a file of earlier years: what each says, or what is wrong with which of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from django import forms

from parindex.apps.criteria.answering import NO, YES, InputForm
from parindex.apps.criteria.raw import stored
from parindex.apps.criteria.sheets import choice_of, in_words, number_of, plain, titles_of, written
from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.records.forms.workbook import Sheet, letter, open_sheets
from parindex.engine.values.inputs import InputKind
from parindex.engine.values.numbers import read_vietnamese, vietnamese
from parindex.engine.values.problems import BadInput, Problem, excerpt, near_miss
from parindex.engine.values.vietnamese import fold

COLUMNS = {
    "unit": "Mã đơn vị",
    "year": "Năm",
    "code": "Mã tiêu chí thành phần",
    "title": "Nội dung",
    "maximum": "Điểm tối đa",
    "points": "Điểm",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "count": "Số lượng",
    "percent": "Tỷ lệ (%)",
    "value": "Giá trị",
    "previous": "Giá trị năm trước đó",
    "answer": "Kết quả, mức",
    "parts": "Các nội dung đạt",
    "case": "Trường hợp",
    "reason": "Lý do không áp dụng",
    "explanation": "Giải trình",
}
REQUIRED = ("unit", "year", "code", "maximum", "points")
FIELDS = {
    "tu_so": "numerator",
    "mau_so": "denominator",
    "so_luong": "count",
    "ty_le": "percent",
    "gia_tri": "value",
    "nam_truoc": "previous",
    "dap_an": "answer",
    "truong_hop": "case",
    "ly_do": "reason",
}
"""The fields of a component's form, and the columns that fill them."""
_INPUTS = (*FIELDS.values(), "parts")
_HEADER_WITHIN = 15
_LONGEST = 20_000
MOST_ROWS = 20_000
_MOST_POINTS = 1000
_YEAR = re.compile("[0-9]{4}")
FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class PastRow:
    """A row that can be read; the unit's code is not yet looked up."""

    line: int
    unit: str
    year: int
    code: str
    maximum: str
    points: str
    typed: dict[str, str] = field(default_factory=dict)
    raw: dict[str, object] | None = None
    words: str = ""
    explanation: str = ""


def read_rows(
    path: Path, criteria_set: CriteriaSet, this_year: int
) -> tuple[list[PastRow], list[Problem]]:
    """The readable rows of an .xlsx file, and what is wrong with the others.

    `BadInput` if the file is no workbook or has no row of column names.
    """
    sheet, header, places = _table(path)
    reader = _Reader(criteria_set, sheet, places, this_year)
    rows: list[PastRow] = []
    for line in range(header + 1, len(sheet.rows)):
        if any(written(cell) for cell in sheet.rows[line]):
            read = reader.row(line)
            if read is not None:
                rows.append(read)
    if len(rows) > MOST_ROWS:
        raise BadInput.of(
            path, f"tệp có hơn {vietnamese(MOST_ROWS)} dòng", "Hãy tách thành nhiều tệp"
        )
    return rows, reader.problems


def _table(path: Path) -> tuple[Sheet, int, dict[str, int]]:
    """The sheet with the column names, their row, and the place of each column."""
    names = {fold(title): name for name, title in COLUMNS.items()}
    best: tuple[Sheet, int, dict[str, int]] | None = None
    for sheet in open_sheets(path):
        for line, cells in enumerate(sheet.rows[:_HEADER_WITHIN]):
            told = {place: names.get(fold(written(cell))) for place, cell in enumerate(cells)}
            places = {name: place for place, name in reversed(told.items()) if name}
            if best is None or len(places) > len(best[2]):
                best = sheet, line, places
    missing = [name for name in REQUIRED if best is None or name not in best[2]]
    if best is None or missing:
        listed = ", ".join(f"«{COLUMNS[name]}»" for name in missing)
        raise BadInput.of(path, f"thiếu cột {listed}", "Hãy dùng tệp mẫu tải ở trang này")
    return best


class _Reader:
    """Reads rows and collects every problem on the way."""

    def __init__(
        self, criteria_set: CriteriaSet, sheet: Sheet, places: Mapping[str, int], this_year: int
    ) -> None:
        self.set, self.sheet, self.places = criteria_set, sheet, places
        self.this_year = this_year
        self.problems: list[Problem] = []

    def row(self, line: int) -> PastRow | None:
        before = len(self.problems)
        unit, code = self._plain(line, "unit"), self._plain(line, "code")
        if not unit:
            self._wrong(line, "unit", "ô bỏ trống", "Hãy điền mã đơn vị")
        year = self._year(line)
        maximum, points = self._points(line, "maximum"), self._points(line, "points")
        if maximum is not None and points is not None and points > maximum:
            self._wrong(line, "points", "điểm cao hơn điểm tối đa", "Hãy xem lại hai ô điểm")
        explanation = self._text(line, "explanation")
        if len(explanation) > _LONGEST:
            self._wrong(line, "explanation", "giải trình quá dài", "Hãy viết ngắn lại")
        answered = self._answer(line, code)
        if len(self.problems) > before or year is None or answered is None:
            return None
        typed, raw, words = answered
        return PastRow(
            line + 1, unit, year, code, str(maximum), str(points), typed, raw, words, explanation
        )

    def _answer(
        self, line: int, code: str
    ) -> tuple[dict[str, str], dict[str, object] | None, str] | None:
        """The fields, the answer and its words; no answer where the cells are empty."""
        component = self.set.by_code.get(code)
        if component is None:
            what = (
                f"bộ chỉ số {self.set.id} không có mã «{excerpt(code)}»" if code else "ô bỏ trống"
            )
            hint = near_miss(code, self.set.by_code, "Hãy xem mã ở trang «Hướng dẫn» của tệp mẫu")
            self._wrong(line, "code", what, hint)
            return None
        form = InputForm(self.set, component, {})
        told = dict(self._fields(line, form, component))
        if None in told.values():
            return None
        typed = {name: text for name, text in told.items() if text}
        if not typed:
            return {}, None, ""
        bound = InputForm(self.set, component, typed)
        if not bound.is_valid():
            self._of_form(line, bound)
            return None
        if bound.answered is None:
            what = f"còn thiếu {bound.lacking}"
            self._wrong(line, "points", what, "Hãy điền đủ số liệu, hoặc bỏ trống cả các ô số liệu")
            return None
        return bound.typed(), stored(bound.answered.raw), in_words(bound)

    def _fields(
        self, line: int, form: InputForm, component: Component
    ) -> Iterator[tuple[str, str | None]]:
        """Each field with what its cell says; None where the cell cannot be used."""
        used = {FIELDS[name] for name in form.fields if name in FIELDS}
        if component.input.kind is InputKind.PARTS:
            used.add("parts")
            yield from self._parts(line, form)
        for name in _INPUTS:
            if name not in used and self._text(line, name):
                asked = ", ".join(COLUMNS[each] for each in _INPUTS if each in used)
                self._wrong(line, name, "mục này không hỏi số liệu ở cột này", f"Hãy dùng: {asked}")
                yield name, None
        for name, column in FIELDS.items():
            if name in form.fields:
                text = self._text(line, column)
                yield name, self._choice(line, column, form.fields[name], text)

    def _choice(self, line: int, column: str, asked: forms.Field, text: str) -> str | None:
        if not text or not isinstance(asked, forms.ChoiceField):
            return text
        value = choice_of(asked, text)
        if value is None:
            known = "; ".join(titles_of(asked))
            self._wrong(
                line, column, f"không có mức «{excerpt(text)}»", f"Hãy ghi một trong: {known}"
            )
        return value

    def _parts(self, line: int, form: InputForm) -> Iterator[tuple[str, str | None]]:
        """Every part fulfilled or not; nothing said of them where the cell is empty."""
        text = self._text(line, "parts")
        parts = {name: each for name, each in form.fields.items() if name.startswith("phan-")}
        told = [each.strip() for each in text.split(";") if each.strip()]
        if [fold(each) for each in told] == ["khong"]:
            told = []
        known = {fold(str(each.label)): name for name, each in parts.items()}
        known |= {fold(name.removeprefix("phan-")): name for name in parts}
        for each in told:
            if fold(each) not in known:
                listed = "; ".join(str(part.label) for part in parts.values())
                what = f"không có nội dung «{excerpt(each)}»"
                self._wrong(
                    line, "parts", what, f"Hãy ghi các nội dung đạt, cách nhau dấu ;: {listed}"
                )
                yield "parts", None
        done = {known.get(fold(each)) for each in told}
        if text:
            yield from ((name, YES if name in done else NO) for name in parts)

    def _of_form(self, line: int, form: InputForm) -> None:
        for name, errors in form.errors.items():
            column = FIELDS.get(name, "parts" if name.startswith("phan-") else "points")
            for told in errors:
                what, _, remedy = str(told).partition(". ")
                said = f"{what[:1].lower()}{what[1:]}"
                self._wrong(line, column, said, remedy.rstrip(".") or "Hãy xem lại ô này")

    def _year(self, line: int) -> int | None:
        text = self._plain(line, "year")
        if not _YEAR.fullmatch(text) or not FIRST_YEAR <= int(text) <= self.this_year:
            what = f"«{excerpt(text)}» không phải một năm đã qua" if text else "ô bỏ trống"
            remedy = f"Hãy ghi từ {FIRST_YEAR} đến {self.this_year}"
            self._wrong(line, "year", what, remedy)
            return None
        return int(text)

    def _points(self, line: int, column: str) -> Fraction | None:
        cell = self.sheet.at(line, self.places[column])
        number = number_of(cell)
        if number is None:
            number = read_vietnamese(written(cell))
        if number is None:
            text = written(cell)
            what = f"«{excerpt(text)}» không phải là số" if text else "ô bỏ trống"
            self._wrong(line, column, what, "Hãy ghi điểm, ví dụ 0,75")
        elif abs(number) > _MOST_POINTS:
            most = vietnamese(_MOST_POINTS)
            what = f"điểm phải từ -{most} đến {most}"
            self._wrong(line, column, what, "Hãy xem lại ô điểm")
            return None
        return number

    def _text(self, line: int, column: str) -> str:
        place = self.places.get(column)
        return "" if place is None else written(self.sheet.at(line, place))

    def _plain(self, line: int, column: str) -> str:
        return plain(self.sheet.at(line, self.places[column]))

    def _wrong(self, line: int, column: str, what: str, remedy: str) -> None:
        place = self.places.get(column)
        cell = "" if place is None else f"ô {letter(place)}{line + 1}"
        where = f"trang «{self.sheet.name}», {cell or f'dòng {line + 1}'}"
        self.problems.append(Problem(where, what, remedy))
