"""Long work that somebody asked for, done by a worker: how far it is, what came of it.

Ordinary rows, not projections: what the work changes is told by events of its own.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class JobState(models.TextChoices):
    """How far a job has come."""

    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không làm được"


OPEN = (JobState.WAITING, JobState.RUNNING)


class Job(models.Model):
    """One order for an act, from asking to its end.

    `turn` names what only one open job may do at a time ("" for anything). `beat_at` is when its
    `worker` was last heard of. `done` of `total` tell how far the `step` is that began at `step_at`.
    `file` is what it made, kept for some days; `address` is the page of what it changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    act = models.CharField(max_length=100)
    title = models.CharField("việc", max_length=250)
    order = models.JSONField()
    turn = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=JobState, default=JobState.WAITING
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs")
    by_name = models.CharField("người yêu cầu", max_length=200)
    asked_at = models.DateTimeField("yêu cầu lúc", default=timezone.now)
    began_at = models.DateTimeField("bắt đầu lúc", null=True)
    ended_at = models.DateTimeField("xong lúc", null=True)
    step = models.CharField("bước", max_length=250, blank=True)
    step_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=200, blank=True)
    beat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    outcome = models.TextField("kết quả", blank=True)
    address = models.CharField(max_length=500, blank=True)
    file = models.JSONField(null=True)

    class Meta:
        verbose_name = "việc chạy nền"
        constraints = (
            models.UniqueConstraint(
                fields=("turn",),
                condition=Q(state__in=OPEN) & ~Q(turn=""),
                name="job_one_at_a_time",
            ),
        )
        indexes = (models.Index(fields=("state", "asked_at"), name="job_in_turn"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def percent(self) -> int:
        """How much of the step is done."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def left(self) -> timedelta | None:
        """How long the step will go on at the pace so far; None while that cannot be told."""
        if self.state != JobState.RUNNING or not self.done or not self.total or not self.step_at:
            return None
        return (timezone.now() - self.step_at) * (self.total - self.done) / self.done
