"""Tables of plans, of a plan's tasks, and of the units that lead one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, CharField, QuerySet, TextField, Value, When
from django.db.models.functions import Concat
from django.http import HttpRequest

from parindex.apps.organizations.models import Unit
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Filter, Table
from parindex.apps.planning.choices import ProgressState, Reporting
from parindex.apps.planning.models import Plan, Task, Version
from parindex.apps.planning.standing import Standing, TaskStanding
from parindex.engine.values.vietnamese import fold


class PlansTable(Table[Plan]):
    """The plans that the visitor may know."""

    key = "ke-hoach"
    title = "Kế hoạch"
    order = "-ngay"
    search = "found_by"
    search_words = "Số, trích yếu, cơ quan, không cần dấu"
    columns = (
        Column(
            "so",
            "Số, ký hiệu",
            lambda plan: plan.number or "chưa có số",
            sort=("number",),
            link=lambda plan: address("planning:plan", plan.pk),
        ),
        Column("trich-yeu", "Trích yếu", lambda plan: plan.title, sort=("title_sort",)),
        Column("co-quan", "Cơ quan", lambda plan: plan.unit, sort=("unit__name_sort",)),
        Column("ngay", "Ngày ban hành", lambda plan: plan.dated, sort=("dated",), kind="day"),
        Column(
            "tinh-trang",
            "Tình trạng",
            lambda plan: f"Đang thực hiện, phiên bản {plan.issued}" if plan.issued else "Dự thảo",
            sort=("issued",),
        ),
        Column(
            "du-lieu",
            "Dữ liệu",
            lambda plan: "ví dụ" if plan.simulated else "thật",
            sort=("simulated",),
        ),
    )
    filters = (
        Filter(
            "tinh-trang",
            "Tình trạng",
            lambda: (("ban-hanh", "Đang thực hiện"), ("du-thao", "Dự thảo")),
            lambda rows, value: (
                rows.filter(issued__gt=0) if value == "ban-hanh" else rows.filter(issued=0)
            ),
        ),
    )
    empty = Empty(
        "Chưa có kế hoạch nào.",
        "Phòng điều phối nạp bản Word của kế hoạch để giao nhiệm vụ và theo dõi tiến độ.",
    )

    def __init__(self, request: HttpRequest, rows: QuerySet[Plan], *, may_load: bool) -> None:
        kind = Value(f"{fold('Kế hoạch')} ")
        named = Concat(kind, "search", Value(" "), "unit__search", output_field=TextField())
        super().__init__(request, rows.annotate(found_by=named))
        self.may_load = may_load

    def empty_state(self) -> Empty:
        if not self.may_load:
            return self.empty
        return Empty(self.empty.words, "Nạp kế hoạch", address("planning:load"))


def _standing_of(task: Any) -> str:
    return str(Standing(task.standing).label)


class TasksTable(Table[Task]):
    """The tasks of the version in force, each with where it stands today."""

    key = "nhiem-vu"
    title = "Nhiệm vụ của kế hoạch"
    order = "chu-tri"
    search = "search"
    search_words = "Số mục, nội dung, đơn vị, không cần dấu"
    columns = (
        Column("muc", "Mục", lambda task: task.ref, sort=("position",)),
        Column(
            "nhiem-vu",
            "Nhiệm vụ",
            lambda task: task.title,
            link=lambda task: address("planning:task", task.plan_version.plan_id, task.identity),
        ),
        Column("chu-tri", "Chủ trì", lambda task: task.lead_words, ("lead_sort", "position")),
        Column("han", "Thời hạn", lambda task: task.last, sort=("last", "position"), kind="day"),
        Column("nhip", "Báo cáo", lambda task: task.get_reporting_display(), sort=("reporting",)),
        Column("tien-do", "Tiến độ", lambda task: task.progress_words),
        Column(
            "tinh-trang",
            "Tình trạng",
            _standing_of,
            sort=("standing_place", "position"),
            tone=lambda task: Standing(task.standing).tone,
        ),
    )
    empty = Empty("Kế hoạch không có nhiệm vụ nào.")

    def __init__(
        self,
        request: HttpRequest,
        version: Version,
        standings: Sequence[TaskStanding],
        mine: set[Any],
    ) -> None:
        super().__init__(request, with_standings(version, standings))
        self.filters = (
            Filter("tinh-trang", "Tình trạng", lambda: Standing.choices, _by_standing),
            Filter("chu-tri", "Đơn vị chủ trì", lambda: _leads(standings), _by_lead),
            Filter(
                "pham-vi",
                "Phạm vi",
                lambda: (("toi", "Của đơn vị tôi"),),
                lambda rows, value: rows.filter(identity__in=mine),
            ),
            Filter("nhip", "Nhịp báo cáo", lambda: Reporting.choices, _by_reporting),
        )


def _by_standing(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(standing=value)


def _by_lead(rows: QuerySet[Task], value: str) -> QuerySet[Task]:
    return rows.filter(lead_words=value)


def _by_reporting(rows: QuerySet[Task], value: str) -> QuerySet[Task]:
    return rows.filter(reporting=value)


def _leads(standings: Sequence[TaskStanding]) -> list[tuple[str, str]]:
    return [(each, each) for each in dict.fromkeys(s.task.lead_words for s in standings)]


def with_standings(version: Version, standings: Sequence[TaskStanding]) -> QuerySet[Task]:
    """The version's tasks with `standing`, its place in the order of urgency, and `progress_words`."""
    rows = version.tasks.select_related("plan_version")
    if not standings:
        return rows.none()
    order = list(Standing)
    by_standing = [
        When(pk__in=[s.task.pk for s in standings if s.standing is each], then=Value(each.value))
        for each in order
    ]
    places = [
        When(pk__in=[s.task.pk for s in standings if s.standing is each], then=Value(place))
        for place, each in enumerate(order)
    ]
    words = [When(pk=s.task.pk, then=Value(s.words)) for s in standings]
    return rows.annotate(
        standing=Case(*by_standing, default=Value(""), output_field=CharField()),
        standing_place=Case(*places, default=Value(len(order))),
        progress_words=Case(*words, default=Value(""), output_field=TextField()),
    )


class LeadsTable(Table[Unit]):
    """The units that lead a task, each with its latest report."""

    key = "don-vi"
    title = "Tiến độ của các đơn vị chủ trì"
    order = "don-vi"
    search = "search"
    search_words = "Tên hoặc mã đơn vị, không cần dấu"
    columns = (
        Column("don-vi", "Đơn vị", lambda unit: unit.name, sort=("name_sort",)),
        Column(
            "tinh-trang",
            "Tình trạng",
            lambda unit: (
                ProgressState(unit.told_state).label if unit.told_state else "Chưa báo cáo"
            ),
            sort=("told_state",),
        ),
        Column(
            "ty-le",
            "Hoàn thành (%)",
            lambda unit: unit.told_percent,
            ("told_percent",),
            kind="number",
        ),
        Column("den-ngay", "Tính đến", lambda unit: unit.told_on, sort=("told_on",), kind="day"),
        Column("ket-qua", "Kết quả, vướng mắc", lambda unit: unit.told_words),
        Column("nguoi", "Người báo cáo", lambda unit: unit.told_by, sort=("told_by",)),
        Column("luc", "Báo cáo lúc", lambda unit: unit.told_at, sort=("told_at",), kind="moment"),
    )
    filters = (
        Filter(
            "tinh-trang",
            "Tình trạng",
            lambda: (("chua", "Chưa báo cáo"), *ProgressState.choices),
            lambda rows, value: (
                rows.filter(told_state=None) if value == "chua" else rows.filter(told_state=value)
            ),
        ),
    )
    empty = Empty("Không có đơn vị nào chủ trì nhiệm vụ này.")
