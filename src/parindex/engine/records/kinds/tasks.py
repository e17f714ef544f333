"""Nhiệm vụ do Chính phủ, Thủ tướng Chính phủ giao."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    YearlyCount,
    choice,
    code,
    day,
    not_before,
    not_in_future,
    origin,
    text,
    unit_code,
)

ASSIGNERS = (("government", "Chính phủ"), ("prime_minister", "Thủ tướng Chính phủ"))

TASKS = Kind(
    name="tasks",
    title="Nhiệm vụ được giao",
    row_is="một nhiệm vụ Chính phủ, Thủ tướng Chính phủ giao",
    key=("task_code",),
    day="assigned_on",
    fields=(
        code("task_code", "mã nhiệm vụ", required=True),
        unit_code("mã đơn vị chủ trì thực hiện"),
        choice("assigner", "cơ quan, người giao", ASSIGNERS),
        text("document_number", "số, ký hiệu văn bản giao nhiệm vụ"),
        day("assigned_on", "ngày giao", required=True),
        day("due_on", "hạn hoàn thành; bỏ trống nếu nhiệm vụ không có thời hạn"),
        day("finished_on", "ngày hoàn thành; bỏ trống nếu đang thực hiện"),
        origin(),
    ),
    rules=(
        not_before(
            "assigned_on",
            "finished_on",
            "nhiệm vụ hoàn thành trước khi được giao",
            "Hãy kiểm tra ngày giao và ngày hoàn thành",
        ),
        not_before(
            "assigned_on",
            "due_on",
            "hạn hoàn thành nằm trước ngày giao",
            "Hãy kiểm tra ngày giao và hạn hoàn thành",
        ),
        not_in_future("assigned_on", "ngày giao nằm sau ngày nạp"),
        not_in_future("finished_on", "ngày hoàn thành nằm sau ngày nạp"),
    ),
    units=(UnitCheck("unit_code", "assigned_on"),),
    yearly=YearlyCount(),
)
