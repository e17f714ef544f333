"""Short tables of rows that are at hand, sorted and exported by the same columns as those of a query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse

from parindex.apps.pages.columns import Column, Heading
from parindex.apps.pages.workbook import workbook_response
from parindex.engine.values.vietnamese import sort_key

R = TypeVar("R")
_NOTHING = (None, "", ())


@dataclass(frozen=True)
class Listing(Generic[R]):
    """Rows shown as a table; a page may hold several, beside one of a query.

    It sorts by every column, by what is its `value`. Parameters of the address: `<key>-xep` (column key,
    `-` in front for descending; not asked: the order of `rows`), `xuat=<key>` for the workbook.
    """

    request: HttpRequest
    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[R]

    @property
    def sorting(self) -> tuple[Column | None, bool]:
        """The column sorted by, and whether downwards; what is asked wrongly is as if not asked."""
        asked = self.request.GET.get(self.parameter, "")
        found = {column.key: column for column in self.columns}
        return found.get(asked.removeprefix("-")), asked.startswith("-")

    @property
    def sorted_as(self) -> str:
        """What the address says of sorting now, for a form to keep."""
        return self.request.GET.get(self.parameter, "")

    @property
    def parameter(self) -> str:
        return f"{self.key}-xep"

    @property
    def lines(self) -> list[R]:
        """The rows in the order asked for."""
        return self.ordered(self.rows)

    def ordered(self, rows: Iterable[R]) -> list[R]:
        """Some of the rows in the order asked for; those without a value come last."""
        column, down = self.sorting
        if column is None:
            return list(rows)
        told = [(column.value(row), row) for row in rows]
        known = [pair for pair in told if pair[0] not in _NOTHING]
        known.sort(key=lambda pair: _key(pair[0]), reverse=down)
        return [row for _, row in (*known, *(pair for pair in told if pair[0] in _NOTHING))]

    @property
    def headings(self) -> list[Heading]:
        return [Heading.of(each, self.sorting, self._sorted_by) for each in self.columns]

    @property
    def export_address(self) -> str:
        return self._address("xuat", self.key)

    def _sorted_by(self, key: str) -> str:
        return f"{self._address(self.parameter, key)}#{self.key}"

    def _address(self, parameter: str, value: str) -> str:
        query = self.request.GET.copy()
        query[parameter] = value
        return f"{self.request.path}?{query.urlencode()}"


def exported(*listings: Listing[Any]) -> HttpResponse | None:
    """The workbook of the listing whose export the address asks for; None if it asks for none of them."""
    for each in listings:
        if each.request.GET.get("xuat") == each.key:
            return workbook_response(each.title, each.columns, each.lines)
    return None


def _key(value: Any) -> Any:
    """What a value sorts by: numbers and days as such, everything else as the dictionary has it."""
    return value if isinstance(value, int | Decimal | Fraction | date) else sort_key(str(value))
