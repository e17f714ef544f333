"""Đơn vị: the units that records belong to, each within its validity."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    RowRule,
    UnitCheck,
    choice,
    code,
    day,
    not_before,
    origin,
    text,
)
from parindex.engine.records.severity import FaultClass
from parindex.engine.values.facts import Level

UNITS = Kind(
    name="units",
    title="Đơn vị",
    row_is="một đơn vị trong một khoảng thời gian có hiệu lực",
    key=("code", "valid_from"),
    day=None,
    is_unit_list=True,
    fields=(
        code("code", "mã đơn vị", required=True),
        text("name", "tên đơn vị", required=True),
        choice(
            "level",
            "cấp hành chính",
            [(level.value, level.vietnamese) for level in Level],
            required=True,
        ),
        code("parent_code", "mã đơn vị cấp trên trực tiếp; bỏ trống với đơn vị cao nhất"),
        text("unit_group", "nhóm đơn vị để xếp hạng riêng, ví dụ «sở, ban, ngành»"),
        day("valid_from", "ngày bắt đầu có hiệu lực", required=True),
        day("valid_to", "ngày cuối cùng còn hiệu lực; bỏ trống nếu vẫn đang hoạt động"),
        code("successor_code", "mã đơn vị kế thừa khi đơn vị hết hiệu lực"),
        origin(),
    ),
    rules=(
        not_before(
            "valid_from",
            "valid_to",
            "đơn vị hết hiệu lực trước khi bắt đầu",
            "Hãy kiểm tra hai ngày hiệu lực của đơn vị",
        ),
        RowRule(
            "own_successor",
            "successor_code",
            "successor_code = code",
            "đơn vị được ghi là kế thừa chính mình",
            "Hãy ghi mã của đơn vị tiếp nhận, hoặc bỏ trống",
        ),
        RowRule(
            "successor_without_end",
            "successor_code",
            "successor_code IS NOT NULL AND valid_to IS NULL",
            "đơn vị còn hiệu lực mà đã ghi đơn vị kế thừa",
            "Hãy ghi ngày cuối cùng còn hiệu lực, hoặc bỏ trống đơn vị kế thừa",
        ),
        RowRule(
            "validity_overlap",
            "valid_from",
            "EXISTS (SELECT 1 FROM known_units k WHERE k.code = this.code"
            " AND k.valid_from <> this.valid_from"
            " AND k.valid_from <= coalesce(this.valid_to, DATE '9999-12-31')"
            " AND this.valid_from <= coalesce(k.valid_to, DATE '9999-12-31'))",
            "hai khoảng hiệu lực của cùng một mã đơn vị chồng lên nhau",
            "Hãy ghi ngày hết hiệu lực cho lần trước rồi nạp lại",
            fault_class=FaultClass.BETWEEN_ROWS,
        ),
        RowRule(
            "level_changes",
            "level",
            "EXISTS (SELECT 1 FROM known_units k WHERE k.code = this.code AND k.level <> this.level)",
            "cùng một mã đơn vị mà thuộc hai cấp khác nhau",
            "Hãy dùng mã khác cho đơn vị ở cấp khác",
            fault_class=FaultClass.BETWEEN_ROWS,
        ),
    ),
    units=(UnitCheck("parent_code", None), UnitCheck("successor_code", None)),
)
