"""Answers in the cells of a workbook: what a cell says, as somebody would have typed it in the form."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from django import forms

from parindex.apps.criteria.answering import NO, YES, InputForm
from parindex.engine.records.forms.workbook import Cell
from parindex.engine.records.sources.cells import cell_text
from parindex.engine.rules.wording import shown
from parindex.engine.values.inputs import LevelReached, NotApplicable, Option, Parts, Rate
from parindex.engine.values.numbers import decimal_text, exact, read_vietnamese, vietnamese
from parindex.engine.values.vietnamese import fold

YES_WORDS = ("có", "đạt", "x", "đúng")
NO_WORDS = ("không", "chưa", "chưa đạt", "không đạt", "sai")


def plain(cell: Cell) -> str:
    """A code, a year or a text: a number without marks between its digits, a text trimmed."""
    number = number_of(cell)
    return written(cell) if number is None else decimal_text(number)


def written(cell: Cell) -> str:
    """The cell as it would be typed in the form: numbers the Vietnamese way, days as 27/02/2023."""
    if isinstance(cell, bool):
        return "Có" if cell else "Không"
    number = number_of(cell)
    if number is not None:
        return vietnamese(number)
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).strip()


def number_of(cell: Cell) -> Fraction | None:
    """The number that the cell shows: a spreadsheet's 97.25 is 97.25, not the nearest binary one."""
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not isfinite(cell):
        return None
    return exact(Decimal(cell_text(cell) or 0))


def same_number(text: str) -> str:
    """A number in the one way we write it; what is no number stays as it is."""
    number = read_vietnamese(text.strip())
    return text.strip() if number is None else vietnamese(number)


def choice_of(field: forms.ChoiceField, text: str) -> str | None:
    """The value of the choice that a text names by its title or key, or by yes and no where it asks that; None for none."""
    told = fold(text)
    choices = _choices(field)
    for value, title in choices:
        if told in {fold(title), fold(value)}:
            return value
    if {value for value, _ in choices} != {YES, NO}:
        return None
    for words, value in ((YES_WORDS, YES), (NO_WORDS, NO)):
        if told in {fold(word) for word in words}:
            return value
    return None


def in_words(form: InputForm) -> str:
    """The answer of a validated form as people read it; empty where there is none."""
    if form.answered is None:
        return ""
    value = form.answered.value
    if isinstance(value, Rate) and value.denominator:
        return shown(value)
    if isinstance(value, Parts):
        done = [name for name, text in form.typed().items() if text == YES]
        return f"{value}: {'; '.join(str(form.fields[name].label) for name in done)}"
    chosen = form.fields.get("dap_an")
    if isinstance(value, Option | LevelReached) and isinstance(chosen, forms.ChoiceField):
        return title_of(chosen, form.typed()["dap_an"])
    if isinstance(value, NotApplicable):
        return f"{value}: {value.reason}"
    return str(value)


def titles_of(field: forms.ChoiceField) -> list[str]:
    """What there is to choose from, in words."""
    return [title for _, title in _choices(field)]


def title_of(field: forms.ChoiceField, value: str) -> str:
    """The words of a choice; the value itself where it is none."""
    return next((title for key, title in _choices(field) if key == value), value)


def _choices(field: forms.ChoiceField) -> list[tuple[str, str]]:
    return [(str(value), str(title)) for value, title in getattr(field, "choices", ())]
