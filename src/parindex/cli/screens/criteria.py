"""A criteria set on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from parindex.engine.criteria.model import CriteriaSet, verified_words
from parindex.engine.rules.wording import weight

if TYPE_CHECKING:
    from rich.console import Console


def print_set(criteria_set: CriteriaSet, screen: Console) -> None:
    """Print the set: its standing, legal basis, and each component with its rule in words."""
    screen.print(criteria_set.title, style="bold")
    screen.print(f"{verified_words(criteria_set)}. {criteria_set.notes}")
    for basis in criteria_set.legal_basis:
        screen.print(f"Căn cứ {basis}")
    screen.print(f"Mã băm {criteria_set.content_hash}")
    table = Table(show_lines=True)
    table.add_column("Mã", no_wrap=True)
    table.add_column("Tiêu chí thành phần", ratio=3)
    table.add_column("Tối đa", justify="right", no_wrap=True)
    table.add_column("Cách chấm", ratio=3)
    table.add_column("Căn cứ", ratio=2)
    for field in criteria_set.fields:
        heading = Text(f"Lĩnh vực {field.code}. {field.title}", style="bold")
        table.add_row("", heading, weight(field.max), "", "")
        for each in field.components:
            rule = Text(each.rule.in_words(each.context()))
            row = (Text(each.title), weight(each.max), rule, Text(str(each.reference)))
            table.add_row(each.code, *row)
    screen.print(table)
