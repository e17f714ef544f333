"""A made-up province of the size of Bình Thuận: 20 departments, 10 districts, 124 communes.

Names and codes are neutral (`Sở mô phỏng 01`, `H00.…`), so that nobody takes them for real offices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parindex.engine.values.facts import Level
from parindex.simulation.mixing import Stream

ROOT = "H00"
UNITS_BEGIN = date(2000, 1, 1)
SLOTS = 4096
"""How finely chances are cut: a unit with weight w gets about w/total of the slots."""

_COUNTS = {Level.PROVINCE: 20, Level.DISTRICT: 10, Level.COMMUNE: 124}
_SHARE_OF_DOSSIERS = {Level.PROVINCE: 25, Level.DISTRICT: 20, Level.COMMUNE: 55}
_NAMES = {Level.PROVINCE: "Sở", Level.DISTRICT: "Huyện", Level.COMMUNE: "Xã"}
_GROUPS = {
    Level.PROVINCE: "sở, ban, ngành",
    Level.DISTRICT: "UBND cấp huyện",
    Level.COMMUNE: "UBND cấp xã",
}
_DISTRICTS_END = "2025-06-30"
"""From 01/7/2025 there is no district level, and the communes are others."""


@dataclass(frozen=True, slots=True)
class MadeUpUnit:
    """A unit with what makes it differ: slots of dossiers, and how many of a thousand are late."""

    code: str
    name: str
    level: Level
    parent: str
    group: str
    valid_to: str
    weight: int
    late_permille: int


def units(seed: int) -> list[MadeUpUnit]:
    """The units below the province itself, province level first."""
    stream = Stream(seed, "units")
    return [unit for level in Level for unit in _of_level(level, stream)]


def unit_slots(found: list[MadeUpUnit]) -> list[str]:
    """`SLOTS` unit codes; a draw below `SLOTS` picks units in proportion to their weight."""
    share = {level: _SHARE_OF_DOSSIERS[level] for level in Level}
    totals = {level: sum(unit.weight for unit in found if unit.level is level) for level in Level}
    weights = [share[unit.level] * unit.weight / totals[unit.level] for unit in found]
    return list(spread([unit.code for unit in found], weights))


def spread(items: list[str], weights: list[float]) -> Iterator[str]:
    """The items, each as often as its weight asks, `SLOTS` in all."""
    total, passed, given = sum(weights), 0.0, 0
    for item, weight in zip(items, weights, strict=True):
        passed += weight
        until = round(SLOTS * passed / total)
        yield from [item] * (until - given)
        given = until


def _of_level(level: Level, stream: Stream) -> Iterator[MadeUpUnit]:
    districts = _COUNTS[Level.DISTRICT]
    for index in range(_COUNTS[level]):
        number = index + 1
        code, parent = {
            Level.PROVINCE: (f"{ROOT}.{number:02d}", ROOT),
            Level.DISTRICT: (f"{ROOT}.{50 + number}", ROOT),
            Level.COMMUNE: (
                f"{ROOT}.{51 + index % districts}.{1 + index // districts:02d}",
                f"{ROOT}.{51 + index % districts}",
            ),
        }[level]
        row = 1000 * list(Level).index(level) + index
        # Cubed, so that a few units carry much and many carry little.
        weight = 50 + (stream.number("weight", row) % 100) ** 3 // 1000
        late = 8 + stream.number("late", row) % 55
        width = 3 if level is Level.COMMUNE else 2
        yield MadeUpUnit(
            code=code,
            name=f"{_NAMES[level]} mô phỏng {number:0{width}d}",
            level=level,
            parent=parent,
            group=_GROUPS[level],
            valid_to="" if level is Level.PROVINCE else _DISTRICTS_END,
            weight=weight,
            late_permille=late,
        )
