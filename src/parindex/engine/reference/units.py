"""Units as the facts see them: a snapshot with validity, levels and a content hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parindex.engine.values.facts import Level
from parindex.engine.values.periods import Period
from parindex.engine.values.problems import BadInput


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit within its validity; `valid_to` is its last day, None while it goes on.

    `successor` is the code of the unit that took over its work when it ended.
    """

    code: str
    name: str
    level: Level
    parent: str | None
    group: str | None
    valid_from: date
    valid_to: date | None = None
    successor: str | None = None

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def valid_within(self, period: Period) -> bool:
        """Whether the unit exists on at least one day of the period."""
        return self.valid_from <= period.last and (
            self.valid_to is None or period.first <= self.valid_to
        )


@dataclass(frozen=True)
class Units:
    """An immutable list of units; a code may stand in it more than once, for different times."""

    units: tuple[Unit, ...]

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __len__(self) -> int:
        return len(self.units)

    @cached_property
    def fingerprint(self) -> str:
        """Short hash over the content, independent of the order."""
        text = "\n".join(sorted(map(repr, self.units)))
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    def find(self, code: str) -> Unit | None:
        """The latest unit of that code."""
        found = [unit for unit in self.units if unit.code == code]
        return max(found, key=lambda unit: unit.valid_from, default=None)

    def levels(self) -> dict[str, Level]:
        """The level of every code; a code never changes its level."""
        return {unit.code: unit.level for unit in self.units}

    def heirs(self, day: date | None) -> dict[str, Unit]:
        """For every code the unit that its records count for: itself, or its successor.

        A unit that ended before `day` passes its records on to its successor, and so on until one
        that has not ended by then, or that named no successor. None: nobody passes anything on.
        `BadInput` if successors lead round in a circle, or to a code that is no unit.
        """
        last = {unit.code: unit for unit in sorted(self.units, key=lambda unit: unit.valid_from)}
        if day is None:
            return last
        begun = [unit for unit in self.units if unit.valid_from <= day]
        last.update({u.code: u for u in sorted(begun, key=lambda unit: unit.valid_from)})
        return {code: _heir(unit, last, day) for code, unit in last.items()}

    def within(self, period: Period) -> list[Unit]:
        """The units that exist in the period, by code, each code once."""
        found = {unit.code: unit for unit in self.units if unit.valid_within(period)}
        return [found[code] for code in sorted(found)]


def _heir(unit: Unit, last: Mapping[str, Unit], day: date) -> Unit:
    passed = [unit.code]
    while unit.successor and unit.valid_to is not None and unit.valid_to < day:
        if unit.successor not in last:
            raise BadInput.of(
                f"đơn vị «{unit.code}»",
                f"đơn vị kế thừa «{unit.successor}» không có trong danh mục đơn vị",
                "Hãy nạp thêm đơn vị kế thừa, hoặc sửa trường successor_code",
            )
        unit = last[unit.successor]
        if unit.code in passed:
            raise BadInput.of(
                f"đơn vị «{unit.code}»",
                f"các đơn vị kế thừa nối thành vòng: {' → '.join([*passed, unit.code])}",
                "Hãy sửa trường successor_code của một trong các đơn vị đó rồi nạp lại danh mục",
            )
        passed.append(unit.code)
    return unit
