"""Tasks assigned by the Government and the Prime Minister: done on time, done late, overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.engine.facts.measure import Measure, known, not_denied, verdict
from parindex.engine.facts.measures.sources import plan_item
from parindex.engine.facts.placement import Frame, Occurred

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Table

_DUE = Occurred(
    ("due_on", "assigned_on"), "nhiệm vụ đến hạn trong kỳ; không có hạn thì theo ngày giao"
)
_UNVERIFIED = "Cách tính nhiệm vụ không có hạn"


def _done(row: Table, frame: Frame) -> BooleanColumn:
    return known(row.finished_on <= frame.as_of)


def _settled(row: Table, frame: Frame) -> BooleanColumn:
    """True where the task is done or its term has passed, NULL where neither can be said."""
    return verdict((_done(row, frame), True), (row.due_on <= frame.as_of, True), otherwise=None)


def _on_time(row: Table, frame: Frame) -> BooleanColumn:
    in_time = not_denied(row.finished_on <= row.due_on)
    return verdict((_settled(row, frame), _done(row, frame) & in_time), otherwise=None)


def _late(row: Table, frame: Frame) -> BooleanColumn:
    late = known(row.finished_on > row.due_on)
    return verdict((_settled(row, frame), _done(row, frame) & late), otherwise=None)


def _overdue(row: Table, frame: Frame) -> BooleanColumn:
    return verdict((_settled(row, frame), ~_done(row, frame)), otherwise=None)


_AMONG = "Trong số nhiệm vụ đến hạn trong kỳ, so theo ngày"
_OPEN = "nhiệm vụ không có hạn và chưa hoàn thành thì chưa kết luận"

MEASURES = (
    Measure(
        name="government_tasks_on_time",
        title="Nhiệm vụ Chính phủ, Thủ tướng giao hoàn thành đúng hạn",
        kind="tasks",
        placement=_DUE,
        decided_by=("due_on",),
        met=_on_time,
        rule=(
            f"{_AMONG}: hoàn thành không sau hạn là đúng hạn;"
            " chưa hoàn thành khi hết ngày cuối kỳ là trễ; nhiệm vụ không có hạn thì hoàn thành là đúng"
            " hạn, chưa hoàn thành thì chưa kết luận"
        ),
        source=plan_item("4"),
        unverified=_UNVERIFIED,
    ),
    Measure(
        name="government_tasks_done_late",
        title="Nhiệm vụ Chính phủ, Thủ tướng giao hoàn thành trễ hạn",
        kind="tasks",
        placement=_DUE,
        decided_by=("due_on",),
        met=_late,
        rule=f"{_AMONG}: nhiệm vụ hoàn thành sau hạn; {_OPEN}",
        source=plan_item("4"),
        unverified=_UNVERIFIED,
    ),
    Measure(
        name="government_tasks_overdue",
        title="Nhiệm vụ Chính phủ, Thủ tướng giao quá hạn chưa hoàn thành",
        kind="tasks",
        placement=_DUE,
        decided_by=("due_on",),
        met=_overdue,
        rule=f"{_AMONG}: nhiệm vụ chưa hoàn thành khi hết ngày cuối kỳ; {_OPEN}",
        source=plan_item("4"),
        unverified=_UNVERIFIED,
    ),
)
