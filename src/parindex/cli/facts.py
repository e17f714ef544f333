"""`parindex facts`: what the records of a store say of a period, and which records say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from parindex.cli.engine_options import engine_of, engine_options
from parindex.cli.output import as_json, console, person, write_json, write_json_rows
from parindex.cli.periods import PERIOD_OPTIONS, day_of, period_of, period_options
from parindex.cli.vietnamese import Command
from parindex.engine.values.problems import BadInput

if TYPE_CHECKING:
    from parindex.engine.facts.engines.relations import Engine
    from parindex.engine.facts.session import Question
    from parindex.engine.values.facts import Fact
    from parindex.services.drilldown import Look

_PERIOD_END = "cuối kỳ"


@click.command(cls=Command)
@click.option(
    "--store", required=True, type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Kho hồ sơ."
)
@period_options
@click.option("--as-of", metavar="NGÀY", help="Ngày chốt số liệu; mặc định là ngày cuối kỳ.")
@click.option("--measure", "measures", multiple=True, metavar="TÊN", help="Chỉ tính số đo này.")
@click.option(
    "--by",
    "by_",
    multiple=True,
    metavar="CÁCH_NHÓM",
    help=(
        "Nhóm theo level, unit, month, sector, procedure, channel; nhiều cách nhóm thì lặp lại"
        " hoặc cách nhau bằng dấu phẩy. Mặc định: level."
    ),
)
@click.option(
    "--roll-up",
    is_flag=False,
    flag_value=_PERIOD_END,
    metavar="[NGÀY]",
    help="Tính hồ sơ của đơn vị hết hiệu lực trước ngày này (mặc định: ngày cuối kỳ) cho đơn vị kế thừa.",
)
@click.option(
    "--refresh",
    is_flag=True,
    help="Trước khi tính, cập nhật số tổng hợp theo ngày của kho (kho lớn tự cập nhật sau mỗi lần nạp).",
)
@engine_options
@click.option("--unit", metavar="MÃ", help="Chỉ đơn vị này.")
@click.option(
    "--only",
    multiple=True,
    metavar="CÁCH_NHÓM=GIÁ_TRỊ",
    help="Khi xem hồ sơ: chỉ một nhóm, ví dụ channel=online, month=2023-05, level=commune.",
)
@click.option(
    "--rows",
    "side",
    type=click.Choice(["numerator", "denominator", "missing"]),
    help="Xem các hồ sơ đứng sau con số.",
)
@click.option(
    "--page",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="SỐ",
    help="Trang cần xem.",
)
@click.option(
    "--page-size",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    metavar="SỐ",
    help="Số hồ sơ mỗi trang.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="TỆP", help="Xuất ra tệp .xlsx hoặc .csv."
)
@as_json
def command(
    *,
    store: Path,
    measures: tuple[str, ...],
    by_: tuple[str, ...],
    side: str | None,
    json_: bool,
    **told: Any,
) -> None:
    """Tính số liệu của một kỳ từ hồ sơ trong kho, hoặc xem các hồ sơ đứng sau một con số.

    Mỗi số liệu giữ tử số, mẫu số, kỳ và phạm vi. Ý nghĩa từng số đo: docs/measures.md. Mỗi lần xem
    hồ sơ được ghi vào nhật ký của kho (logs/drilldown.jsonl).

    \b
    Ví dụ:
      parindex facts --store KHO --year 2023 --by unit,month
      parindex facts --store KHO --quarter 2025-Q3 --by unit --roll-up
      parindex facts --store KHO --year 2023 --measure dossiers_on_time_par --unit H1 --rows missing
    """  # noqa: D301 - click reads the control character
    _require_fitting(side, told, by_)
    by = _grouping(by_, told["unit"])
    if told["refresh"]:
        _refresh(store, json_=json_)
    question = _question(store, told)
    unit = told["unit"].strip().upper() if told["unit"] else None
    if side is None:
        with engine_of(told) as engine:
            _show_facts(question, measures, by, unit, engine, json_=json_)
        return
    look = _look(question, measures, unit, told["only"], side)
    with engine_of(told) as engine:
        look = replace(look, engine=engine)
        if told["out"] is not None:
            _export(look, told["out"], json_=json_)
        else:
            _show_page(look, told["page"], told["page_size"], json_=json_)


def _require_fitting(side: str | None, told: Mapping[str, Any], by: Sequence[str]) -> None:
    """Raise `BadInput` for options that would do nothing beside the others."""
    context = click.get_current_context()
    typed = ParameterSource.COMMANDLINE
    paging = [name for name in _PAGING if context.get_parameter_source(name) is typed]
    beside_rows = [name for name in ("only", "out") if told[name]]
    if side is None and (beside_rows or paging):
        raise BadInput.of(
            "lời gọi",
            f"{_spelt(beside_rows + paging)} chỉ dùng khi xem hồ sơ",
            "Hãy thêm --rows numerator",
        )
    if side is not None and by:
        raise BadInput.of(
            "lời gọi",
            "--by không dùng khi xem hồ sơ",
            "Hãy bỏ --by, và chọn một nhóm bằng --only hoặc --unit",
        )
    if told["out"] and paging:
        raise BadInput.of(
            "lời gọi",
            f"{_spelt(paging)} không dùng khi xuất ra tệp: tệp có mọi hồ sơ",
            "Hãy bỏ tùy chọn ấy, hoặc bỏ --out để xem từng trang",
        )


_PAGING = ("page", "page_size")


def _spelt(names: Sequence[str]) -> str:
    return ", ".join(f"--{name.replace('_', '-')}" for name in names)


def _refresh(store: Path, *, json_: bool) -> None:
    from parindex.engine.facts.aggregates.refresh import refresh_aggregates

    if json_:
        refresh_aggregates(store)
        return
    from parindex.cli.screens.store import steps

    with steps(console()) as say:
        refresh_aggregates(store, say)


def _question(store: Path, told: Mapping[str, Any]) -> Question:
    from parindex.engine.facts.session import Question
    from parindex.engine.records.lake import open_snapshot

    period = period_of({name: told[name] for name in PERIOD_OPTIONS})
    as_of = day_of("--as-of", told["as_of"]) if told["as_of"] else period.last
    roll_up = told["roll_up"]
    if roll_up is not None:
        roll_up = period.last if roll_up == _PERIOD_END else day_of("--roll-up", roll_up)
    return Question(open_snapshot(store), period, as_of, roll_up)


def _grouping(told: Sequence[str], unit: str | None) -> tuple[str, ...]:
    from parindex.engine.facts.grouping import check_grouping

    names = [name.strip() for each in told for name in each.split(",") if name.strip()]
    check_grouping(names)
    by = names or ["level"]
    if unit is not None:
        by.append("unit")
    return tuple(dict.fromkeys(["level", *by] if "unit" in by else by))


def _show_facts(
    question: Question,
    measures: Sequence[str],
    by: tuple[str, ...],
    unit: str | None,
    engine: Engine,
    *,
    json_: bool,
) -> None:
    from parindex.engine.facts.compute import answer
    from parindex.engine.facts.registry import MEASURES
    from parindex.services.fact_shapes import fact_json

    def of_unit(facts: Sequence[Fact]) -> list[Fact]:
        return [fact for fact in facts if unit is None or fact.unit == unit]

    if json_:
        facts = of_unit(answer(question, measures or None, by, engine=engine))
        write_json_rows(fact_json(fact) for fact in facts)
        return
    from parindex.cli.screens.facts import print_facts
    from parindex.cli.screens.store import steps

    screen = console()
    with steps(screen) as say:
        facts = of_unit(answer(question, measures or None, by, say, engine=engine))
    print_facts(facts, {name: each.title for name, each in MEASURES.items()}, screen)


def _look(
    question: Question, measures: Sequence[str], unit: str | None, only: Sequence[str], side: str
) -> Look:
    from parindex.cli.groups import group_of
    from parindex.engine.facts.drilldown import Side
    from parindex.engine.facts.registry import chosen_measures
    from parindex.services.drilldown import Look

    if len(measures) != 1:
        raise BadInput.of(
            "--rows", "cần đúng một số đo để xem hồ sơ", "Hãy thêm --measure TÊN đúng một lần"
        )
    (measure,) = chosen_measures(measures)
    group = group_of(only, unit, question.period)
    return Look(question, measure, group, Side(side), person())


def _export(look: Look, out: Path, *, json_: bool) -> None:
    from parindex.services.drilldown import export_behind

    count = export_behind(look, out)
    if json_:
        write_json({"file": str(out), "rows": count})
    else:
        click.echo(f"Đã ghi {count} hồ sơ vào {out}")


def _show_page(look: Look, number: int, size: int, *, json_: bool) -> None:
    from parindex.services.drilldown import page_behind
    from parindex.services.fact_shapes import page_json

    page = page_behind(look, number, size)
    if json_:
        write_json(page_json(page))
        return
    from parindex.cli.screens.facts import print_page

    print_page(page, look, console())
