"""What a component is scored from: the values people declare or records supply.

Missing (no value at all), zero, «không phát sinh» (nothing arose) and «không áp dụng»
(not applicable) are four different things here, and none of them is a magic number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from parindex.engine.values.facts import Fact
from parindex.engine.values.numbers import decimal_text, terminates, vietnamese


class InputKind(StrEnum):
    """The ways a component may ask for its input."""

    YES_NO = "yes_no"
    OPTION = "option"
    LEVEL = "level"
    COUNT = "count"
    RATE = "rate"
    PERCENT = "percent"
    VALUE = "value"
    PARTS = "parts"
    SCORE = "score"


Json: TypeAlias = dict[str, "str | int | bool | dict[str, bool | int] | None"]


@dataclass(frozen=True, slots=True)
class YesNo:
    """Đạt / không đạt, có / không."""

    yes: bool

    def json(self) -> Json:
        return {"yes": self.yes}

    def __str__(self) -> str:
        return "Đạt" if self.yes else "Không đạt"


@dataclass(frozen=True, slots=True)
class Option:
    """The key of one of the rule's named options."""

    option: str

    def json(self) -> Json:
        return {"option": self.option}

    def __str__(self) -> str:
        return self.option


@dataclass(frozen=True, slots=True)
class LevelReached:
    """The level (xếp loại) that another index gave."""

    level: str

    def json(self) -> Json:
        return {"level": self.level}

    def __str__(self) -> str:
        return self.level


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened, zero included."""

    count: int

    @property
    def quantity(self) -> Fraction:
        return Fraction(self.count)

    def json(self) -> Json:
        return {"count": self.count}

    def __str__(self) -> str:
        return vietnamese(self.count)


@dataclass(frozen=True, slots=True)
class Rate:
    """A pair of counts; its quantity is a percentage and exists only where something arose."""

    numerator: int
    denominator: int

    @property
    def quantity(self) -> Fraction:
        return Fraction(100 * self.numerator, self.denominator)

    def json(self) -> Json:
        return {"numerator": self.numerator, "denominator": self.denominator}

    def __str__(self) -> str:
        return f"{vietnamese(self.numerator)}/{vietnamese(self.denominator)}"


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage published elsewhere (survey, SIPAS, another set's score): 91.17 means 91,17 %."""

    percent: Fraction

    @property
    def quantity(self) -> Fraction:
        return self.percent

    def json(self) -> Json:
        return {"percent": decimal_text(self.percent)}

    def __str__(self) -> str:
        if terminates(self.percent):
            return f"{vietnamese(self.percent)} %"
        return f"≈ {vietnamese(self.percent, 2)} %"


@dataclass(frozen=True, slots=True)
class Amount:
    """A plain value, with last year's beside it where the rule looks back."""

    value: Fraction
    previous: Fraction | None = None

    @property
    def quantity(self) -> Fraction:
        return self.value

    def json(self) -> Json:
        told: Json = {"value": decimal_text(self.value)}
        return told if self.previous is None else {**told, "previous": decimal_text(self.previous)}

    def __str__(self) -> str:
        if self.previous is None:
            return vietnamese(self.value)
        return f"{vietnamese(self.value)} (năm trước {vietnamese(self.previous)})"


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a checklist are fulfilled."""

    done: Mapping[str, bool]

    def json(self) -> Json:
        return {"parts": dict(self.done)}

    def __str__(self) -> str:
        return f"{sum(self.done.values())}/{len(self.done)} nội dung"


@dataclass(frozen=True, slots=True)
class NoneArose:
    """Không phát sinh: there was nothing to handle in the period."""

    def json(self) -> Json:
        return {"none_arose": True}

    def __str__(self) -> str:
        return "Không phát sinh"


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Không áp dụng, with the reason that the appraiser will ask for."""

    reason: str

    def json(self) -> Json:
        return {"not_applicable": self.reason}

    def __str__(self) -> str:
        return "Không áp dụng"


Quantity: TypeAlias = Count | Rate | Percent | Amount
"""Inputs that stand for a number on a line."""

Input: TypeAlias = YesNo | Option | LevelReached | Quantity | Parts | NoneArose | NotApplicable


class Origin(StrEnum):
    """Where an input comes from; a measured and a declared figure are never confused."""

    MEASURED = "measured"
    DECLARED = "declared"
    LINKED = "linked"

    @property
    def vietnamese(self) -> str:
        return {
            Origin.MEASURED: "đo từ hồ sơ",
            Origin.DECLARED: "khai báo",
            Origin.LINKED: "từ bộ chỉ số khác",
        }[self]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known for one component: the input, where it comes from, what proves it.

    `value` is None while nothing is known; `note` then says why; beside a value it
    says what it partly rests on. `measured` keeps what the
    records say where a declared input stands in its place. `facts` are the facts behind it. `kinds`
    are the kinds of evidence that an evidence store holds for it; None without such a store.
    """

    value: Input | None
    origin: Origin = Origin.DECLARED
    measured: Input | None = None
    facts: tuple[Fact, ...] = ()
    evidence: tuple[str, ...] = ()
    explanation: str = ""
    note: str = ""
    kinds: frozenset[str] | None = None
