"""`parindex demo`: the whole way from the plan to the official report, on the example."""

from __future__ import annotations

from pathlib import Path

import click

from parindex.cli.keeping_up import keep_up
from parindex.cli.output import console, person
from parindex.cli.vietnamese import Command

_EXAMPLE = Path(__file__).parents[3] / "examples" / "ke-hoach-839"
_PLAN = "ke-hoach-839-KH-VP-2023.txt"
_INPUTS = "so-lieu-khai-bao.yaml"
_SET = "kh-839-2023"
_YEAR = 2023


@click.command(cls=Command)
@click.option(
    "--example",
    type=click.Path(path_type=Path),
    default=_EXAMPLE,
    metavar="THƯ_MỤC",
    help="Thư mục ví dụ.",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path("var/demo"),
    show_default=True,
    metavar="THƯ_MỤC",
    help="Nơi đặt hồ sơ mô phỏng, kho và báo cáo.",
)
@click.option(
    "--dossiers",
    type=click.IntRange(min=1),
    default=200_000,
    show_default=True,
    metavar="SỐ",
    help="Số hồ sơ mô phỏng mỗi năm.",
)
def command(*, example: Path, work: Path, dossiers: int) -> None:
    """Chạy trọn ví dụ Kế hoạch 839: đọc kế hoạch, nạp hồ sơ, chấm điểm, lập báo cáo.

    Hồ sơ do máy sinh ra (dữ liệu mô phỏng) với quy mô một tỉnh, không phải số liệu thật.
    """
    from parindex.cli.screens.plan import print_checks, print_heading
    from parindex.cli.screens.scorecard import print_run
    from parindex.cli.screens.store import print_import, steps
    from parindex.engine.criteria.answers import read_declaration
    from parindex.engine.criteria.library import find_set
    from parindex.engine.plans.read import read_plan
    from parindex.engine.reading.yaml import load_yaml
    from parindex.services.assessment import Records, assess
    from parindex.services.example import load_example_records
    from parindex.services.reporting import write_reports

    screen = console()
    plan = read_plan(example / _PLAN)
    criteria_set = find_set(_SET)
    declaration = read_declaration(load_yaml(example / _INPUTS), criteria_set)
    print_heading(plan, screen)
    screen.print("Sinh và nạp hồ sơ: DỮ LIỆU MÔ PHỎNG, không phải số liệu thật.", style="yellow")
    with steps(screen) as say:
        imports = load_example_records(work, dossiers, say)
        keep_up(work / "kho", say)
    for report in imports:
        print_import(report, screen)
    with steps(screen) as say:
        say("Tính số liệu và chấm điểm")
        records = Records(work / "kho", _YEAR)
        run = assess(criteria_set, records=records, declaration=declaration, by=person())
        say("Lập báo cáo")
        written = write_reports(run, work / "bao-cao", plan)
    print_run(run, screen)
    print_checks(plan, screen)
    for path in written:
        screen.print(f"Đã ghi {path}")
