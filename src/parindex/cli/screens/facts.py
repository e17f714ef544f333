"""Facts on the screen, and the records behind one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from parindex.engine.records.schema import SIMULATED
from parindex.engine.values.facts import stood_in_words
from parindex.engine.values.numbers import vietnamese
from parindex.engine.values.periods import vietnamese_date

if TYPE_CHECKING:
    from rich.console import Console

    from parindex.engine.values.facts import Fact
    from parindex.services.drilldown import Look, Page

_GROUPS = {"sector": "Lĩnh vực", "procedure": "Thủ tục", "channel": "Kênh"}
_EMPTY = "(bỏ trống)"
_SIDES = {
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "missing": "Không xét được",
}
_COLUMNS = 8
"""So many columns of a record fit on a screen; all of them stand in the JSON and in the files."""


def print_facts(facts: Sequence[Fact], titles: Mapping[str, str], screen: Console) -> None:
    """Print facts, one a row."""
    table = Table()
    grouped = [name for name, _ in facts[0].groups] if facts else []
    for heading in ("Số đo", "Cấp", "Đơn vị", *(_GROUPS[name] for name in grouped), "Kỳ"):
        table.add_column(heading)
    for heading in ("Tử số", "Mẫu số", "Tỷ lệ", "Không xét được"):
        table.add_column(heading, justify="right", no_wrap=True)
    for fact in facts:
        table.add_row(Text(titles.get(fact.measure, fact.measure)), *_scope(fact), *_figures(fact))
    screen.print(table)
    if stood_in := stood_in_words(facts):
        screen.print(f"Số liệu trên, {stood_in}.")
    if any(fact.simulated for fact in facts):
        screen.print("Tính từ DỮ LIỆU MÔ PHỎNG.", style="yellow")


def _scope(fact: Fact) -> tuple[str | Text, ...]:
    level = fact.level.vietnamese if fact.level else ""
    period = fact.period
    groups = (Text(_EMPTY if value is None else value) for _, value in fact.groups)
    shown = f"{period.first:%d/%m/%Y}–{period.last:%d/%m/%Y}"
    return level, Text(fact.unit or ""), *groups, shown


def _figures(fact: Fact) -> tuple[str, str, str, str]:
    numerator, missing = vietnamese(fact.numerator), vietnamese(fact.missing)
    if fact.denominator is None:
        return numerator, "", _lacking(fact), missing
    nothing = _lacking(fact) or "không phát sinh"
    rate = nothing if fact.value is None else f"{vietnamese(100 * fact.value, 2)} %"
    return numerator, vietnamese(fact.denominator), rate, missing


def _lacking(fact: Fact) -> str:
    if fact.unjudged:
        return "không kết luận được"
    return "chưa có hồ sơ" if fact.gap else ""


def print_page(page: Page, look: Look, screen: Console) -> None:
    """Print one page of records: their key and the first other columns that hold anything."""
    title = f"{_SIDES[look.side]} của «{look.measure.title}»"
    first = (page.number - 1) * page.size + 1
    last = first + len(page.rows) - 1
    range_ = f"dòng {vietnamese(first)}–{vietnamese(last)} trong số " if page.rows else ""
    screen.print(f"{title}: {range_}{vietnamese(page.total)} hồ sơ")
    if page.note:
        screen.print(f"Không có danh sách hồ sơ cho phần tính theo biểu, {page.note}.")
    if not page.rows:
        return
    shown = _shown(page)
    table = Table(*(page.columns[at] for at in shown))
    for row in page.rows:
        table.add_row(*(Text(_cell(row[at])) for at in shown))
    screen.print(table)
    screen.print("Mọi trường của hồ sơ: thêm --json, hoặc --out TỆP.xlsx")
    origin = page.columns.index("origin")
    if any((row[origin] or "").casefold() == SIMULATED for row in page.rows):
        screen.print("Trong danh sách có DỮ LIỆU MÔ PHỎNG.", style="yellow")


def _shown(page: Page) -> list[int]:
    filled = [
        at
        for at, name in enumerate(page.columns)
        if name not in page.key
        and name != "origin"
        and any(row[at] is not None for row in page.rows)
    ]
    keys = [page.columns.index(name) for name in page.key]
    return (keys + filled)[:_COLUMNS]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return vietnamese_date(value) if isinstance(value, date) else str(value)
