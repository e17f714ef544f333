"""Statutory forms on the screen: what was recognised, passed over, and does not add up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from parindex.cli.screens.store import print_import
from parindex.engine.records.forms.balances import Violation, violations
from parindex.engine.records.forms.model import COUNT_COLUMNS
from parindex.engine.values.numbers import vietnamese

if TYPE_CHECKING:
    from rich.console import Console

    from parindex.engine.records.forms.count import Filled
    from parindex.engine.records.forms.load import FormImport
    from parindex.engine.records.forms.model import Counts, Form06a
    from parindex.engine.records.forms.read import Reading

_SHOWN = 20


def print_reading(reading: Reading, screen: Console) -> None:
    """Print a form as it was read."""
    form = reading.form
    screen.print(f"{reading.path}, trang «{reading.sheet}»", markup=False)
    screen.print(f"Đơn vị báo cáo: {form.unit or 'không ghi'}", markup=False)
    period = str(form.period) if form.period else "không ghi"
    screen.print(f"Kỳ báo cáo: {period}", markup=False)
    places = ", ".join(f"({number}) {place}" for number, place in reading.columns.items())
    screen.print(f"Cột: {places}", markup=False)
    _print_counts(form, screen)
    for each in (each for each in reading.skipped if each.text):
        screen.print(f"Bỏ qua dòng {each.line}: {each.reason} «{each.text}»", markup=False)
    _print_doubts(reading, violations(form), screen)


def print_form_import(done: FormImport, screen: Console) -> None:
    """Print what an import of forms did."""
    for form in done.forms:
        rows = vietnamese(len(form.rows))
        screen.print(
            f"{form.reading.path}: {form.unit.code} {form.unit.name}, {form.period}, {rows} dòng",
            markup=False,
        )
        for sector in form.withdrawn:
            screen.print(
                f"    «{sector}» có trong biểu nạp trước, không còn trong biểu này: ghi 0",
                markup=False,
            )
        _print_doubts(form.reading, form.violations, screen)
    print_import(done.report, screen)


def print_filled(filled: Filled, path: Path, screen: Console) -> None:
    """Print the totals of a form that was written."""
    form = filled.form
    screen.print(f"Biểu 06a: {form.unit}, {form.period}", markup=False)
    _print_counts(form, screen)
    if filled.without_channel:
        count = vietnamese(filled.without_channel)
        screen.print(f"Cột (5) gồm {count} hồ sơ không ghi kênh tiếp nhận.", markup=False)
    if form.simulated:
        screen.print("Tính từ DỮ LIỆU MÔ PHỎNG.", style="yellow")
    screen.print(f"Đã ghi {path}", markup=False)


def _print_counts(form: Form06a, screen: Console) -> None:
    table = Table("Lĩnh vực")
    for column in COUNT_COLUMNS:
        table.add_column(f"({column})", justify="right", no_wrap=True)
    for row in form.rows[:_SHOWN]:
        table.add_row(Text(row.sector), *_figures(row.counts))
    if len(form.rows) > _SHOWN:
        table.add_row(Text(f"… và {len(form.rows) - _SHOWN} dòng nữa"))
    if form.total is not None:
        table.add_row(Text("TỔNG CỘNG"), *_figures(form.total), style="bold")
    screen.print(table)


def _figures(counts: Counts) -> list[str]:
    return [vietnamese(value) for value in counts.values]


def _print_doubts(reading: Reading, found: Sequence[Violation], screen: Console) -> None:
    for note in reading.notes:
        screen.print(f"Lưu ý: {note}.", markup=False)
    for violation in found:
        screen.print(f"Không cân đối: {violation}.", markup=False, style="yellow")
    if not found:
        whole = "Các dòng và tổng cộng" if reading.form.total else "Các dòng"
        screen.print(f"{whole} đều cân đối.", markup=False)
