"""Units that exchange documents electronically (item 2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.engine.facts.measure import Measure, Related
from parindex.engine.facts.measures.sources import plan_item
from parindex.engine.facts.placement import Frame, InForce

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Table

_UNIT_VALID = InForce(("valid_from", "valid_to"), "đơn vị còn hiệu lực vào ngày cuối kỳ")
_CONNECTED = InForce(("connected_on", "disconnected_on"), "đang kết nối vào ngày cuối kỳ")


def _both_ways(row: Table, _: Frame) -> BooleanColumn:
    return row.sends & row.receives


MEASURES = (
    Measure(
        name="units_connected",
        title="Đơn vị gửi, nhận văn bản điện tử",
        kind="units",
        placement=_UNIT_VALID,
        met=lambda row, _: row.connected,
        related=(Related("connected", "connections", "code", "unit_code", _both_ways, _CONNECTED),),
        rule=(
            "Trong số đơn vị còn hiệu lực vào ngày cuối kỳ: đơn vị đang kết nối, vừa gửi vừa nhận"
            " được văn bản điện tử"
        ),
        source=plan_item("2.2"),
    ),
)
