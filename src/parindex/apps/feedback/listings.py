"""Opinions counted, as a listing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from parindex.apps.feedback.tallies import LEAST, Counted, Told
from parindex.apps.pages.columns import Column
from parindex.apps.pages.listing import Listing
from parindex.apps.pages.shown import number


@dataclass(frozen=True, slots=True)
class Row:
    """A question about an item and its answers; no answers (None) of an item that is withheld."""

    told: Told
    counted: Counted | None

    @property
    def words(self) -> str:
        if self.counted is not None:
            return self.counted.question.words
        answers = number(self.told.answers)
        return (
            f"{answers} ý kiến không nêu tên; hiện sau khi đóng, khi có từ {number(LEAST)} ý kiến."
        )


def counted_listing(request: HttpRequest, told: Sequence[Told]) -> Listing[Row]:
    """The answers by item and question, in the order of the items."""
    rows = [Row(each, counted) for each in told for counted in each.counts or (None,)]
    columns = (
        Column("muc", "Mục", lambda row: row.told.item.code),
        Column("cau-hoi", "Câu hỏi", lambda row: row.words),
        Column("dong-y", "Đồng ý", _count(lambda each: each.agree), kind="number"),
        Column("chua", "Chưa đồng ý", _count(lambda each: each.disagree), kind="number"),
        Column("khong-ro", "Không rõ", _count(lambda each: each.unsure), kind="number"),
    )
    return Listing(request, "tong-hop", "Tổng hợp ý kiến theo mục và câu hỏi", columns, rows)


def _count(of: Callable[[Counted], int]) -> Callable[[Row], int | None]:
    return lambda row: None if row.counted is None else of(row.counted)
