"""Tables of what is to be read and of who has confirmed."""

from __future__ import annotations

from django.db.models import QuerySet

from parindex.apps.acknowledgements.models import Confirmation, Notice
from parindex.apps.organizations.levels import UnitLevel
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Filter, Table

_STATES = (("roi", "Đã xác nhận"), ("chua", "Chưa xác nhận"))


def state_of(answer: Confirmation) -> str:
    """The words of an answer's state."""
    return "Đã xác nhận" if answer.confirmed_at else "Chưa xác nhận"


def _by_state(rows: QuerySet[Confirmation], value: str) -> QuerySet[Confirmation]:
    return rows.filter(confirmed_at__isnull=value == "chua")


class NoticesTable(Table[Notice]):
    """The documents that units are asked to read."""

    key = "quan-triet"
    title = "Văn bản cần quán triệt"
    order = "-luc"
    search = "search"
    search_words = "Tên văn bản, không cần dấu"
    columns = (
        Column(
            "van-ban",
            "Văn bản",
            lambda notice: notice.title,
            sort=("title_sort",),
            link=lambda notice: address("acknowledgements:notice", notice.pk),
        ),
        Column("don-vi", "Đơn vị yêu cầu", lambda notice: notice.owner, sort=("owner__name_sort",)),
        Column("luc", "Yêu cầu lúc", lambda notice: notice.asked_at, ("asked_at",), kind="moment"),
        Column("han", "Hạn xác nhận", lambda notice: notice.due, sort=("due",), kind="day"),
        Column(
            "da", "Đã xác nhận", lambda notice: notice.confirmed, sort=("confirmed",), kind="number"
        ),
        Column("so", "Số đơn vị", lambda notice: notice.asked, sort=("asked",), kind="number"),
        Column(
            "hieu-luc",
            "Tình trạng",
            lambda notice: "Đang yêu cầu" if notice.is_current else "Đã có bản thay thế",
            sort=("is_current",),
        ),
    )
    filters = (
        Filter(
            "tinh-trang",
            "Tình trạng",
            lambda: (("dang", "Đang yêu cầu"), ("cu", "Đã có bản thay thế")),
            lambda rows, value: rows.filter(is_current=value == "dang"),
        ),
    )
    empty = Empty(
        "Chưa có văn bản nào cần quán triệt.",
        "Khi một kế hoạch được ban hành, các đơn vị liên quan được yêu cầu xác nhận tại đây.",
    )


class AnswersTable(Table[Confirmation]):
    """Which units have confirmed a document and which have not."""

    key = "xac-nhan"
    title = "Danh sách xác nhận quán triệt"
    order = "don-vi"
    search = "unit__search"
    search_words = "Tên hoặc mã đơn vị, không cần dấu"
    columns = (
        Column("don-vi", "Đơn vị", lambda each: each.unit.name, sort=("unit__name_sort",)),
        Column("ma", "Mã", lambda each: each.unit.code, sort=("unit__code",)),
        Column("cap", "Cấp", lambda each: each.unit.get_level_display(), sort=("unit__level",)),
        Column(
            "tinh-trang",
            "Tình trạng",
            state_of,
            sort=("confirmed_at",),
            tone=lambda each: "good" if each.confirmed_at else "warn",
        ),
        Column(
            "luc", "Xác nhận lúc", lambda each: each.confirmed_at, ("confirmed_at",), kind="moment"
        ),
        Column("nguoi", "Người xác nhận", lambda each: each.confirmed_by, sort=("confirmed_by",)),
    )
    filters = (
        Filter("tinh-trang", "Tình trạng", lambda: _STATES, _by_state),
        Filter(
            "cap",
            "Cấp",
            lambda: UnitLevel.choices,
            lambda rows, value: rows.filter(unit__level=value),
        ),
    )
    empty = Empty("Không có đơn vị nào được yêu cầu xác nhận văn bản này.")
