"""Intake of many CSV rows with all validation, beside CSV to Parquet by DuckDB alone."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from bench.data import linked_copy
from bench.measuring import Case
from bench.results import Row, peak_within, slower_than
from bench.rows.plan import PYTHON, RIVALS, Plan, require, take_in, told
from bench.words import dots

_WORK = (
    "parindex kiểm tra mọi dòng, tìm khóa trùng, đối chiếu đơn vị, chia theo năm và tháng, lập chỉ mục"
    " khóa; DuckDB chỉ đổi CSV thành Parquet, không kiểm tra gì."
)


def intake(plan: Plan) -> Row:
    """All dossiers into a store of units."""
    data, files = plan.data, plan.data.dossiers
    store, units = data.work("intake-store"), data.units
    whole, months = data.work("whole.parquet"), data.work("by-month")
    ours = Case(
        "parindex (import_records)",
        take_in(store, *files),
        data.work("intake.json"),
        partial(linked_copy, units, store),
    )
    copy = Case(
        "DuckDB, một tệp Parquet",
        [PYTHON, RIVALS / "copy_csv.py", "whole", whole, *files],
        data.work("whole.txt"),
        partial(_remove, whole),
    )
    parted = Case(
        "DuckDB, chia theo năm, tháng",
        [PYTHON, RIVALS / "copy_csv.py", "by-month", months, *files],
        data.work("by-month.txt"),
        partial(_remove, months),
    )
    series = plan.measure([ours, copy, parted], [data.size.rows] * 3)
    report = told(ours.out)
    read, copied = report["read"], {int(case.out.read_text()) for case in (copy, parted)}
    require(copied == {read}, f"parindex đọc {read} dòng, DuckDB ghi {copied}")
    shares = ("added", "replaced", "unchanged", "identical", "superseded", "left_out")
    kept = sum(report[name] for name in shares) + report["quarantined_rows"]
    require(kept == read, f"đọc {read} dòng, nhưng kể lại {kept}")
    for path in (store, whole, months):
        _remove(path)
    return Row(
        "intake",
        f"Nạp {dots(data.size.rows)} hồ sơ từ CSV",
        tuple(series),
        (
            slower_than("intake", series[0], series[1], 2.0),
            peak_within("intake-memory", series[0], 2.0),
        ),
        f"ba cách đều đọc {dots(read)} dòng; parindex nhận {dots(report['added'])}, cách ly"
        f" {dots(report['quarantined_rows'])}, bỏ {dots(report['identical'])} dòng trùng hệt",
        (_WORK,),
        compared=True,
    )


def _remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
