"""Letters of apology for dossiers that were late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.engine.facts.measure import Measure, Related
from parindex.engine.facts.measures.dossiers import RECEIVED
from parindex.engine.facts.measures.dossiers_on_time import Pending, on_time_by_date
from parindex.engine.facts.measures.sources import plan_item
from parindex.engine.facts.placement import Frame

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Table


def _late(row: Table, frame: Frame) -> BooleanColumn:
    return ~on_time_by_date(Pending.ON_TIME)(row, frame)


MEASURES = (
    Measure(
        name="apologies_for_late",
        title="Hồ sơ trễ hẹn có thư xin lỗi",
        kind="dossiers",
        placement=RECEIVED,
        among=_late,
        met=lambda row, _: row.apologised,
        related=(Related("apologised", "apologies", "dossier_code", "dossier_code"),),
        rule=(
            "Trong số hồ sơ tiếp nhận trong kỳ bị trễ hẹn (xong sau ngày hẹn trả, hoặc đang giải"
            " quyết mà đến hết ngày cuối kỳ đã tới ngày hẹn trả): hồ sơ có ít nhất một thư xin lỗi"
        ),
        source=plan_item("1.5"),
        unverified="Thời hạn gửi thư xin lỗi không được xét",
        decided_by=("due_at",),
    ),
)
