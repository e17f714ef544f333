"""Biểu II.06a/VPCP/KSTT: counts that a unit reports of itself, where its dossiers are not at hand."""

from __future__ import annotations

from parindex.engine.records.forms.model import COUNT_NAMES, MEANINGS
from parindex.engine.records.schema import (
    Kind,
    UnitCheck,
    count,
    day,
    not_before,
    origin,
    text,
    unit_code,
)

FORM_06A = Kind(
    name="form_06a",
    title="Biểu tổng hợp 06a",
    row_is="số liệu của một lĩnh vực trong Biểu II.06a/VPCP/KSTT do một đơn vị lập cho một kỳ",
    key=("unit_code", "period_from", "period_to", "sector"),
    day="period_to",
    fields=(
        unit_code("mã đơn vị lập biểu"),
        day("period_from", "ngày đầu của kỳ báo cáo", required=True),
        day("period_to", "ngày cuối của kỳ báo cáo", required=True),
        text("sector", "lĩnh vực ghi trên biểu", required=True),
        *(count(name, MEANINGS[name], required=True) for name in COUNT_NAMES),
        origin(),
    ),
    rules=(
        not_before(
            "period_from",
            "period_to",
            "kỳ báo cáo kết thúc trước khi bắt đầu",
            "Hãy kiểm tra hai ngày của kỳ báo cáo",
        ),
    ),
    units=(UnitCheck("unit_code", "period_to"),),
)
