"""`parindex score`: score a set from records, from declared inputs, or from both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parindex.cli.output import as_json, console, person, write_json
from parindex.cli.vietnamese import Command
from parindex.engine.values.problems import BadInput

if TYPE_CHECKING:
    from parindex.engine.scoring.runs import ScoringRun


@click.command(cls=Command)
@click.option("--criteria", "set_", metavar="BỘ", required=True, help="Mã bộ chỉ số hoặc tệp YAML.")
@click.option("--store", type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Kho hồ sơ.")
@click.option("--year", type=click.IntRange(2000, 2100), metavar="NĂM", help="Năm đánh giá.")
@click.option(
    "--inputs", type=click.Path(path_type=Path), metavar="TỆP", help="Số liệu khai báo (YAML)."
)
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Ghi báo cáo vào đây."
)
@click.option(
    "--plan", type=click.Path(path_type=Path), metavar="TỆP", help="Kế hoạch để lập báo cáo."
)
@as_json
def command(
    *,
    set_: str,
    store: Path | None,
    year: int | None,
    inputs: Path | None,
    report: Path | None,
    plan: Path | None,
    json_: bool,
) -> None:
    """Chấm điểm một bộ chỉ số và, nếu cần, lập báo cáo .docx, .pdf, .xlsx.

    Số liệu lấy từ kho hồ sơ (--store, --year), từ tệp khai báo (--inputs), hoặc cả hai: khi đó số
    khai báo thay cho số đo được và phần diễn giải nói rõ điều này.

    \b
    Ví dụ:
      parindex score --criteria kh-839-2023 --store var/kho --year 2023
      parindex score --criteria kh-839-2023 --inputs so-lieu.yaml --report var/bao-cao
    """  # noqa: D301 - click reads the control character
    from parindex.engine.criteria.answers import read_declaration
    from parindex.engine.criteria.library import find_set
    from parindex.engine.reading.yaml import load_yaml
    from parindex.services.assessment import Records, assess
    from parindex.services.shapes import run_json

    _require_fitting(store, year, inputs, report, plan)
    criteria_set = find_set(set_)
    run = assess(
        criteria_set,
        records=Records(store, year) if store and year else None,
        declaration=read_declaration(load_yaml(inputs), criteria_set) if inputs else None,
        by=person(),
    )
    written = _written(run, report, plan) if report else []
    if json_:
        write_json(run_json(run) | ({"report": [str(each) for each in written]} if written else {}))
        return
    from parindex.cli.screens.scorecard import print_run

    screen = console()
    print_run(run, screen)
    for path in written:
        screen.print(f"Đã ghi {path}")


def _written(run: ScoringRun, report: Path, plan: Path | None) -> list[Path]:
    """The files of the report that were written."""
    from parindex.engine.plans.read import read_plan
    from parindex.services.reporting import write_reports

    return write_reports(run, report, read_plan(plan) if plan else None)


def _require_fitting(
    store: Path | None,
    year: int | None,
    inputs: Path | None,
    report: Path | None,
    plan: Path | None,
) -> None:
    """Raise `BadInput` where options do not go together."""
    if store is None and inputs is None:
        raise BadInput.of(
            "parindex score",
            "chưa có nguồn số liệu",
            "Hãy thêm --store THƯ_MỤC --year NĂM, hoặc --inputs TỆP",
        )
    if (store is None) != (year is None):
        raise BadInput.of(
            "parindex score", "--store và --year phải đi cùng nhau", "Hãy ghi đủ cả hai tùy chọn"
        )
    if plan is not None and report is None:
        raise BadInput.of(
            "parindex score",
            "--plan chỉ dùng khi lập báo cáo",
            "Hãy thêm --report THƯ_MỤC, hoặc bỏ --plan",
        )
