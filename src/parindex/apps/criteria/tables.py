"""The table of published sets."""

from __future__ import annotations

from django.http import HttpRequest

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import set_of
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.listing import Listing
from parindex.apps.pages.tables import Empty, Table
from parindex.engine.criteria.model import Component, EvidenceAsked


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


def components_listed(request: HttpRequest, published: PublishedSet) -> Listing[Component]:
    """The components of a set in its order, which they keep on the page."""
    columns = (
        Column("ma", "Mã", lambda each: each.code),
        Column(
            "noi-dung",
            "Tiêu chí thành phần",
            lambda each: each.title,
            link=lambda each: address(
                "criteria:component", published.set_id, published.edition, each.code
            ),
            heads=True,
        ),
        Column("toi-da", "Điểm tối đa", lambda each: each.max, kind="points"),
        Column("cach-cham", "Cách chấm", lambda each: each.rule.in_words(each.context())),
        Column("nguon", "Nguồn điểm", lambda each: each.source.vietnamese),
        Column(
            "tai-lieu", "Tài liệu kiểm chứng", lambda each: "; ".join(map(_asked, each.evidence))
        ),
    )
    title = f"Bộ chỉ số {published.set_id}, phiên bản {published.edition}"
    return Listing(request, "tieu-chi", title, columns, tuple(set_of(published).components))


def _asked(evidence: EvidenceAsked) -> str:
    return evidence.kind if evidence.mandatory else f"{evidence.kind} (không bắt buộc)"
