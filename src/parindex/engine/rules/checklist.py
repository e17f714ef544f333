"""Shape 7, a checklist of parts, each with its points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from parindex.engine.rules.base import Context, Data, Exact, Fault, Needed, Rule, UnusableInput
from parindex.engine.rules.wording import equals, weight
from parindex.engine.values.inputs import InputKind, Parts
from parindex.engine.values.numbers import vietnamese


class Part(Data):
    """One part of the checklist."""

    key: str
    title: str
    points: Exact


class Checklist(Rule[Parts]):
    """The fulfilled parts add up."""

    accepts: ClassVar = frozenset({InputKind.PARTS})
    kind: Literal["checklist"]
    parts: tuple[Part, ...]

    def check(self, context: Context) -> Iterator[Fault]:
        for key, times in Counter(part.key for part in self.parts).items():
            if times > 1:
                yield Fault(("parts",), f"phần «{key}» lặp lại", "Hãy đặt mỗi phần một khóa riêng")
        for index, part in enumerate(self.parts):
            if part.points <= 0:
                yield Fault(
                    ("parts", index, "points"),
                    f"phần «{part.key}» không có điểm dương",
                    "Hãy ghi số điểm của phần này",
                )
        total = sum((part.points for part in self.parts), Fraction(0))
        if total != context.max_points:
            yield Fault(
                ("parts",),
                f"các phần cộng lại được {weight(total)}, khác điểm tối đa "
                f"{weight(context.max_points)}",
                "Hãy sửa điểm các phần cho khớp điểm tối đa",
            )

    def admit(self, value: Parts, context: Context) -> None:
        known = {part.key for part in self.parts}
        for key in value.done:
            if key not in known:
                listed = ", ".join(f"«{each.key}»" for each in self.parts)
                raise UnusableInput(f"không có phần «{key}»", f"Các phần là: {listed}")
        absent = [part.key for part in self.parts if part.key not in value.done]
        if absent:
            listed = ", ".join(f"«{key}»" for key in absent)
            raise UnusableInput(
                f"chưa trả lời phần {listed}", "Hãy ghi true hoặc false cho từng phần"
            )

    def evaluate(self, value: Parts, context: Context) -> Fraction:
        self.admit(value, context)
        return sum((part.points for part in self.parts if value.done[part.key]), Fraction(0))

    def explain(self, value: Parts, context: Context) -> str:
        self.admit(value, context)
        done = [part for part in self.parts if value.done[part.key]]
        open_ = [part for part in self.parts if not value.done[part.key]]
        told = f"Đạt {len(done)}/{len(self.parts)} nội dung"
        if done:
            total = equals(self.evaluate(value, context))
            told += f": {' + '.join(vietnamese(part.points) for part in done)} {total}"
        else:
            told += " ⇒ 0 điểm"
        return told + (f"; chưa đạt: {', '.join(part.title for part in open_)}" if open_ else "")

    def describe(self, context: Context) -> str:
        return "; ".join(f"{part.title}: {weight(part.points)} điểm" for part in self.parts)

    def invert(self, points: Fraction, context: Context) -> Needed:
        """The fewest parts that suffice, the heaviest first."""
        taken: list[str] = []
        reached = Fraction(0)
        for part in sorted(self.parts, key=lambda each: -each.points):
            if reached >= points:
                break
            taken.append(part.title)
            reached += part.points
        if reached < points:
            return Needed()
        return Needed(parts=tuple(taken)) if taken else Needed(choices={"": "không cần phần nào"})
