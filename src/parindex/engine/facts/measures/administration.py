"""Measures of items 1.6, 2.1, 2.2, 3 and 4: petitions, documents, connections, dialogues, tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.engine.facts.measure import (
    Frame,
    InForce,
    Measure,
    Occurred,
    Related,
    flag,
    known,
    not_denied,
    verdict,
)
from parindex.engine.facts.measures.digital import SOURCE_766
from parindex.engine.values.facts import Level

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Table

_PLAN = "Kế hoạch 839/KH-VP ngày 27/02/2023, mục"

_PETITION_RECEIVED = Occurred(("received_on",), "PAKN tiếp nhận trong kỳ")
_HELD = Occurred(("held_on",), "cuộc đối thoại tổ chức trong kỳ")
_TASK_DUE = Occurred(
    ("due_on", "assigned_on"), "nhiệm vụ đến hạn trong kỳ; không có hạn thì theo ngày giao"
)
_UNIT_VALID = InForce("valid_from", "valid_to", "đơn vị còn hiệu lực vào ngày cuối kỳ")

_HANDLE_WITHIN = 15


def _accepted(row: Table, _: Frame) -> BooleanColumn:
    return not_denied(row.outcome != "refused")


def _petition_on_time(row: Table, frame: Frame) -> BooleanColumn:
    return verdict(
        (row.handled_on <= frame.as_of, row.wd_handled_on - row.wd_received_on <= _HANDLE_WITHIN),
        (frame.working_days - row.wd_received_on > _HANDLE_WITHIN, False),
        otherwise=None,
    )


def _task_on_time(row: Table, frame: Frame) -> BooleanColumn:
    return verdict(
        (row.finished_on <= frame.as_of, not_denied(row.finished_on <= row.due_on)),
        (row.due_on <= frame.as_of, False),
        otherwise=None,
    )


def _connected(row: Table, frame: Frame) -> BooleanColumn:
    now = InForce("connected_on", "disconnected_on", "").holds(row, frame)
    return now & row.sends & row.receives


def _directed(row: Table, frame: Frame) -> BooleanColumn:
    return known(row.directive_on <= frame.as_of)


MEASURES = (
    Measure(
        name="petitions_on_time",
        title="PAKN được xử lý đúng hạn",
        kind="petitions",
        placement=_PETITION_RECEIVED,
        among=_accepted,
        met=_petition_on_time,
        working_days=("received_on", "handled_on"),
        rule=(
            f"Trong số PAKN tiếp nhận, không kể PAKN bị từ chối: xử lý xong trong {_HANDLE_WITHIN}"
            " ngày làm việc kể từ ngày làm việc sau ngày tiếp nhận; chưa xong mà đã quá thời hạn"
            " tính đến ngày cuối kỳ là trễ; chưa xong và còn thời hạn thì chưa kết luận"
        ),
        source=f"{_PLAN} 1.6",
        unverified="Cách tính PAKN bị từ chối và PAKN đang xử lý",
    ),
    Measure(
        name="petitions_satisfied",
        title="Hài lòng với kết quả xử lý PAKN",
        kind="petitions",
        placement=_PETITION_RECEIVED,
        among=_accepted,
        met=flag("satisfied"),
        rule=(
            "Trong số PAKN tiếp nhận, không kể PAKN bị từ chối, có đánh giá: PAKN được đánh giá hài"
            " lòng; không có đánh giá thì không kết luận được"
        ),
        source=SOURCE_766,
        unverified="PAKN không có đánh giá không tính vào mẫu số",
    ),
    Measure(
        name="edocuments_online",
        title="Văn bản, hồ sơ công việc xử lý trên môi trường mạng",
        kind="edocuments",
        placement=Occurred(("handled_on",), "văn bản, hồ sơ công việc xử lý xong trong kỳ"),
        among=lambda row, _: ~row.secret,
        met=flag("handled_online"),
        rule=(
            "Trong số văn bản, hồ sơ công việc đã xử lý, trừ văn bản mật: văn bản, hồ sơ được xử lý"
            " hoàn toàn trên môi trường mạng; không rõ có mật hay không thì không kết luận được"
        ),
        source=f"{_PLAN} 2.1",
    ),
    Measure(
        name="units_connected",
        title="Đơn vị gửi, nhận văn bản điện tử",
        kind="units",
        placement=_UNIT_VALID,
        met=lambda row, _: row.connected,
        related=(Related("connected", "connections", "code", "unit_code", _connected),),
        rule=(
            "Trong số đơn vị còn hiệu lực vào ngày cuối kỳ: đơn vị đang kết nối, vừa gửi vừa nhận"
            " được văn bản điện tử"
        ),
        source=f"{_PLAN} 2.2",
    ),
    Measure(
        name="dialogues_held",
        title="Cuộc đối thoại với người dân, doanh nghiệp",
        kind="dialogues",
        placement=_HELD,
        met=lambda row, _: row.held_on.notnull(),
        rate=False,
        levels=frozenset({Level.PROVINCE}),
        rule="Số cuộc đối thoại tổ chức trong kỳ",
        source=f"{_PLAN} 3",
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
        source=f"{_PLAN} 3",
    ),
    Measure(
        name="government_tasks_on_time",
        title="Nhiệm vụ Chính phủ, Thủ tướng giao hoàn thành đúng hạn",
        kind="tasks",
        placement=_TASK_DUE,
        met=_task_on_time,
        rule=(
            "Trong số nhiệm vụ đến hạn trong kỳ, so theo ngày: hoàn thành không sau hạn là đúng hạn;"
            " chưa hoàn thành khi hết ngày cuối kỳ là trễ; nhiệm vụ không có hạn thì hoàn thành là đúng"
            " hạn, chưa hoàn thành thì chưa kết luận"
        ),
        source=f"{_PLAN} 4",
        unverified="Cách tính nhiệm vụ không có hạn",
    ),
)
