"""Tables of units."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import today, valid_on
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Filter, Table

_ENDED, _ALL, _SOON = "het", "tat-ca", "sap"


def _by_validity(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    narrowed = {
        _ENDED: lambda: rows.filter(valid_to__lt=today()),
        _SOON: lambda: rows.filter(valid_from__gt=today()),
    }
    return narrowed.get(value, lambda: rows)()


def _groups() -> list[tuple[str, str]]:
    names = Unit.objects.exclude(group="").order_by("group").values_list("group", flat=True)
    return [(name, name) for name in names.distinct()]


class UnitsTable(Table[Unit]):
    """The directory of units."""

    key = "don-vi"
    title = "Danh mục đơn vị"
    order = "ten"
    search = "search"
    search_words = "Tên hoặc mã, không cần dấu"
    columns = (
        Column(
            "ten",
            "Tên đơn vị",
            lambda unit: unit.name,
            sort=("name_sort",),
            link=lambda unit: address("organizations:unit", unit.code),
        ),
        Column("ma", "Mã", lambda unit: unit.code, sort=("code",)),
        Column("cap", "Cấp", lambda unit: unit.get_level_display(), sort=("level",)),
        Column("tren", "Cấp trên", lambda unit: unit.parent, sort=("parent__name_sort",)),
        Column("nhom", "Nhóm", lambda unit: unit.group, sort=("group",)),
        Column("tu", "Từ ngày", lambda unit: unit.valid_from, sort=("valid_from",), kind="day"),
        Column("den", "Đến hết ngày", lambda unit: unit.valid_to, sort=("valid_to",), kind="day"),
    )
    filters = (
        Filter(
            "cap", "Cấp", lambda: UnitLevel.choices, lambda rows, asked: rows.filter(level=asked)
        ),
        Filter("nhom", "Nhóm", _groups, lambda rows, asked: rows.filter(group=asked)),
        Filter(
            "hieu-luc",
            "Hiệu lực",
            lambda: [
                (_ENDED, "Đã hết hiệu lực"),
                (_SOON, "Sắp có hiệu lực"),
                (_ALL, "Tất cả các thời kỳ"),
            ],
            _by_validity,
            blank="Đang hiệu lực",
            otherwise=lambda rows: rows.filter(valid_on(today())),
        ),
    )
    empty = Empty(
        "Danh mục chưa có đơn vị nào đang hiệu lực.",
        "Người quản trị nạp danh mục từ tệp .csv hoặc .xlsx, hoặc thêm từng đơn vị.",
    )
