"""What a declaration says, field by field, in the one form in which workbook and database are compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from parindex.apps.access.roles import Visitor
from parindex.apps.assessments.itempage import form_of
from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.queries import component_of, items_for_pages
from parindex.apps.assessments.rules import READS_ITEM, WRITES
from parindex.apps.assessments.states import EDITABLE, ItemState
from parindex.apps.criteria.answering import InputForm, NumberField
from parindex.apps.criteria.sheets import same_number, title_of
from parindex.engine.criteria.model import Component

EXPLANATION = "giai_trinh"
"""The key of the explanation among the fields of an item."""
_HASHED = 16


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in the fields of an item, the empty ones left out, and its explanation."""

    typed: Mapping[str, str]
    explanation: str

    @property
    def fingerprint(self) -> str:
        """The same for the same content alone."""
        told = json.dumps([dict(self.typed), self.explanation], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:_HASHED]

    def value(self, name: str) -> str:
        return self.explanation if name == EXPLANATION else self.typed.get(name, "")


@dataclass(frozen=True, slots=True)
class Block:
    """An item as the workbook has it: its fields and what stands in them.

    `own` says whether the visitor answers for it, `writable` whether it can be written now.
    """

    item: Item
    component: Component
    form: InputForm
    now: Content
    own: bool
    writable: bool

    @property
    def key(self) -> str:
        """`kh-839-2023/1.5b`: what the cells of the item are known by."""
        return f"{self.item.criteria.set_id}/{self.item.code}"

    @property
    def names(self) -> list[str]:
        """The fields in the order of their rows."""
        return [*self.form.fields, EXPLANATION]

    def label(self, name: str) -> str:
        return "Giải trình" if name == EXPLANATION else str(self.form.fields[name].label)

    def words(self, name: str, content: Content) -> str:
        """What stands in a field, as people read it."""
        value, field = content.value(name), self.form.fields.get(name)
        return title_of(field, value) if isinstance(field, forms.ChoiceField) else value


def blocks_of(assessment: Assessment, visitor: Visitor) -> list[Block]:
    """The items of the assessment that the visitor reads, each followed by those below it."""
    items = list(items_for_pages().filter(assessment=assessment).order_by("order"))
    below: dict[Any, list[Item]] = {}
    for item in items:
        below.setdefault(item.parent_id, []).append(item)
    ordered = (each for top in below.get(None, ()) for each in (top, *below.get(top.pk, ())))
    return [_block(item, visitor) for item in ordered if READS_ITEM.admits(visitor, item)]


def writable(visitor: Visitor, item: Item) -> bool:
    """Whether the visitor writes the item as it stands now."""
    leading = ItemState((item.parent or item).state)
    return item.assessment.is_open and leading in EDITABLE and WRITES.admits(visitor, item)


def _block(item: Item, visitor: Visitor) -> Block:
    form = form_of(item)
    own, now = WRITES.admits(visitor, item), content_of(form, item)
    return Block(item, component_of(item), form, now, own, writable(visitor, item))


def content_of(form: InputForm, item: Item) -> Content:
    """What stands in the item now."""
    typed = {name: str(form.initial.get(name) or "") for name in form.fields}
    return Content(same(form, typed), clean_text(item.explanation))


def same(form: InputForm, typed: Mapping[str, str]) -> dict[str, str]:
    """The fields that hold anything, numbers written in one way."""
    told = {name: _same(form.fields[name], typed.get(name, "")) for name in form.fields}
    return {name: text for name, text in told.items() if text}


def _same(field: forms.Field, text: str) -> str:
    return same_number(text) if isinstance(field, NumberField) else clean_text(text)


def clean_text(text: str) -> str:
    """Line ends as a spreadsheet keeps them, nothing around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def fields_of(blocks: Sequence[Block]) -> dict[str, tuple[Block, str]]:
    """The key of every cell → its block and field."""
    return {f"{block.key}/{name}": (block, name) for block in blocks for name in block.names}
