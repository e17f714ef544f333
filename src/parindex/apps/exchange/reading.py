"""A declaration loaded back: what its cells say, as if it had been typed, or what is wrong with which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django import forms

from parindex.apps.criteria.answering import NumberField
from parindex.apps.criteria.sheets import choice_of, same_number, titles_of, written
from parindex.apps.exchange.content import EXPLANATION, Block, Content, clean_text, fields_of
from parindex.apps.exchange.stamp import Stamp
from parindex.apps.exchange.writing import KEY, SHEET, VALUE
from parindex.engine.records.forms.workbook import Cell, Sheet, letter
from parindex.engine.values.problems import BadInput, Problem, excerpt
from parindex.engine.values.vietnamese import fold

_HEADER_WITHIN = 15
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


@dataclass(slots=True)
class Filled:
    """What the file says of an item, and where each of its cells stands."""

    block: Block
    typed: dict[str, str] = field(default_factory=dict)
    explanation: str = ""
    places: dict[str, str] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)

    @property
    def content(self) -> Content:
        told = {name: text for name, text in self.typed.items() if text}
        return Content(told, self.explanation)

    def where(self, name: str) -> str:
        """`trang «Bản khai», ô I12`, or the sheet alone where the cell is gone."""
        place = self.places.get(name) or next(iter(self.places.values()), "")
        return f"trang «{SHEET}», ô {place}" if place else f"trang «{SHEET}»"


def read_filled(
    path: Path, sheets: Sequence[Sheet], blocks: Sequence[Block]
) -> tuple[dict[str, Filled], list[Problem]]:
    """What the file says of each item by its key, and what is wrong with the sheet itself.

    Faults of cells stand with their item: those of an item that nobody changed do not matter.
    """
    sheet, header, value_at, key_at = _table(path, sheets)
    known = fields_of(blocks)
    found = {block.key: Filled(block) for block in blocks}
    problems: list[Problem] = []
    for line in range(header + 1, len(sheet.rows)):
        key = written(sheet.at(line, key_at))
        place = f"{letter(value_at)}{line + 1}"
        where = f"trang «{sheet.name}», ô {place}"
        if key not in known:
            if key or written(sheet.at(line, value_at)):
                what = "dòng này không phải dòng của bản khai"
                problems.append(Problem(where, what, "Hãy xóa dòng tự thêm"))
            continue
        block, name = known[key]
        filled = found[block.key]
        if name in filled.places:
            what = f"dòng «{block.label(name)}» của mục {block.item.code} có hai lần"
            problems.append(Problem(where, what, "Hãy giữ lại một dòng"))
            continue
        filled.places[name] = place
        _take(filled, name, sheet.at(line, value_at))
    return found, problems


def missing_rows(filled: Filled) -> list[Problem]:
    """The rows of the item that the file no longer has."""
    block = filled.block
    return [
        Problem(
            filled.where(name),
            f"thiếu dòng «{block.label(name)}» của mục {block.item.code}",
            "Hãy tải lại bản khai rồi điền vào tệp mới",
        )
        for name in block.names
        if name not in filled.places
    ]


def _table(path: Path, sheets: Sequence[Sheet]) -> tuple[Sheet, int, int, int]:
    """The sheet of the declaration, its row of names, and the columns of values and keys."""
    sheet = next((each for each in sheets if fold(each.name) == fold(SHEET)), None)
    for line, cells in enumerate(sheet.rows[:_HEADER_WITHIN] if sheet else ()):
        names = [fold(written(cell)) for cell in cells]
        if sheet is not None and fold(VALUE) in names and fold(KEY) in names:
            return sheet, line, names.index(fold(VALUE)), names.index(fold(KEY))
    raise BadInput.of(
        path,
        f"không có trang «{SHEET}» với các cột «{VALUE}» và «{KEY}»",
        "Hãy tải lại bản khai rồi điền vào tệp mới",
    )


def _take(filled: Filled, name: str, cell: Cell) -> None:
    text = clean_text(written(cell))
    if text in _ERRORS:
        _fault(filled, name, f"ô báo lỗi {text}", "Hãy nhập giá trị thay cho công thức")
        return
    if name == EXPLANATION:
        filled.explanation = text
        return
    field_ = filled.block.form.fields[name]
    if isinstance(field_, NumberField):
        filled.typed[name] = same_number(text)
    elif isinstance(field_, forms.ChoiceField) and text:
        value = choice_of(field_, text)
        if value is None:
            known = "; ".join(titles_of(field_))
            what = f"không có mức «{excerpt(text)}»"
            _fault(filled, name, what, f"Hãy chọn một trong: {known}")
        # What is none of the choices stays, for the item to count as changed.
        filled.typed[name] = text if value is None else value
    else:
        filled.typed[name] = text


def _fault(filled: Filled, name: str, what: str, remedy: str) -> None:
    filled.typed.setdefault(name, what)
    filled.faults.append(Problem(filled.where(name), what, remedy))


def changed_in(filled: Mapping[str, Filled], stamp: Stamp) -> list[Filled]:
    """The items that somebody changed in the file since it was made."""
    return [
        each
        for key, each in filled.items()
        if key not in stamp.tokens or stamp.tokens[key][1] != each.content.fingerprint
    ]
