"""Digitised dossiers and results (item 2.4b), as a whole and step by step."""

from __future__ import annotations

from parindex.engine.facts.measure import Measure, all_flags
from parindex.engine.facts.measures.dossiers import FINISHED, with_result
from parindex.engine.facts.measures.sources import plan_item

_BASE = "Trong số hồ sơ có kết quả trong kỳ"
_LEFT_OPEN = "không có trường nào là «không» mà có trường bỏ trống thì không kết luận được"
_EMPTY = "dòng bỏ trống trường này thì không kết luận được"


def _measure(name: str, title: str, fields: tuple[str, ...], rule: str) -> Measure:
    return Measure(
        name=name,
        title=title,
        kind="dossiers",
        placement=FINISHED,
        among=with_result,
        met=all_flags(*fields),
        rule=f"{_BASE}: {rule}",
        source=plan_item("2.4"),
        unverified="Mẫu số là hồ sơ có kết quả trong kỳ, không tính hồ sơ rút, dừng xử lý",
        decided_by=fields,
    )


MEASURES = (
    _measure(
        "dossiers_digitised",
        "Hồ sơ được số hóa, cấp kết quả điện tử",
        ("input_digitised", "result_digitised", "result_issued_electronically"),
        "hồ sơ vừa số hóa thành phần hồ sơ, vừa số hóa kết quả, vừa cấp kết quả điện tử; thiếu một"
        f" trong ba là chưa đạt; {_LEFT_OPEN}",
    ),
    _measure(
        "dossiers_input_digitised",
        "Hồ sơ được số hóa thành phần hồ sơ",
        ("input_digitised",),
        f"hồ sơ đã số hóa thành phần hồ sơ; {_EMPTY}",
    ),
    _measure(
        "dossiers_result_digitised",
        "Hồ sơ được số hóa kết quả",
        ("result_digitised",),
        f"hồ sơ đã số hóa kết quả giải quyết; {_EMPTY}",
    ),
    _measure(
        "dossiers_both_digitised",
        "Hồ sơ được số hóa cả thành phần hồ sơ và kết quả",
        ("input_digitised", "result_digitised"),
        "hồ sơ vừa số hóa thành phần hồ sơ, vừa số hóa kết quả; thiếu một trong hai là chưa đạt;"
        f" {_LEFT_OPEN}",
    ),
    _measure(
        "results_issued_electronically",
        "Hồ sơ được cấp kết quả điện tử",
        ("result_issued_electronically",),
        f"hồ sơ được cấp kết quả dưới dạng điện tử; {_EMPTY}",
    ),
)
