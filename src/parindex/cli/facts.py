"""`parindex facts`: what the records of a store say of a year."""

from __future__ import annotations

from pathlib import Path

import click

from parindex.cli.output import as_json, console, write_json
from parindex.cli.vietnamese import Command


@click.command(cls=Command)
@click.option(
    "--store", required=True, type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Kho hồ sơ."
)
@click.option(
    "--year", required=True, type=click.IntRange(2000, 2100), metavar="NĂM", help="Năm tính."
)
@click.option("--measure", "measures", multiple=True, metavar="TÊN", help="Chỉ tính số đo này.")
@click.option(
    "--by",
    type=click.Choice(["level", "unit", "month"]),
    default="level",
    show_default=True,
    help="Nhóm theo cấp, đơn vị hoặc tháng.",
)
@as_json
def command(*, store: Path, year: int, measures: tuple[str, ...], by: str, json_: bool) -> None:
    """Tính số liệu của một năm từ hồ sơ trong kho.

    Mỗi số liệu giữ tử số, mẫu số, kỳ và phạm vi. Ý nghĩa từng số đo: docs/measures.md.
    """
    from parindex.engine.facts.compute import compute_facts
    from parindex.engine.facts.registry import MEASURES
    from parindex.engine.values.periods import year_of
    from parindex.services.shapes import fact_json

    screen = console()
    grouped = ("level", "unit") if by == "unit" else (by,)
    if json_:
        facts = compute_facts(store, year_of(year), measures or None, grouped)
        write_json([fact_json(fact) for fact in facts])
        return
    from parindex.cli.screens.store import print_facts, steps

    with steps(screen) as say:
        facts = compute_facts(store, year_of(year), measures or None, grouped, say)
    print_facts(facts, {name: each.title for name, each in MEASURES.items()}, screen)
