"""Dialogues of the province's leaders with people and businesses (item 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.engine.facts.measure import Measure, every_row, known
from parindex.engine.facts.measures.sources import plan_item
from parindex.engine.facts.placement import Frame, Occurred
from parindex.engine.values.facts import Level

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Table

_HELD = Occurred(("held_on",), "cuộc đối thoại tổ chức trong kỳ")


def _directed(row: Table, frame: Frame) -> BooleanColumn:
    return known(row.directive_on <= frame.as_of)


MEASURES = (
    Measure(
        name="dialogues_held",
        title="Cuộc đối thoại với người dân, doanh nghiệp",
        kind="dialogues",
        placement=_HELD,
        met=every_row,
        rate=False,
        levels=frozenset({Level.PROVINCE}),
        rule="Số cuộc đối thoại tổ chức trong kỳ",
        source=plan_item("3"),
    ),
    Measure(
        name="dialogues_with_directive",
        title="Cuộc đối thoại có văn bản chỉ đạo",
        kind="dialogues",
        placement=_HELD,
        met=_directed,
        levels=frozenset({Level.PROVINCE}),
        rule=(
            "Trong số cuộc đối thoại tổ chức trong kỳ: cuộc có văn bản chỉ đạo giải quyết kiến nghị"
            " ban hành không muộn hơn ngày cuối kỳ; thiếu ngày văn bản là chưa có"
        ),
        source=plan_item("3"),
    ),
)
