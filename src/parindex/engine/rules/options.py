"""Shape 2, named options, and the level of another index (shape 9): a word is worth points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import StrictBool

from parindex.engine.rules.base import (
    Context,
    Data,
    Exact,
    Fault,
    Needed,
    Rule,
    UnusableInput,
)
from parindex.engine.rules.wording import gives, weight
from parindex.engine.values.inputs import InputKind, LevelReached, Option


class Choice(Data):
    """One option; `timely` marks those that a missed deadline rules out (kịp thời)."""

    key: str
    title: str
    points: Exact
    timely: StrictBool = False


class Options(Rule[Option | LevelReached]):
    """Exactly one of the options applies."""

    accepts: ClassVar = frozenset({InputKind.OPTION, InputKind.LEVEL})
    kind: Literal["options"]
    options: tuple[Choice, ...]

    def check(self, context: Context) -> Iterator[Fault]:
        for key, times in Counter(choice.key for choice in self.options).items():
            if times > 1:
                yield Fault(
                    ("options",),
                    f"phương án «{key}» lặp lại",
                    "Hãy đặt mỗi phương án một khóa riêng",
                )
        for place, choice in enumerate(self.options):
            if not 0 <= choice.points <= context.max_points:
                yield Fault(
                    ("options", place, "points"),
                    f"điểm {weight(choice.points)} nằm ngoài khoảng 0 đến {weight(context.max_points)}",
                    "Hãy sửa điểm của phương án hoặc điểm tối đa",
                )
        if max((choice.points for choice in self.options), default=None) != context.max_points:
            yield Fault(
                ("options",),
                f"không phương án nào đạt điểm tối đa {weight(context.max_points)}",
                "Hãy để phương án tốt nhất bằng điểm tối đa của tiêu chí thành phần",
            )

    def admit(self, value: Option | LevelReached, context: Context) -> None:
        self._chosen(value)

    def evaluate(self, value: Option | LevelReached, context: Context) -> Fraction:
        return self._chosen(value).points

    def explain(self, value: Option | LevelReached, context: Context) -> str:
        return f"«{self._chosen(value).title}» {gives(self.evaluate(value, context))}"

    def describe(self, context: Context) -> str:
        return "; ".join(f"{each.title}: {weight(each.points)} điểm" for each in self.options)

    def invert(self, points: Fraction, context: Context) -> Needed:
        return Needed(
            choices={each.key: each.title for each in self.options if each.points >= points}
        )

    def attainable(self, max_points: Fraction, *, late: bool) -> Fraction:
        open_still = [each.points for each in self.options if not (late and each.timely)]
        return max(open_still, default=Fraction(0))

    def _chosen(self, value: Option | LevelReached) -> Choice:
        key = value.option if isinstance(value, Option) else value.level
        for choice in self.options:
            if choice.key == key:
                return choice
        known = ", ".join(f"«{choice.key}»" for choice in self.options)
        raise UnusableInput(f"không có phương án «{key}»", f"Hãy chọn một trong: {known}")
