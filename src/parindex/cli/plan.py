"""`parindex plan …`: read a kế hoạch."""

from __future__ import annotations

from pathlib import Path

import click

from parindex.cli.output import as_json, console, write_json
from parindex.cli.vietnamese import Group


@click.group(cls=Group)
def command() -> None:
    """Đọc kế hoạch thành nhiệm vụ, chỉ tiêu và đối chiếu trích dẫn."""


@command.command()
@click.argument(
    "file", metavar="TỆP", type=click.Path(path_type=Path), help="Kế hoạch, .docx hoặc .txt."
)
@as_json
def read(file: Path, *, json_: bool) -> None:
    """Đọc kế hoạch từ tệp .docx hoặc .txt.

    Dòng nào không xếp được vào đâu được liệt kê kèm số dòng, không dòng nào bị bỏ. Văn bản được
    trích dẫn được đối chiếu với sổ văn bản đã biết.
    """
    from parindex.engine.plans.read import read_plan

    plan = read_plan(file)
    if json_:
        write_json(plan.to_json())
        return
    from parindex.cli.screens.plan import print_plan

    print_plan(plan, console())
