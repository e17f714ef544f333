"""Biểu II.06a/VPCP/KSTT: counts that a unit reports of itself, where its dossiers are not at hand."""

from __future__ import annotations

from parindex.engine.records.forms.model import (
    BALANCES,
    COUNT_NAMES,
    FIRST_COUNT,
    MEANINGS,
    Balance,
)
from parindex.engine.records.schema import (
    Kind,
    RowRule,
    UnitCheck,
    count,
    day,
    not_before,
    not_in_future,
    origin,
    text,
    unit_code,
    unusual,
)


def _unbalanced(balance: Balance) -> RowRule:
    """A form is the word of the unit that signed it: what does not add up is taken and told."""
    whole, *parts = (COUNT_NAMES[n - FIRST_COUNT] for n in (balance.whole, *balance.parts))
    return unusual(
        f"{whole}_not_{'_'.join(parts)}",
        whole,
        f"{whole} <> {' + '.join(parts)}",
        f"cân đối {balance.words} không khớp",
        "Hãy kiểm tra các cột này với đơn vị lập biểu",
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
        not_in_future("period_to", "kỳ báo cáo kết thúc sau ngày nạp"),
        *map(_unbalanced, BALANCES),
    ),
    units=(UnitCheck("unit_code", "period_to"),),
)
