"""Plans, their versions and tasks, whose they are, and how far they have come.

Every table here is a projection: rows are written by the handlers of events and by nothing else.
"""

from __future__ import annotations

from functools import cached_property
from uuid import uuid4

from django.db import models
from django.db.models import Q

from parindex.apps.organizations.models import Unit
from parindex.apps.pages.folded import FoldedField, SortKeyField
from parindex.apps.pages.versions import Versioned
from parindex.apps.planning.choices import PartyKind, ProgressState, Reporting, VersionState
from parindex.apps.planning.contents import (
    FRAME,
    HEAD,
    SOURCE,
    TASK,
    FrameData,
    HeadData,
    SourceData,
    TaskData,
)


class Plan(models.Model):
    """A plan of an office. Number, title and day are those of its latest version, for lists.

    `issued` is the number of the version in force, 0 before the first.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name="cơ quan")
    issued = models.PositiveIntegerField("phiên bản đang thực hiện", default=0)
    number = models.CharField("số, ký hiệu", max_length=120)
    title = models.TextField("trích yếu")
    dated = models.DateField("ngày ban hành", null=True)
    simulated = models.BooleanField("dữ liệu mô phỏng", default=False)
    created_at = models.DateTimeField("nạp lúc")
    search = FoldedField(of=("number", "title"))
    title_sort = SortKeyField(of=("title",))

    class Meta:
        verbose_name = "kế hoạch"

    def __str__(self) -> str:
        return f"Kế hoạch {self.number}" if self.number else "Kế hoạch chưa có số"


class Version(Versioned):
    """One wording of a plan: a draft that people correct, then issued and frozen."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    state = models.CharField("tình trạng", max_length=10, choices=VersionState)
    head = models.JSONField("phần đầu")
    frame = models.JSONField("phần chung")
    source = models.JSONField("văn bản đã đọc")
    content_hash = models.CharField("mã băm nội dung", max_length=64, blank=True)
    issued_at = models.DateTimeField("ban hành lúc", null=True)
    issued_by = models.CharField("người ban hành", max_length=200, blank=True)
    reason = models.TextField("lý do", blank=True)

    class Meta:
        verbose_name = "phiên bản kế hoạch"
        constraints = (models.UniqueConstraint("plan", "number", name="plan_version_number"),)

    def __str__(self) -> str:
        return f"{self.plan}, phiên bản {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT

    @cached_property
    def heading(self) -> HeadData:
        return HEAD.validate_python(self.head)

    @cached_property
    def read(self) -> SourceData:
        """The file that this version, or the one it was copied from, was read from."""
        return SOURCE.validate_python(self.source)

    @cached_property
    def around(self) -> FrameData:
        return FRAME.validate_python(self.frame)


class Task(Versioned):
    """A task as one version words it; `identity` is the task's own key through all versions."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan_version = models.ForeignKey(Version, models.CASCADE, related_name="tasks")
    identity = models.UUIDField(db_index=True)
    position = models.PositiveIntegerField()
    ref = models.CharField("mục", max_length=40)
    title = models.TextField("nhiệm vụ")
    first = models.DateField("từ ngày", null=True)
    last = models.DateField("thời hạn", null=True)
    reporting = models.CharField("nhịp báo cáo", max_length=12, choices=Reporting)
    lead_words = models.TextField("đơn vị chủ trì")
    content = models.JSONField("nội dung", editable=False)
    search = FoldedField(of=("ref", "title", "lead_words"))
    lead_sort = SortKeyField(of=("lead_words",))

    class Meta:
        verbose_name = "nhiệm vụ"
        constraints = (
            models.UniqueConstraint("plan_version", "identity", name="task_once_in_version"),
        )

    def __str__(self) -> str:
        return f"{self.ref}. {self.title}"

    @cached_property
    def said(self) -> TaskData:
        """All that the version says of the task."""
        return TASK.validate_python(self.content)


class Party(models.Model):
    """A unit, or every unit of a group, that leads or coordinates a task."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    task = models.ForeignKey(Task, models.CASCADE, related_name="parties")
    kind = models.CharField("vai trò", max_length=12, choices=PartyKind)
    written = models.TextField("ghi trong kế hoạch")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    group = models.CharField("nhóm đơn vị", max_length=120, blank=True)

    class Meta:
        verbose_name = "phân công"
        constraints = (
            models.CheckConstraint(
                condition=Q(unit__isnull=False, group="") | (Q(unit=None) & ~Q(group="")),
                name="party_is_unit_or_group",
            ),
        )

    def __str__(self) -> str:
        return self.written


class Link(models.Model):
    """A component of a criteria set that a task answers."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    task = models.ForeignKey(Task, models.CASCADE, related_name="links")
    set_id = models.CharField("bộ chỉ số", max_length=100)
    code = models.CharField("tiêu chí thành phần", max_length=40)

    class Meta:
        verbose_name = "tiêu chí của nhiệm vụ"
        constraints = (models.UniqueConstraint("task", "set_id", "code", name="link_once"),)

    def __str__(self) -> str:
        return f"{self.set_id} {self.code}"


class Concerned(models.Model):
    """A unit that an issued version gives something to do: groups as they stood on its day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="concerned")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "đơn vị liên quan"
        constraints = (models.UniqueConstraint("plan", "unit", name="concerned_once"),)

    def __str__(self) -> str:
        return f"{self.plan}: {self.unit}"


class Progress(models.Model):
    """How far a lead unit says it has come with a task, by its latest report."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="progress")
    identity = models.UUIDField(db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField("tình trạng", max_length=12, choices=ProgressState)
    percent = models.PositiveSmallIntegerField("tỷ lệ hoàn thành")
    words = models.TextField("kết quả")
    on = models.DateField("tính đến ngày")
    reported_at = models.DateTimeField("báo cáo lúc")
    reported_by = models.CharField("người báo cáo", max_length=200)

    class Meta:
        verbose_name = "tiến độ"
        constraints = (
            models.UniqueConstraint("plan", "identity", "unit", name="progress_of_unit"),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.percent} %"


class Report(models.Model):
    """One report of a lead unit on a task, for a period of its reporting rhythm if for one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    progress = models.ForeignKey(Progress, models.PROTECT, related_name="reports")
    state = models.CharField("tình trạng", max_length=12, choices=ProgressState)
    percent = models.PositiveSmallIntegerField("tỷ lệ hoàn thành")
    words = models.TextField("kết quả")
    on = models.DateField("tính đến ngày")
    period_last = models.DateField("kỳ báo cáo đến ngày", null=True)
    reported_at = models.DateTimeField("báo cáo lúc")
    reported_by = models.CharField("người báo cáo", max_length=200)

    class Meta:
        verbose_name = "báo cáo tiến độ"

    def __str__(self) -> str:
        return f"{self.progress.unit} {self.on:%d/%m/%Y}: {self.percent} %"
