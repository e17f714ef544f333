"""Thư xin lỗi khi trễ hẹn giải quyết hồ sơ TTHC."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    YearlyCount,
    code,
    day,
    not_in_future,
    origin,
    unit_code,
    unusual,
)

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
    rules=(
        not_in_future("sent_on", "ngày gửi thư xin lỗi nằm sau ngày nạp"),
        unusual(
            "new_due_on_before_sent_on",
            "new_due_on",
            "new_due_on < sent_on",
            "ngày hẹn trả mới nằm trước ngày gửi thư xin lỗi",
            "Hãy kiểm tra ngày gửi thư và ngày hẹn trả mới",
        ),
    ),
    units=(UnitCheck("unit_code", "sent_on"),),
    yearly=YearlyCount(),
)
