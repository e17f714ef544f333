"""The words that a plan's data are chosen from."""

from __future__ import annotations

from django.db import models

from parindex.engine.plans.model import Rhythm


class PartyKind(models.TextChoices):
    """What a unit does for a task."""

    LEAD = "lead", "Chủ trì"
    COORDINATING = "coordinating", "Phối hợp"


class VersionState(models.TextChoices):
    """A version is worked on, then issued and never changed."""

    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"


class Reporting(models.TextChoices):
    """How often the lead units report on a task."""

    MONTHLY = "monthly", "Hằng tháng"
    QUARTERLY = "quarterly", "Hằng quý"
    HALF_YEARLY = "half_yearly", "6 tháng một lần"
    YEARLY = "yearly", "Hằng năm"
    AT_END = "at_end", "Khi hết hạn"

    @classmethod
    def of(cls, rhythm: Rhythm | None) -> Reporting:
        """The rhythm that the text gives, where it gives one; nothing else is assumed."""
        return _OF_RHYTHM.get(rhythm, cls.AT_END) if rhythm else cls.AT_END


_OF_RHYTHM = {
    Rhythm.MONTHLY: Reporting.MONTHLY,
    Rhythm.QUARTERLY: Reporting.QUARTERLY,
    Rhythm.HALF_YEARLY: Reporting.HALF_YEARLY,
    Rhythm.YEARLY: Reporting.YEARLY,
}


class ProgressState(models.TextChoices):
    """How far a unit says it is."""

    NOT_STARTED = "not_started", "Chưa thực hiện"
    UNDER_WAY = "under_way", "Đang thực hiện"
    BLOCKED = "blocked", "Có vướng mắc"
    DONE = "done", "Đã hoàn thành"
