"""The table of published sets."""

from __future__ import annotations

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Table


def address_of(published: PublishedSet) -> str:
    return address("criteria:set", published.set_id, published.edition)


class SetsTable(Table[PublishedSet]):
    """Every published edition, the latest first."""

    key = "bo-chi-so"
    title = "Bộ chỉ số đã công bố"
    order = "-luc"
    search = "search"
    search_words = "Tên hoặc mã, không cần dấu"
    columns = (
        Column(
            "ten", "Tên bộ chỉ số", lambda row: row.title, sort=("title_sort",), link=address_of
        ),
        Column("ma", "Mã", lambda row: row.set_id, sort=("set_id", "edition")),
        Column("ban", "Phiên bản", lambda row: row.edition),
        Column("nam", "Áp dụng", lambda row: row.years, sort=("first_year", "last_year")),
        Column(
            "doi-chieu",
            "Đối chiếu",
            lambda row: "Đã đối chiếu" if row.verified else "Điểm mẫu, chưa đối chiếu",
            sort=("verified",),
            tone=lambda row: "good" if row.verified else "warn",
        ),
        Column(
            "luc",
            "Công bố lúc",
            lambda row: row.published_at,
            sort=("published_at",),
            kind="moment",
        ),
        Column("nguoi", "Người công bố", lambda row: row.published_by_name),
    )
    empty = Empty(
        "Chưa có bộ chỉ số nào được công bố.",
        "Quản trị hoặc phòng điều phối công bố bộ chỉ số từ bộ đi kèm hoặc từ tệp.",
    )
