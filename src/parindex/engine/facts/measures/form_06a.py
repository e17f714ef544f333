"""The parts of form 06a: received online, carried over, resolved by how, pending by how.

Together with the dossiers received they add up as the form demands: received and carried over are
resolved and pending; resolved is before due, on due and late; pending is in time and overdue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.engine.facts.measure import Measure, Predicate, every_row, known
from parindex.engine.facts.measures.dossiers import CLOSED, RECEIVED, closed_on, returned
from parindex.engine.facts.measures.sources import FORM_06A
from parindex.engine.facts.placement import Frame, Open, Placement

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Table

_CARRIED_OVER = Open(
    ("received_at",),
    "hồ sơ tiếp nhận trước kỳ và chưa giải quyết xong khi bắt đầu kỳ",
    closed_on,
    at_start=True,
)
_PENDING = Open(("received_at",), "hồ sơ chưa giải quyết xong khi hết kỳ", closed_on)


def _before_due(row: Table, frame: Frame) -> BooleanColumn:
    return ~returned(row, frame) & known(row.finished_at.date() < row.due_at.date())


def _late(row: Table, frame: Frame) -> BooleanColumn:
    return ~returned(row, frame) & known(row.finished_at.date() > row.due_at.date())


def _on_due(row: Table, frame: Frame) -> BooleanColumn:
    return ~_before_due(row, frame) & ~_late(row, frame)


def _overdue(row: Table, frame: Frame) -> BooleanColumn:
    return known(row.due_at.date() <= frame.last)


def _in_time(row: Table, frame: Frame) -> BooleanColumn:
    return ~_overdue(row, frame)


def _part(name: str, title: str, placement: Placement, met: Predicate, rule: str) -> Measure:
    return Measure(
        name=name,
        title=title,
        kind="dossiers",
        placement=placement,
        met=met,
        rule=rule,
        source=FORM_06A,
        unverified="Hồ sơ rút, dừng xử lý không ghi ngày được coi là xong vào ngày tiếp nhận",
    )


_RESOLVED = "Trong số hồ sơ đã giải quyết, so theo ngày (giờ Việt Nam)"

MEASURES = (
    Measure(
        name="dossiers_received_online",
        title="Hồ sơ tiếp nhận trực tuyến",
        kind="dossiers",
        placement=RECEIVED,
        met=lambda row, _: row.channel == "online",
        rule=(
            "Trong số hồ sơ tiếp nhận: hồ sơ nộp trực tuyến; không rõ kênh nộp thì không kết luận"
            " được"
        ),
        source=FORM_06A,
        decided_by=("channel",),
    ),
    Measure(
        name="dossiers_carried_over",
        title="Hồ sơ từ kỳ trước chuyển sang",
        kind="dossiers",
        placement=_CARRIED_OVER,
        met=every_row,
        rate=False,
        rule="Số hồ sơ tiếp nhận trước ngày đầu kỳ và đến ngày đầu kỳ vẫn đang giải quyết",
        source=FORM_06A,
        unverified="Hồ sơ rút, dừng xử lý không ghi ngày được coi là xong vào ngày tiếp nhận",
    ),
    _part(
        "dossiers_finished_before_due",
        "Hồ sơ giải quyết trước hạn",
        CLOSED,
        _before_due,
        f"{_RESOLVED}: hồ sơ xong trước ngày hẹn trả",
    ),
    _part(
        "dossiers_finished_on_due",
        "Hồ sơ giải quyết đúng hạn",
        CLOSED,
        _on_due,
        f"{_RESOLVED}: hồ sơ xong vào đúng ngày hẹn trả, không có ngày hẹn trả, hoặc bị trả lại, rút",
    ),
    _part(
        "dossiers_finished_late",
        "Hồ sơ giải quyết quá hạn",
        CLOSED,
        _late,
        f"{_RESOLVED}: hồ sơ xong sau ngày hẹn trả, không kể hồ sơ bị trả lại, rút",
    ),
    _part(
        "dossiers_pending_in_time",
        "Hồ sơ đang giải quyết, trong hạn",
        _PENDING,
        _in_time,
        "Trong số hồ sơ chưa giải quyết xong khi hết kỳ: hồ sơ có ngày hẹn trả sau ngày cuối kỳ,"
        " hoặc không có ngày hẹn trả",
    ),
    _part(
        "dossiers_pending_overdue",
        "Hồ sơ đang giải quyết, quá hạn",
        _PENDING,
        _overdue,
        "Trong số hồ sơ chưa giải quyết xong khi hết kỳ: hồ sơ có ngày hẹn trả không sau ngày cuối kỳ",
    ),
)
