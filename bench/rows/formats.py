"""Intake of the same kind of rows from each format."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from statistics import median

from bench.data import linked_copy
from bench.measuring import Case
from bench.results import Row
from bench.rows.plan import Plan, require, take_in, told
from bench.words import dots, size


def formats(plan: Plan) -> Row:
    """CSV and Parquet of a year of dossiers, and the first of them as .xlsx."""
    data = plan.data
    files = {"CSV": data.last_year, "Parquet": data.last_year_as_parquet, "XLSX": data.workbook}
    cases = [_importing(plan, name, path) for name, path in files.items()]
    measured = plan.measure(cases)
    reports = [told(case.out) for case in cases]
    counts = [report["read"] for report in reports]
    require(counts[0] == counts[1], f"CSV {counts[0]} dòng, Parquet {counts[1]} dòng")
    require(counts[2] == data.size.workbook_rows, f"XLSX {counts[2]} dòng")
    same = ("added", "identical", "quarantined")
    require(
        [reports[0][name] for name in same] == [reports[1][name] for name in same],
        "CSV và Parquet được nhận khác nhau",
    )
    shutil.rmtree(data.work("format-store"))
    speeds = "; ".join(
        f"{each.name} {dots(round(count / median(each.wall) / 100) * 100)} dòng/s"
        for each, count in zip(measured, counts, strict=True)
    )
    sizes = ", ".join(f"{name} {size(path.stat().st_size)}" for name, path in files.items())
    return Row(
        "formats",
        "Nạp hồ sơ từ từng định dạng",
        tuple(measured),
        checked="CSV và Parquet của cùng một năm được nhận, cách ly như nhau",
        notes=(
            f"Tốc độ: {speeds}.",
            f"CSV và Parquet: {dots(counts[0])} dòng của một năm; XLSX: {dots(counts[2])} dòng đầu.",
            f"Cỡ tệp: {sizes}.",
        ),
    )


def _importing(plan: Plan, name: str, path: Path) -> Case:
    store = plan.data.work("format-store")
    out = plan.data.work(f"format-{name}.json")
    return Case(name, take_in(store, path), out, partial(linked_copy, plan.data.units, store))
