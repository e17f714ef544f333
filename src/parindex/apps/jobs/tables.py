"""The table of jobs."""

from __future__ import annotations

from parindex.apps.jobs.models import Job, JobState
from parindex.apps.pages.addresses import address
from parindex.apps.pages.columns import Column
from parindex.apps.pages.tables import Empty, Filter, Table

_TONES = {JobState.DONE.value: "good", JobState.FAILED.value: "bad", JobState.RUNNING.value: "warn"}


def address_of(job: Job) -> str:
    return address("jobs:job", job.pk)


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
            tone=lambda row: _TONES.get(row.state, ""),
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
