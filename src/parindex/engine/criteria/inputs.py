"""What a component asks for, and reading an answer to it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StrictBool, StrictInt

from parindex.engine.rules.base import Data, Exact
from parindex.engine.values.inputs import (
    Amount,
    Count,
    Input,
    InputKind,
    LevelReached,
    NoneArose,
    NotApplicable,
    Option,
    Parts,
    Percent,
    Rate,
    YesNo,
)
from parindex.engine.values.numbers import exact, vietnamese


class InputDefinition(Data):
    """What every input definition has: its kind, and the words beside the field."""

    kind: InputKind
    label: str = ""

    @property
    def unit(self) -> str:
        """The unit to print behind a quantity, with its leading space."""
        return ""

    @property
    def highest(self) -> Exact | None:
        """The greatest quantity let through; None where there is no upper end."""
        return None

    def accepts(self, value: Input) -> bool:
        """Whether the value is of the kind asked for; the two special answers always are."""
        return isinstance(value, (*_VALUES[self.kind], NoneArose, NotApplicable))

    def fault(self, value: Input) -> str | None:
        """What is wrong with a value of the right kind, in Vietnamese, or None."""
        if isinstance(value, NotApplicable) and not value.reason.strip():
            return "không áp dụng nhưng không ghi lý do"
        return None


class YesNoInput(InputDefinition):
    kind: Literal[InputKind.YES_NO]


class OptionInput(InputDefinition):
    kind: Literal[InputKind.OPTION]


class LevelInput(InputDefinition):
    """The level given by another index, which `of` names."""

    kind: Literal[InputKind.LEVEL]
    of: str


class CountInput(InputDefinition):
    kind: Literal[InputKind.COUNT]
    counted: str = "lần"
    at_most: StrictInt | None = None

    @property
    def unit(self) -> str:
        return f" {self.counted}"

    @property
    def highest(self) -> Exact | None:
        return None if self.at_most is None else exact(self.at_most)

    def fault(self, value: Input) -> str | None:
        if isinstance(value, Count):
            if value.count < 0:
                return f"số đếm {vietnamese(value.count)} là số âm"
            if self.at_most is not None and value.count > self.at_most:
                return f"số đếm {vietnamese(value.count)} vượt mức {vietnamese(self.at_most)}"
        return super().fault(value)


class RateInput(InputDefinition):
    """A pair of counts, each with its label."""

    kind: Literal[InputKind.RATE]
    numerator: str
    denominator: str

    @property
    def unit(self) -> str:
        return " %"

    @property
    def highest(self) -> Exact | None:
        return exact(100)

    def fault(self, value: Input) -> str | None:
        if isinstance(value, Rate):
            if value.numerator < 0 or value.denominator < 0:
                return f"số đếm âm trong {value}"
            if value.numerator > value.denominator:
                return f"tử số lớn hơn mẫu số ({value})"
        return super().fault(value)


class _Percentage(InputDefinition):
    at_most: Exact | None = exact(100)

    @property
    def unit(self) -> str:
        return " %"

    @property
    def highest(self) -> Exact | None:
        return self.at_most

    def fault(self, value: Input) -> str | None:
        if isinstance(value, Percent):
            if value.percent < 0:
                return f"tỷ lệ {value} là số âm"
            if self.at_most is not None and value.percent > self.at_most:
                return f"tỷ lệ {value} vượt {vietnamese(self.at_most)} %"
        return super().fault(value)


class PercentInput(_Percentage):
    """A percentage; above 100 only where `at_most` says so."""

    kind: Literal[InputKind.PERCENT]


class ScoreInput(_Percentage):
    """The result of another criteria set, in percent of its maximum."""

    kind: Literal[InputKind.SCORE]
    set_id: Annotated[str, Field(alias="set")]


class ValueInput(InputDefinition):
    """A plain value; with `previous` last year's is asked for beside it."""

    kind: Literal[InputKind.VALUE]
    measured_in: str = ""
    previous: StrictBool = False

    @property
    def unit(self) -> str:
        return f" {self.measured_in}" if self.measured_in else ""


class PartsInput(InputDefinition):
    kind: Literal[InputKind.PARTS]


AnyInput: TypeAlias = Annotated[
    YesNoInput
    | OptionInput
    | LevelInput
    | CountInput
    | RateInput
    | PercentInput
    | ScoreInput
    | ValueInput
    | PartsInput,
    Field(discriminator="kind"),
]

_VALUES: dict[InputKind, tuple[type, ...]] = {
    InputKind.YES_NO: (YesNo,),
    InputKind.OPTION: (Option,),
    InputKind.LEVEL: (LevelReached,),
    InputKind.COUNT: (Count,),
    InputKind.RATE: (Rate,),
    InputKind.PERCENT: (Percent,),
    InputKind.SCORE: (Percent, Rate),
    InputKind.VALUE: (Amount,),
    InputKind.PARTS: (Parts,),
}

EXAMPLES: dict[InputKind, str] = {
    InputKind.YES_NO: "{yes: true}",
    InputKind.OPTION: "{option: …}",
    InputKind.LEVEL: "{level: …}",
    InputKind.COUNT: "{count: 3}",
    InputKind.RATE: "{numerator: 95, denominator: 100}",
    InputKind.PERCENT: "{percent: 91.17}",
    InputKind.SCORE: "{percent: 91.17}",
    InputKind.VALUE: "{value: 10.5}",
    InputKind.PARTS: "{parts: {…: true}}",
}
"""How an answer of each kind is written in an inputs file."""
