"""Tables of units."""

from __future__ import annotations

from django.urls import reverse

from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.tables import Column, Empty, Filter, Table


class UnitsTable(Table[Unit]):
    """The directory of units."""

    key = "don-vi"
    title = "Danh mục đơn vị"
    order = "ten"
    search = "search"
    search_words = "Tên, tên gọi tắt hoặc mã, không cần dấu"
    columns = (
        Column(
            "ten",
            "Tên đơn vị",
            lambda unit: unit.name,
            sort=("name_sort",),
            link=lambda unit: reverse("organizations:unit", args=[unit.code]),
        ),
        Column("ma", "Mã", lambda unit: unit.code, sort=("code",)),
        Column("cap", "Cấp", lambda unit: unit.get_level_display(), sort=("level",)),
        Column("tren", "Cấp trên", lambda unit: unit.parent, sort=("parent__name_sort",)),
        Column("nhom", "Nhóm", lambda unit: unit.group, sort=("group",)),
        Column("tu", "Từ ngày", lambda unit: unit.valid_from, sort=("valid_from",), kind="day"),
    )
    filters = (
        Filter(
            "cap",
            "Cấp",
            lambda: UnitLevel.choices,
            lambda rows, value: rows.filter(level=value),
        ),
    )
    empty = Empty(
        "Chưa có đơn vị nào trong danh mục.", "Người quản trị nạp danh mục từ tệp CSV hoặc XLSX."
    )
