"""The items of an assessment that somebody looks for: by words, step, unit, and what they lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.functional import cached_property

from parindex.apps.assessments.overview import FieldLines, Line, Overview
from parindex.apps.assessments.states import ItemState
from parindex.apps.pages.tables import Control, Filter
from parindex.engine.values.vietnamese import fold


@dataclass(frozen=True)
class Narrowing:
    """What of a page's items is asked for; a field keeps its totals, whichever of its items show.

    Parameters of the address, as those of tables: `tim` (words of code and title), `buoc`, `don-vi`
    (a unit's code), `thieu` (what it lacks).
    """

    page: Overview
    asked: Mapping[str, str]

    @classmethod
    def of(cls, page: Overview, query: Mapping[str, str]) -> Self:
        """The narrowing that the address asks for; empty parameters ask for nothing."""
        keys = ("tim", "buoc", "don-vi", "thieu")
        found = {key: query.get(key, "").strip() for key in keys}
        return cls(page, {key: value for key, value in found.items() if value})

    @property
    def words(self) -> str:
        return self.asked.get("tim", "")

    @property
    def fields(self) -> list[tuple[FieldLines, list[Line]]]:
        """The fields that hold an item asked for, each with these items."""
        found = (
            (field, [each for each in field.lines if self._admits(each)]) for field in self._all
        )
        return [(field, lines) for field, lines in found if lines]

    @property
    def lines(self) -> list[Line]:
        """The items asked for, in the set's order."""
        return [line for _, lines in self.fields for line in lines]

    @cached_property
    def controls(self) -> list[Control]:
        """The lists to choose from: those that can part this assessment's items."""
        lines = [line for field in self._all for line in field.lines]
        units = {line.item.unit.code: str(line.item.unit) for line in lines}
        lacks = {fold(each): each for line in lines for each in line.lacks}
        offered = (
            ("buoc", "Bước", list(ItemState.choices)),
            ("don-vi", "Đơn vị thực hiện", sorted(units.items())),
            ("thieu", "Còn thiếu", list(lacks.items())),
        )
        return [self._control(key, title, choices) for key, title, choices in offered if choices]

    @property
    def _all(self) -> tuple[FieldLines, ...]:
        return self.page.fields

    def _control(self, key: str, title: str, choices: list[tuple[str, str]]) -> Control:
        return Control(
            Filter(key, title, lambda: choices, lambda rows, _: rows), self.asked.get(key, "")
        )

    def _admits(self, line: Line) -> bool:
        item, asked = line.item, self.asked
        named = fold(f"{item.code} {line.component.title}")
        return (
            all(word in named for word in fold(self.words).split())
            and asked.get("buoc", item.state) == item.state
            and asked.get("don-vi", item.unit.code) == item.unit.code
            and ("thieu" not in asked or asked["thieu"] in map(fold, line.lacks))
        )
