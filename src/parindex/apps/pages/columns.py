"""Columns: what stands in the cells of a table, on the page and in the workbook.

Rows are drawn in Python and not by templates: a page of cells is most of what the server does for it,
and a template takes five to ten times as long over a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.utils.html import format_html
from django.utils.safestring import SafeString

from parindex.apps.pages.shown import shown, tag


@dataclass(frozen=True)
class Column:
    """A column: `value` is what stands in its cells and in the workbook.

    `sort` names the database fields to sort by (none: the column does not sort), `link` makes the
    address the cell leads to, `tone` sets the value off as a `tag`, `html` draws the cell instead, `kind`
    is one of `shown.shown`, `places` the decimals of totals, which a set prints rounded. The column with
    `heads` is the row's name; where none has it, the first.
    """

    key: str
    title: str
    value: Callable[[Any], Any]
    sort: tuple[str, ...] = ()
    link: Callable[[Any], str] | None = None
    tone: Callable[[Any], str] | None = None
    html: Callable[[Any], str] | None = None
    kind: str = "text"
    places: int | None = None
    heads: bool = False

    @property
    def look(self) -> str:
        """How cells of its kind are laid out: points as any number."""
        return "number" if self.kind == "points" else self.kind

    def content(self, row: Any) -> str:
        """What stands in the cell of that row, safe to stand in a page."""
        if self.html is not None:
            return self.html(row)
        value = self.value(row)
        if self.tone is not None:
            return tag(value, self.tone(row))
        words = shown(value, self.kind, self.places)
        address = self.link(row) if self.link else ""
        return format_html('<a href="{}">{}</a>', address, words) if address else words

    @cached_property
    def marks(self) -> str:
        """The attributes of its cells."""
        return format_html('class="kind-{}" data-label="{}"', self.look, self.title)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: the address that sorts by it, empty where it does not sort, and `aria-sort`."""

    column: Column
    address: str = ""
    direction: str = "none"

    @classmethod
    def of(
        cls,
        column: Column,
        sorting: tuple[Column | None, bool],
        sorted_by: Callable[[str], str],
    ) -> Self:
        """The heading while rows are sorted by a column, or down it; `sorted_by` makes the address.

        The column sorted by upwards leads to downwards, every other to upwards.
        """
        by, down = sorting
        if column is not by:
            return cls(column, sorted_by(column.key))
        key = column.key if down else f"-{column.key}"
        return cls(column, sorted_by(key), "descending" if down else "ascending")


def drawn(columns: Sequence[Column], rows: Iterable[Any]) -> SafeString:
    """The rows as `<tr>`, a cell for each column."""
    name = next((each for each in columns if each.heads), columns[0])
    cells = [
        (f'<th scope="row" {each.marks}>', each.content, "</th>")
        if each is name
        else (f"<td {each.marks}>", each.content, "</td>")
        for each in columns
    ]
    # Every piece was escaped where it came from: by `shown`, `format_html` or the column's own `html`.
    return SafeString(
        "".join(
            f"<tr>{''.join(f'{begin}{content(row)}{end}' for begin, content, end in cells)}</tr>\n"
            for row in rows
        )
    )
