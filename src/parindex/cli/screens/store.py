"""A store of records on the screen, and the steps of long work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import (
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from parindex.engine.records.catalog import kind_named
from parindex.engine.records.faults import reasons
from parindex.engine.values.facts import Level
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.periods import vietnamese_date

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from parindex.engine.official.errors_workbook import Written
    from parindex.engine.records.against_past import Unlike
    from parindex.engine.records.report import ImportReport
    from parindex.engine.records.schema import Kind
    from parindex.engine.records.status import StoreStatus
    from parindex.services.aggregates import Standing


_SHOWN_UNLIKE = 10


class Steps:
    """The step under way on a progress bar; called with words alone, a step of unknown length."""

    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self.task = bar.add_task("", total=None)

    def step(self, says: str, rows: int | None = None) -> None:
        self.bar.remove_task(self.task)
        self.task = self.bar.add_task(says, total=rows or None)

    def done(self, rows: int) -> None:
        self.bar.update(self.task, completed=rows)

    __call__ = step


class _Rows(ProgressColumn):
    """How much of a step is done: share, rows, rows a second, time to go."""

    def render(self, task: Task) -> Text:
        if not task.total:
            return Text("")
        told = [f"{task.percentage:.0f} %", f"{vietnamese(int(task.completed))} dòng"]
        speed = task.finished_speed or task.speed
        if speed:
            told.append(f"{vietnamese(int(speed))} dòng/giây")
        if task.time_remaining:
            told.append(f"còn {vietnamese(int(task.time_remaining))} giây")
        return Text(", ".join(told))


@contextmanager
def steps(screen: Console) -> Iterator[Steps]:
    """Show the step under way, how far it has come and the time it has taken; nothing where nobody watches."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), _Rows())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        yield Steps(bar)


def print_import(report: ImportReport, screen: Console) -> None:
    """Print what became of the rows of one import."""
    counts = {
        "thêm mới": report.added,
        "thay thế": report.replaced,
        "không đổi": report.unchanged,
        "lặp nguyên văn": report.identical,
        "tệp sau thay": report.superseded,
        "ngoài bảng đối chiếu": report.left_out,
        "cách ly": report.quarantined_rows,
        "rời khu cách ly": report.cleared,
    }
    told = ", ".join(f"{name} {vietnamese(count)}" for name, count in counts.items() if count)
    kind = kind_named(report.kind)
    screen.print(f"{kind.title}: đọc {vietnamese(report.read)} dòng; {told}")
    _print_reasons(kind, report.quarantined, screen)
    _print_warnings(kind, report, screen)
    if not report.changed:
        screen.print("    Kho không thay đổi.")
    elif report.dry_run:
        screen.print("    Chạy thử: không ghi gì vào kho.")


def print_errors(written: Written, out: Path, screen: Console) -> None:
    """Print what an errors workbook holds, and what it does not."""
    if not written.rows:
        screen.print("Khu cách ly không có dòng nào của loại này; không ghi tệp.")
        return
    screen.print(
        f"Đã ghi {out}: {vietnamese(written.rows)} dòng cách ly, {vietnamese(written.faults)} lỗi;"
        f" {vietnamese(written.listed)} dòng để sửa"
    )
    if written.left_out:
        screen.print(
            f"    Còn {vietnamese(written.left_out)} dòng chưa có trong tệp: hãy sửa, nạp lại, rồi"
            " xuất sổ lỗi lần nữa."
        )


def print_status(status: StoreStatus, screen: Console) -> None:
    """Print a store's kinds, and why rows were quarantined."""
    screen.print(f"Kho {status.store}, phiên bản {status.version}")
    if status.simulated:
        screen.print("Trong kho có DỮ LIỆU MÔ PHỎNG.", style="yellow")
    table = Table("Loại", "Tên", "Số dòng", "Từ ngày", "Đến ngày", "Lần nạp", "Cách ly")
    for kind in status.kinds:
        days = [vietnamese_date(day) if day else "" for day in (kind.first, kind.last)]
        counted = (vietnamese(kind.rows), *days, str(kind.batches))
        table.add_row(kind.kind, Text(kind.title), *counted, vietnamese(kind.quarantined_rows))
    screen.print(table)
    for kind in status.kinds:
        if kind.quarantined:
            screen.print(f"{kind.title} trong khu cách ly:")
        _print_reasons(kind_named(kind.kind), kind.quarantined, screen)
    for kind in status.kinds:
        print_warnings(kind.kind, kind.last_import, kind.warnings, screen)
    for kind in status.kinds:
        if kind.worth_compacting:
            screen.print(
                f"{kind.title}: {vietnamese(kind.files)} tệp, {vietnamese(kind.masked)} dòng đã bị thay;"
                f" nên gộp bằng «parindex records compact --store {status.store} --kind {kind.kind}»."
            )


def _print_reasons(kind: Kind, found: Mapping[str, int], screen: Console) -> None:
    words = reasons(kind)
    for rule, count in found.items():
        screen.print(f"    {vietnamese(count)} lỗi: {words.get(rule, rule)}")


def print_warnings(kind: str, batch: str, warnings: Mapping[str, int], screen: Console) -> None:
    """Print what was odd about a batch, as its import told it; nothing where nothing was."""
    if not warnings:
        return
    schema = kind_named(kind)
    words = reasons(schema)
    screen.print(f"{schema.title}, cảnh báo của lần nạp {batch}:")
    for rule, count in warnings.items():
        screen.print(f"    {vietnamese(count)} cảnh báo: {words.get(rule, rule)}", style="yellow")


def _print_warnings(kind: Kind, report: ImportReport, screen: Console) -> None:
    words = reasons(kind)
    for rule, count in report.warnings.items():
        examples = ", ".join(report.examples.get(rule, ()))
        told = f" (ví dụ {examples})" if examples else ""
        screen.print(f"    {vietnamese(count)} cảnh báo: {words[rule]}{told}", style="yellow")
    for each in report.unlike_last_year[:_SHOWN_UNLIKE]:
        screen.print(f"        {_unlike_words(each)}")


def _unlike_words(each: Unlike) -> str:
    level = Level(each.level).vietnamese if each.level else ""
    unit = f"{each.unit} ({level})" if each.unit else "Tất cả đơn vị"
    return (
        f"{unit}, {vietnamese_date(each.first)}–{vietnamese_date(each.last)}:"
        f" {vietnamese(each.rows)} dòng, cùng kỳ năm trước {vietnamese(each.year_before)} dòng"
    )


def print_standing(standing: Standing, screen: Console) -> None:
    """Print whether the daily aggregates have kept up with the store; nothing where it has none."""
    told = {
        "current": "Số tổng hợp theo ngày: đúng với phiên bản hiện hành.",
        "behind": (
            "Số tổng hợp theo ngày chậm hơn kho; phần chậm được tính thẳng từ hồ sơ."
            " Hãy chạy «parindex facts --refresh»."
        ),
    }
    if standing in told:
        screen.print(told[standing])
