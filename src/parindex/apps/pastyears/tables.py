"""Tables of what was imported of earlier years."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.folded import matching
from parindex.apps.pages.tables import Empty, Filter, Table
from parindex.apps.pastyears.models import PastImport, PastResult


def _origin(row: PastResult) -> str:
    made_up = "dữ liệu mô phỏng, " if row.batch.simulated else ""
    return f"{made_up}{row.batch.source}, dòng {row.line}"


class ResultsTable(Table[PastResult]):
    """The results that count, of the units that the visitor may read."""

    key = "ket-qua"
    title = "Kết quả các năm trước"
    order = "don-vi"
    search = "unit__search"
    search_words = "Đơn vị hoặc mã mục, không cần dấu"
    columns = (
        Column("don-vi", "Đơn vị", lambda row: row.unit.name, sort=("unit__name_sort", "year", "code")),
        Column("nam", "Năm", lambda row: row.year, sort=("year", "unit__name_sort", "code")),
        Column("bo", "Bộ chỉ số", lambda row: row.set_id, sort=("set_id",)),
        Column("ma", "Mã", lambda row: row.code, sort=("code",)),
        Column("diem", "Điểm", lambda row: row.scored, sort=("points_key",), kind="points"),
        Column("toi-da", "Tối đa", lambda row: row.most, kind="points"),
        Column("so-lieu", "Số liệu", lambda row: row.words),
        Column("nguon", "Nhập từ", _origin),
        Column("ngay", "Ngày nhập", lambda row: row.batch.at, sort=("batch__at",), kind="day"),
    )  # fmt: skip
    empty = Empty(
        "Chưa có kết quả năm trước nào được nhập.",
        "Quản trị hoặc phòng điều phối tải tệp mẫu, điền rồi nhập.",
    )

    def __init__(self, request: Any, rows: Any) -> None:
        super().__init__(request, rows)
        years = rows.order_by("-year").values_list("year", flat=True).distinct()
        self.filters = (
            Filter(
                "nam-nao",
                "Năm",
                lambda: [(str(year), str(year)) for year in years],
                lambda found, value: found.filter(year=value) if value.isdecimal() else found,
            ),
        )

    def found(self, words: str) -> Q:
        return matching(self.search, words) | Q(code__iexact=words.strip())


class ImportsTable(Table[PastImport]):
    """Every file that was imported."""

    key = "lan-nhap"
    title = "Các lần nhập kết quả năm trước"
    order = "-luc"
    search = "search"
    search_words = "Tên tệp hoặc người nhập"
    columns = (
        Column("tep", "Tệp", lambda row: row.source, sort=("source_sort",),
               link=lambda row: address("pastyears:import", row.pk)),
        Column("luc", "Nhập lúc", lambda row: row.at, sort=("at",), kind="moment"),
        Column("nguoi", "Người nhập", lambda row: row.by_name, sort=("by_name",)),
        Column("bo", "Bộ chỉ số", lambda row: row.criteria),
        Column("dong", "Số dòng", lambda row: row.results, sort=("results",), kind="number"),
        Column("nguon", "Nguồn", lambda row: "Dữ liệu mô phỏng" if row.simulated else "Số liệu thật"),
        Column("tinh-trang", "Tình trạng", lambda row: "Đã thu hồi" if row.withdrawn else "Đang dùng",
               sort=("withdrawn",)),
    )  # fmt: skip
    empty = Empty("Chưa nhập tệp nào.")


class RowsTable(Table[PastResult]):
    """The rows of one file; those that a later file replaced say so."""

    key = "dong"
    title = "Các dòng của tệp"
    order = "dong"
    search = "unit__search"
    columns = (
        Column("dong", "Dòng", lambda row: row.line, sort=("line",)),
        Column("don-vi", "Đơn vị", lambda row: row.unit.name, sort=("unit__name_sort",)),
        Column("nam", "Năm", lambda row: row.year, sort=("year",)),
        Column("ma", "Mã", lambda row: row.code, sort=("code",)),
        Column("diem", "Điểm", lambda row: row.scored, sort=("points_key",), kind="points"),
        Column("toi-da", "Tối đa", lambda row: row.most, kind="points"),
        Column("so-lieu", "Số liệu", lambda row: row.words),
        Column("dung", "Tình trạng", lambda row: "Đang dùng" if row.is_current else "Đã bị thay",
               sort=("is_current",)),
    )  # fmt: skip
