"""The twelve shapes of scoring rules found in official annexes, and what carries each here.

A shape has a worked example set in `examples/rules`, a section in `docs/rules.md` and a test of
its own; a test fails where one is missing.
"""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """One shape: its number, a name for files, its Vietnamese title, the rule kinds that carry it."""

    number: int
    slug: str
    title: str
    kinds: tuple[str, ...]

    @property
    def stem(self) -> str:
        """`03-bands`: how files about the shape are named."""
        return f"{self.number:02}-{self.slug}"


SHAPES = (
    Shape(1, "pass-fail", "Đạt hoặc không đạt", ("pass_fail",)),
    Shape(2, "options", "Chọn một phương án", ("options",)),
    Shape(3, "bands", "Mức theo tỷ lệ hoặc số lượng", ("bands",)),
    Shape(4, "proportion", "Tỷ lệ nhân điểm tối đa, có mức sàn", ("proportion",)),
    Shape(5, "threshold", "Tỷ lệ so với ngưỡng", ("threshold",)),
    Shape(6, "per-event", "Trừ điểm, cộng điểm theo lần", ("per_event",)),
    Shape(7, "checklist", "Danh mục nội dung phải có", ("checklist", "per_event")),
    Shape(8, "survey", "Kết quả khảo sát nhân điểm tối đa", ("proportion",)),
    Shape(
        9,
        "other-index",
        "So với năm trước, kết quả của chỉ số khác",
        ("growth", "options", "published"),
    ),
    Shape(10, "none-arose", "Không phát sinh", ("bands", "proportion", "threshold")),
    Shape(11, "not-applicable", "Không áp dụng, quy về thang điểm đầy đủ", ()),
    Shape(12, "best-of-group", "So với đơn vị tốt nhất", ("best_of_group",)),
)
