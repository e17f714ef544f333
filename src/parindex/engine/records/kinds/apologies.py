"""Thư xin lỗi khi trễ hẹn giải quyết hồ sơ TTHC."""

from __future__ import annotations

from parindex.engine.records.schema import Kind, UnitCheck, code, day, origin, unit_code

APOLOGIES = Kind(
    name="apologies",
    title="Thư xin lỗi",
    row_is="một thư xin lỗi gửi người nộp hồ sơ trễ hẹn",
    key=("dossier_code", "sent_on"),
    day="sent_on",
    fields=(
        code("dossier_code", "mã hồ sơ trễ hẹn", required=True),
        unit_code("mã đơn vị xin lỗi"),
        day("sent_on", "ngày gửi thư xin lỗi", required=True),
        day("new_due_on", "ngày hẹn trả mới ghi trong thư"),
        origin(),
    ),
    units=(UnitCheck("unit_code", "sent_on"),),
)
