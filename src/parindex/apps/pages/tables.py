"""Tables: search, filters, sorting, paging and export of a query, said once by columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import F, Model, OrderBy, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property

from parindex.apps.pages.columns import Column, Heading
from parindex.apps.pages.folded import matching
from parindex.apps.pages.workbook import workbook_response

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Filter:
    """A list to choose from: `apply` narrows the rows to a value.

    Where nothing is chosen, which the list shows as `blank`, `otherwise` narrows them, if given.
    """

    key: str
    title: str
    choices: Callable[[], Sequence[tuple[str, str]]]
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]
    blank: str = "Tất cả"
    otherwise: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """What a table without rows says: what is so, what to do next, and where."""

    words: str
    step: str = ""
    address: str = ""


class Table(Generic[M]):
    """A query shown as a table; subclasses declare, views call `response`.

    `search` is the folded field that words are looked for in. Parameters of the address: `tim` (words),
    `sap-xep` (column key, `-` in front for descending), `trang`, one for each filter, and
    `xuat=xlsx` for the workbook of all rows found.
    """

    key: ClassVar[str] = "bang"
    title: ClassVar[str]
    columns: tuple[Column, ...]
    """Set by the instance where they depend on what is shown."""
    order: ClassVar[str]
    search: ClassVar[str] = ""
    search_words: ClassVar[str] = "Tìm không cần dấu"
    filters: tuple[Filter, ...] = ()
    """Set by the instance where the choices depend on what is shown."""
    empty: ClassVar[Empty] = Empty("Chưa có dòng nào.")
    page_size: ClassVar[int] = 50

    def __init__(self, request: HttpRequest, rows: QuerySet[M]) -> None:
        self.request = request
        self.all_rows = rows
        self.words = request.GET.get("tim", "").strip()

    def response(self, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
        """The page with the table as `table`, or the workbook where that is asked for."""
        if self.request.GET.get("xuat") == "xlsx":
            return workbook_response(self.title, self.columns, self.rows.iterator(chunk_size=2000))
        return render(self.request, template, {**(context or {}), "table": self})

    def empty_state(self) -> Empty:
        """What to say where there is no row; override it where it depends on who asks."""
        return self.empty

    def found(self, words: str) -> Q:
        """The rows that the words look for; override it where they are found by more than `search`."""
        return matching(self.search, words)

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The value of each filter in use."""
        asked = {each.key: self.request.GET.get(each.key, "") for each in self.filters}
        return {key: value for key, value in asked.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.chosen)

    @cached_property
    def sorting(self) -> tuple[Column, bool]:
        """The column sorted by, and whether downwards; what is asked wrongly is as if not asked."""
        asked = self.request.GET.get("sap-xep", "")
        found = {column.key: column for column in self.columns if column.sort}
        key = asked if asked.removeprefix("-") in found else self.order
        return found[key.removeprefix("-")], key.startswith("-")

    @cached_property
    def rows(self) -> QuerySet[M]:
        """All rows found, in order."""
        rows = self.all_rows
        if self.words and self.search:
            rows = rows.filter(self.found(self.words))
        for each in self.filters:
            if each.key in self.chosen:
                rows = each.apply(rows, self.chosen[each.key])
            elif each.otherwise is not None:
                rows = each.otherwise(rows)
        column, down = self.sorting
        return rows.order_by(*(_ordering(name, down=down) for name in column.sort), "pk")

    @cached_property
    def page(self) -> Page[M]:
        keys = self.rows.values_list("pk", flat=True)
        page = Paginator(keys, self.page_size).get_page(self.request.GET.get("trang"))
        # What a row shows is read for the rows of the page alone: the database would work it out for
        # all that it sorts.
        rows = self.all_rows.in_bulk(list(page.object_list))
        page.object_list = [rows[key] for key in page.object_list if key in rows]
        return page

    def headings(self) -> list[Heading]:
        return [
            Heading.of(each, self.sorting, self._sorted_by) if each.sort else Heading(each)
            for each in self.columns
        ]

    def _sorted_by(self, key: str) -> str:
        return self.address(sap_xep=key, trang=None)

    def controls(self) -> list[Control]:
        return [Control(each, self.chosen.get(each.key, "")) for each in self.filters]

    def address(self, **changed: str | None) -> str:
        """The page's address with parameters changed; None takes one away."""
        query = self.request.GET.copy()
        for key, value in changed.items():
            name = key.replace("_", "-")
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def export_address(self) -> str:
        return self.address(xuat="xlsx", trang=None)

    def sorted_as(self) -> str:
        """What `sap-xep` says now, for the form to keep."""
        return self.request.GET.get("sap-xep", "")

    def previous_address(self) -> str:
        return self.address(trang=str(self.page.previous_page_number()))

    def next_address(self) -> str:
        return self.address(trang=str(self.page.next_page_number()))


def _ordering(field: str, *, down: bool) -> OrderBy:
    return F(field).desc(nulls_last=True) if down else F(field).asc(nulls_last=True)


@dataclass(frozen=True, slots=True)
class Control:
    """A filter as the form shows it."""

    filter: Filter
    value: str

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        return self.filter.choices()
