"""`parindex forms …`: statutory report forms, read, taken into a store, and filled from dossiers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from parindex.cli.keeping_up import keep_up
from parindex.cli.output import as_json, console, write_json
from parindex.cli.vietnamese import Group

if TYPE_CHECKING:
    from parindex.engine.values.facts import Level
    from parindex.engine.values.periods import Period

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
_STORE = click.option(
    "--store", required=True, type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Kho hồ sơ."
)
_SHEET = click.option("--sheet", metavar="TÊN", help="Trang tính chứa biểu, nếu tệp có nhiều biểu.")
_Command = TypeVar("_Command", bound=Callable[..., None])


def _days(command: _Command) -> _Command:
    """Add --from and --to; the command gets the `period` between them, None without them."""

    @wraps(command)
    def asked(*, first: datetime | None, last: datetime | None, **options: Any) -> None:
        command(period=_between(first, last), **options)

    to = click.option("--to", "last", type=_DAY, metavar="NGÀY", help="Ngày cuối kỳ (14/6/2023).")
    since = click.option(
        "--from", "first", type=_DAY, metavar="NGÀY", help="Ngày đầu kỳ (15/12/2022)."
    )
    return cast("_Command", since(to(asked)))


def _named_period(command: _Command) -> _Command:
    """Add --year, --quarter, --from and --to; the command gets the one `period` that they name."""

    @wraps(command)
    def asked(
        *, year: int | None, quarter: int | None, period: Period | None, **options: Any
    ) -> None:
        command(period=_one_period(year, quarter, period), **options)

    years, quarters = click.IntRange(2000, 2098), click.IntRange(1, 4)
    of = click.option("--quarter", type=quarters, metavar="QUÝ", help="Quý của năm (cùng --year).")
    whole = click.option("--year", type=years, metavar="NĂM", help="Lập cho cả năm.")
    return cast("_Command", whole(of(_days(asked))))


@click.group(cls=Group)
def command() -> None:
    """Đọc, nạp và lập Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP)."""


@command.command("read-06a")
@click.argument(
    "file", metavar="TỆP", type=click.Path(path_type=Path), help="Biểu 06a, .xlsx hoặc .xls."
)
@_SHEET
@as_json
def read(file: Path, *, sheet: str | None, json_: bool) -> None:
    """Đọc một biểu 06a (XLSX, XLS): các cột nhận ra, số liệu, dòng bỏ qua, cân đối.

    Bốn cân đối của mỗi dòng và tổng các dòng được kiểm tra, kèm chênh lệch có dấu.
    """
    from parindex.cli.screens.forms import print_reading
    from parindex.engine.records.forms.read import read_form
    from parindex.services.forms import reading_json

    reading = read_form(file, sheet=sheet)
    if json_:
        write_json(reading_json(reading))
        return
    print_reading(reading, console())


@command.command("import-06a")
@click.argument(
    "files",
    metavar="TỆP...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="Các biểu 06a, .xlsx hoặc .xls.",
)
@_STORE
@click.option("--unit", metavar="MÃ", help="Mã đơn vị lập biểu, nếu tên trên biểu chưa đủ rõ.")
@_days
@_SHEET
@as_json
def import_(
    files: tuple[Path, ...],
    *,
    store: Path,
    unit: str | None,
    period: Period | None,
    sheet: str | None,
    json_: bool,
) -> None:
    """Nạp các biểu 06a vào kho thành một lần nạp.

    Đơn vị và kỳ được lấy từ biểu, hoặc từ --unit, --from, --to. Dòng không cân đối vẫn được nạp
    đúng như trên biểu và được báo kèm chênh lệch.
    """
    from parindex.cli.screens.forms import print_form_import
    from parindex.engine.records.forms.load import import_forms
    from parindex.services.forms import form_import_json

    if json_:
        done = import_forms(store, files, unit=unit, period=period, sheet=sheet)
        keep_up(store)
        write_json(form_import_json(done))
        return
    from parindex.cli.screens.store import steps

    screen = console()
    with steps(screen) as say:
        done = import_forms(store, files, unit=unit, period=period, sheet=sheet, progress=say)
        keep_up(store, say)
    print_form_import(done, screen)


@command.command("write-06a")
@_STORE
@click.option("--unit", metavar="MÃ", help="Lập cho một đơn vị.")
@click.option(
    "--level",
    type=click.Choice(["province", "district", "commune"]),
    help="Lập chung cho mọi đơn vị của một cấp.",
)
@click.option("--all", "everybody", is_flag=True, help="Lập chung cho tất cả đơn vị.")
@_named_period
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="TỆP.xlsx", help="Tệp sẽ ghi."
)
def write(
    *,
    store: Path,
    unit: str | None,
    level: str | None,
    everybody: bool,
    period: Period,
    out: Path,
) -> None:
    """Lập biểu 06a từ hồ sơ trong kho cho một đơn vị, một cấp hoặc tất cả, của một kỳ."""
    from parindex.cli.screens.forms import print_filled
    from parindex.engine.official.form_06a import write_form
    from parindex.engine.records.forms.count import fill_form

    _one_scope(unit, level, everybody=everybody)
    filled = fill_form(store, period, unit=unit, level=_level(level))
    write_form(filled, out)
    print_filled(filled, out, console())


def _level(name: str | None) -> Level | None:
    from parindex.engine.values.facts import Level

    return Level(name) if name else None


def _one_scope(unit: str | None, level: str | None, *, everybody: bool) -> None:
    if sum((unit is not None, level is not None, everybody)) != 1:
        raise _misuse("phạm vi của biểu", "Hãy chọn đúng một trong: --unit, --level, --all")


def _between(first: datetime | None, last: datetime | None) -> Period | None:
    from parindex.engine.records.forms.heading import checked_period

    if first is None and last is None:
        return None
    if first is None or last is None:
        raise _misuse("kỳ báo cáo", "Hãy ghi cả --from và --to")
    return checked_period(first.date(), last.date(), "--from, --to")


def _one_period(year: int | None, quarter: int | None, days: Period | None) -> Period:
    from parindex.engine.values.periods import quarter_of, year_of

    if days is not None and year is None and quarter is None:
        return days
    if year is None or days is not None:
        raise _misuse("kỳ báo cáo", "Hãy ghi --year (có thể kèm --quarter), hoặc --from và --to")
    return quarter_of(year, quarter) if quarter else year_of(year)


def _misuse(where: str, remedy: str) -> Exception:
    from parindex.engine.values.problems import BadInput

    return BadInput.of(where, "chưa được chỉ rõ", remedy)
