"""Listings of a plan's page: tasks counted by lead, and targets beside what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.html import format_html

from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.listing import Listing
from parindex.apps.pages.shown import tag
from parindex.apps.planning.standing import Standing, TaskStanding, summary
from parindex.apps.planning.targets import Targets, TargetShown


@dataclass(frozen=True, slots=True)
class LeadCount:
    """How many tasks a lead has, named as the plan writes it, and how many stand how."""

    name: str
    tasks: int
    done: int
    late: int
    unreported: int
    soon: int

    @classmethod
    def of(cls, name: str, own: Sequence[TaskStanding]) -> LeadCount:
        """The tasks of one lead, counted."""
        counted = summary(own)
        kinds = (Standing.DONE, Standing.LATE, Standing.UNREPORTED, Standing.SOON)
        return cls(name, len(own), *(counted[kind] for kind in kinds))


def leads_of(request: HttpRequest, found: Sequence[TaskStanding]) -> Listing[LeadCount]:
    """The leads, those with most that is late first."""
    names = dict.fromkeys(each.task.lead_words for each in found)
    rows = [
        LeadCount.of(name, [each for each in found if each.task.lead_words == name])
        for name in names
    ]
    rows.sort(key=lambda row: (-row.late, -row.unreported, -row.tasks))
    columns = (
        Column(
            "chu-tri",
            "Chủ trì",
            lambda row: row.name,
            link=lambda row: f"?{urlencode({'chu-tri': row.name})}#nhiem-vu",
        ),
        Column("nhiem-vu", "Nhiệm vụ", lambda row: row.tasks, kind="number"),
        Column("xong", "Hoàn thành", lambda row: row.done, kind="number"),
        Column("qua-han", "Quá hạn", lambda row: row.late, kind="number"),
        Column("cham", "Chậm báo cáo", lambda row: row.unreported, kind="number"),
        Column("sap-den", "Sắp đến hạn", lambda row: row.soon, kind="number"),
    )
    return Listing(request, "theo-don-vi", "Số nhiệm vụ theo đơn vị chủ trì", columns, rows)


def targets_listed(request: HttpRequest, targets: Targets) -> Listing[TargetShown]:
    """The targets in the plan's order."""
    columns = (
        Column(
            "muc",
            "Mục",
            lambda row: row.task.ref,
            link=lambda row: address(
                "planning:task", row.task.plan_version.plan_id, row.task.identity
            ),
        ),
        Column("chi-tieu", "Chỉ tiêu", lambda row: row.target.text),
        Column("ap-dung", "Áp dụng cho", lambda row: row.scope or "chung"),
        Column("yeu-cau", "Yêu cầu", lambda row: row.required),
        Column("dat-duoc", "Đạt được", _told, html=_reached),
    )
    title = "Chỉ tiêu của kế hoạch và số liệu đạt được"
    return Listing(request, "chi-tieu", title, columns, targets.rows)


def _told(row: TargetShown) -> str:
    return f"{row.reached} ({_judged(row)})" if row.reached and row.met is not None else row.reached


def _judged(row: TargetShown) -> str:
    return "đạt" if row.met else "chưa đạt"


def _reached(row: TargetShown) -> str:
    """The figure, whether it is enough, and which component it comes from."""
    figure = row.reached or format_html('<span class="soft">{}</span>', "chưa có số liệu")
    mark = "" if row.met is None else tag(_judged(row), "good" if row.met else "bad")
    source = f"tiêu chí {row.code}{'; ' if row.note else ''}{row.note}" if row.code else ""
    meaning = format_html('<span class="meaning">{}</span>', source) if source else ""
    return format_html("{} {}{}", figure, mark, meaning)
