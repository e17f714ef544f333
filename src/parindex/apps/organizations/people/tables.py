"""The table of accounts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.organizations.models import Membership
from parindex.apps.organizations.queries import today, valid_on
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Filter, Table

_LOCKED, _ALL, _NONE = "khoa", "tat-ca", "khong"


def _roles(account: Any) -> str:
    return "; ".join(str(membership) for membership in account.roles_today)


def _by_role(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    holders = Membership.objects.filter(valid_on(today()))
    if value == _NONE:
        return rows.exclude(pk__in=holders.values("account"))
    return rows.filter(pk__in=holders.filter(role=value).values("account"))


def _by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(is_active=False) if value == _LOCKED else rows


class PeopleTable(Table[Account]):
    """Accounts with the roles they hold today."""

    key = "tai-khoan"
    title = "Danh sách tài khoản"
    order = "ten"
    search = "search"
    search_words = "Họ tên, tên đăng nhập, thư điện tử"
    columns = (
        Column(
            "ten",
            "Họ và tên",
            lambda account: account.full_name,
            sort=("name_sort",),
            link=lambda account: address("people:person", account.username),
        ),
        Column("dang-nhap", "Tên đăng nhập", lambda account: account.username, sort=("username",)),
        Column("vai-tro", "Vai trò hôm nay", _roles),
        Column("thu", "Thư điện tử", lambda account: account.email, sort=("email",)),
        Column(
            "hai-buoc",
            "Hai bước",
            lambda account: "có" if account.has_second_factor else "chưa",
            sort=("has_second_factor",),
        ),
        Column(
            "vao",
            "Đăng nhập gần nhất",
            lambda account: account.last_login,
            sort=("last_login",),
            kind="moment",
        ),
    )
    filters = (
        Filter(
            "vai-tro",
            "Vai trò",
            lambda: [*Role.choices, (_NONE, "Chưa có vai trò")],
            _by_role,
        ),
        Filter(
            "trang-thai",
            "Tài khoản",
            lambda: [(_LOCKED, "Đã khóa"), (_ALL, "Tất cả")],
            _by_state,
            blank="Đang dùng",
            otherwise=lambda rows: rows.filter(is_active=True),
        ),
    )
    empty = Empty("Chưa có tài khoản nào.", "Thêm tài khoản cho từng người rồi giao vai trò.")
