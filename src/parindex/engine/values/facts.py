"""Facts: what the records say, as a pair of counts that leads back to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from parindex.engine.values.periods import Period


class Level(StrEnum):
    """Level of government whose units a record or a fact belongs to."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"

    @property
    def vietnamese(self) -> str:
        """`cấp tỉnh`, `cấp huyện`, `cấp xã`."""
        return _LEVEL_NAMES[self]


_LEVEL_NAMES = {
    Level.PROVINCE: "cấp tỉnh",
    Level.DISTRICT: "cấp huyện",
    Level.COMMUNE: "cấp xã",
}


@dataclass(frozen=True, slots=True, order=True)
class StoodIn:
    """A unit whose part of a fact comes from the Biểu 06a it reported, and the days of that form."""

    unit: str
    period: Period


class Fact(NamedTuple):
    """One measure over one scope and period.

    `numerator` and `denominator` count records; a plain count has no denominator (None).
    `missing` counts the records that the measure's rule could not judge. `level` and `unit` are
    None where the fact covers all of them. `lake` and `reference` name the versions read, and
    `simulated` says that made-up records are among them. `groups` holds the further fields the fact
    is grouped by (sector, procedure, channel) with their values; None there: the field is empty.
    `gap` says, in Vietnamese, which records were never there to be counted, or which field was
    empty in all that were: the pair is then no answer, and its zero does not mean that nothing arose.
    `stood_in` names the units that have no records of their own and are counted as they reported
    themselves.

    A tuple, since a question by unit and month is answered by tens of thousands of them.
    """

    measure: str
    level: Level | None
    unit: str | None
    period: Period
    numerator: int
    denominator: int | None
    missing: int = 0
    lake: str = ""
    reference: str = ""
    simulated: bool = False
    groups: tuple[tuple[str, str | None], ...] = ()
    gap: str = ""
    stood_in: tuple[StoodIn, ...] = ()

    @property
    def unjudged(self) -> bool:
        """Whether there are records, and none of them could be judged."""
        return bool(self.gap and self.missing and not self.denominator)

    @property
    def value(self) -> Fraction | None:
        """The quotient of the pair; the count itself where there is no denominator.

        None where the denominator is zero (nothing arose, which is not the same as zero) and
        where there is a gap.
        """
        if self.gap:
            return None
        if self.denominator is None:
            return Fraction(self.numerator)
        return Fraction(self.numerator, self.denominator) if self.denominator else None


_SHOWN_UNITS = 10


def stood_in_words(facts: Iterable[Fact]) -> str:
    """`trong đó 2 đơn vị theo Biểu 06a do đơn vị lập: X1, X2 (từ ngày … đến ngày …)`; empty if none.

    The days are told where they are not those of the fact.
    """
    labels = {
        each.unit: each.unit if each.period == fact.period else f"{each.unit} ({each.period})"
        for fact in facts
        for each in fact.stood_in
    }
    if not labels:
        return ""
    shown = ", ".join(label for _, label in sorted(labels.items())[:_SHOWN_UNITS])
    more = len(labels) - _SHOWN_UNITS
    rest = f" và {more} đơn vị khác" if more > 0 else ""
    return f"trong đó {len(labels)} đơn vị theo Biểu 06a do đơn vị lập: {shown}{rest}"
