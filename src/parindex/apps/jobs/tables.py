"""The table of jobs."""

from __future__ import annotations

from django.urls import reverse

from parindex.apps.jobs.models import Job, JobState
from parindex.apps.pages.tables import Column, Empty, Filter, Table


def address_of(job: Job) -> str:
    return reverse("jobs:job", args=[job.pk])


class JobsTable(Table[Job]):
    """Jobs, the latest first."""

    key = "viec"
    title = "Việc chạy nền"
    order = "-luc"
    columns = (
        Column("viec", "Việc", lambda row: row.title, sort=("title",), link=address_of),
        Column(
            "tinh-trang",
            "Tình trạng",
            lambda row: row.get_state_display(),
            sort=("state",),
            template="jobs/state.html",
        ),
        Column("luc", "Yêu cầu lúc", lambda row: row.asked_at, sort=("asked_at",), kind="moment"),
        Column("xong", "Xong lúc", lambda row: row.ended_at, sort=("ended_at",), kind="moment"),
        Column("nguoi", "Người yêu cầu", lambda row: row.by_name, sort=("by_name",)),
    )
    filters = (
        Filter(
            "tinh-trang",
            "Tình trạng",
            lambda: JobState.choices,
            lambda rows, value: rows.filter(state=value),
        ),
    )
    empty = Empty(
        "Chưa có việc nào.",
        "Những việc lâu như mở đợt cho nhiều đơn vị, lập báo cáo, đóng gói minh chứng hiện ở đây.",
    )
