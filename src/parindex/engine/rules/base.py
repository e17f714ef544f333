"""What every scoring rule is: data that can check, evaluate, explain, describe and invert itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator

from parindex.engine.rules.wording import weight
from parindex.engine.values.inputs import Input, InputKind
from parindex.engine.values.intervals import Interval
from parindex.engine.values.numbers import exact


def _exact_number(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise ValueError("không phải là số")  # noqa: TRY004 - pydantic turns ValueError into a report
    return exact(value)


Exact = Annotated[Fraction, PlainValidator(_exact_number), PlainSerializer(str)]
"""An exact number in a YAML file: `0.25` is a quarter, not the nearest float."""


class Data(BaseModel):
    """A piece of a criteria set: immutable, and strict about keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class NoneAroseOutcome(StrEnum):
    """What «không phát sinh» (a zero denominator) is worth; each rule says it for itself."""

    FULL = "full"
    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"

    @property
    def vietnamese(self) -> str:
        return {
            NoneAroseOutcome.FULL: "điểm tối đa",
            NoneAroseOutcome.ZERO: "0 điểm",
            NoneAroseOutcome.NOT_APPLICABLE: "không áp dụng",
        }[self]


class Fault(NamedTuple):
    """Something wrong with a rule's data: where inside the rule, what, and what to do."""

    at: tuple[str | int, ...]
    what: str
    remedy: str


PERCENTAGES = frozenset({InputKind.RATE, InputKind.PERCENT, InputKind.SCORE})
"""Kinds of input whose quantity is a percentage."""

QUANTITIES = PERCENTAGES | {InputKind.COUNT, InputKind.VALUE}
"""Kinds of input that stand for a number on a line."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside its own input.

    `max_points` is the component's maximum; `kind`, `unit` (` %`, ` cuộc`) and `highest` (None:
    no upper end) come from its input definition; `previous` is last year's input of the same
    subject; `best` the greatest quantity in the group, known only in the second pass.
    """

    max_points: Fraction
    kind: InputKind
    unit: str = ""
    highest: Fraction | None = None
    previous: Input | None = None
    best: Fraction | None = None

    @property
    def domain(self) -> Interval:
        """The quantities that the input definition lets through."""
        lowest = None if self.kind is InputKind.VALUE else Fraction(0)
        return Interval(low=lowest, high=self.highest)


@dataclass(frozen=True, slots=True)
class Needed:
    """The inputs that reach a given number of points; empty where none does.

    One of `intervals` must hold the quantity, or one of `choices` (key to title) be chosen, or
    all of `parts` be fulfilled.
    """

    intervals: tuple[Interval, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    unit: str = ""

    @property
    def possible(self) -> bool:
        return bool(self.intervals or self.choices or self.parts)

    def __str__(self) -> str:
        if self.intervals:
            return "cần " + " hoặc ".join(each.describe(self.unit) for each in self.intervals)
        if self.choices:
            return "cần " + " hoặc ".join(f"«{title}»" for title in self.choices.values())
        if self.parts:
            return "cần đạt đủ: " + "; ".join(self.parts)
        return "không mức nào đạt được"


class UnusableInput(Exception):
    """An input that this rule cannot evaluate: `what` is wrong, `remedy` mends it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class InputLacking(Exception):
    """Something that the rule needs beside its input is not known; the message names it."""


class NothingArose(Exception):
    """The base of a comparison is zero; the rule's `when_none_arose` decides."""


Value = TypeVar("Value", bound=Input)


class Rule(Data, ABC, Generic[Value]):
    """A scoring rule. Points are exact and stay within `bounds`.

    Subclasses are given only inputs of the kinds they accept; «không phát sinh» and «không áp
    dụng» are settled before, because they mean the same for every kind.
    """

    accepts: ClassVar[frozenset[InputKind]]
    looks_back: ClassVar[bool] = False
    """Whether last year's input of the same subject counts."""
    when_none_arose: NoneAroseOutcome | None = None

    @abstractmethod
    def check(self, context: Context) -> Iterator[Fault]:
        """Everything wrong with the rule's data, given the component's maximum and input."""

    @abstractmethod
    def evaluate(self, value: Value, context: Context) -> Fraction:
        """The points the input is worth, exact."""

    @abstractmethod
    def explain(self, value: Value, context: Context) -> str:
        """The calculation as a sentence that a clerk can check by hand."""

    @abstractmethod
    def describe(self, context: Context) -> str:
        """The rule in plain Vietnamese words, without its clause on «không phát sinh»."""

    @abstractmethod
    def invert(self, points: Fraction, context: Context) -> Needed:
        """The inputs that give at least `points`."""

    def admit(self, value: Value, context: Context) -> None:
        """Raise `UnusableInput` where the rule has no place for the value (an unknown option)."""

    def bounds(self, max_points: Fraction) -> tuple[Fraction, Fraction]:
        """The least and the most points the rule can give."""
        return Fraction(0), max_points

    def attainable(self, max_points: Fraction, *, late: bool) -> Fraction:
        """The most points still open; `late` says that a deadline has been missed."""
        return self.bounds(max_points)[1]

    def in_words(self, context: Context) -> str:
        """The whole rule in words: `describe` and what «không phát sinh» is worth."""
        if self.when_none_arose is None:
            return self.describe(context)
        return f"{self.describe(context)}; không phát sinh: {self.when_none_arose.vietnamese}"


def full_marks(max_points: Fraction) -> str:
    """`điểm tối đa (1,00 điểm)`."""
    return f"điểm tối đa ({weight(max_points)} điểm)"
