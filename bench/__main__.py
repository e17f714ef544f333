"""`python -m bench`: measure and write the page; see bench/README.md."""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bench import page, results
from bench.data import Data, NotUsable
from bench.machine import commit, machine
from bench.measuring import ROOT, Failed
from bench.results import Row
from bench.rows import criteria, day, formats, intake, measure
from bench.rows.plan import Plan
from bench.sizes import SIZES, Size

ROWS: dict[str, Callable[[Plan], Row]] = {
    "intake": intake.intake,
    "measure-warm": measure.warm,
    "measure-whole": measure.whole,
    "criteria": criteria.measures,
    "criteria-aggregates": criteria.from_aggregates,
    "day": day.day,
    "day-aggregates": day.aggregates,
    "compaction": day.compaction,
    "large": measure.large,
    "formats": formats.formats,
    "report": criteria.report,
}
"""Every row of the page by its id, in the page's order."""


def main() -> None:
    told = _arguments()
    size = SIZES[told.size]
    folder = told.folder / size.name
    target = told.page or _page_of(size, folder)
    folder.mkdir(parents=True, exist_ok=True)
    kept = results.read(folder / "results.json")
    data = Data(size, folder.resolve(), _say, told.keep)
    plan = Plan(data, told.runs or size.runs, size.warm_ups, _say)
    if not told.page_only:
        for name in told.rows or ROWS:
            _say(f"Đo: {name}")
            row = ROWS[name](plan)
            today = f"{datetime.now().astimezone():%d/%m/%Y}"
            kept[name] = replace(row, at=today, code=commit(), runs=plan.runs)
            results.write(folder / "results.json", list(kept.values()))
    _write_page([kept[name] for name in ROWS if name in kept], size, target)


def _write_page(rows: list[Row], size: Size, target: Path) -> None:
    causes = tomllib.loads((ROOT / "bench" / "causes.toml").read_text(encoding="utf-8"))
    readme = os.path.relpath(ROOT / "bench" / "README.md", target.resolve().parent)
    target.write_text(page.page(rows, size, machine(), causes, readme), encoding="utf-8")
    for name in page.missing_causes(rows, causes) if size.name == "full" else ():
        _say(f"Chưa đạt và chưa ghi nguyên nhân vào bench/causes.toml: {name}")
    _say(f"Đã ghi {target}")


def _page_of(size: Size, folder: Path) -> Path:
    return ROOT / "docs" / "benchmarks.md" if size.name == "full" else folder / "benchmarks.md"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Đo tốc độ và ghi trang kết quả.")
    parser.add_argument("--size", choices=SIZES, default="full", help="cỡ dữ liệu")
    parser.add_argument("--runs", type=int, help="số lượt đo (mặc định theo cỡ)")
    parser.add_argument("--rows", nargs="+", choices=ROWS, help="chỉ đo các dòng này")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "var" / "bench", help="nơi để dữ liệu"
    )
    parser.add_argument("--page", type=Path, help="trang kết quả")
    parser.add_argument(
        "--keep", action="store_true", help="dùng dữ liệu đã có dù mã sinh ra nó đã đổi"
    )
    parser.add_argument("--page-only", action="store_true", help="viết lại trang, không đo")
    return parser.parse_args()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except (Failed, NotUsable) as error:
        sys.exit(str(error))
