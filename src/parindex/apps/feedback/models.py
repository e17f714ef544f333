"""What other agencies say of an assessment: calls for opinions, who is invited, what they answered.

All tables are projections of the events on the assessment's chain.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from parindex.apps.assessments.models import Assessment, Item
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.feedback.questions import Question
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.folded import FoldedField, SortKeyField
from parindex.apps.pages.versions import Versioned


class Consultation(models.Model):
    """A call for opinions on components of an assessment, until a day, named or not.

    `questions` are pairs of key and words, as they were asked. `seal` tells whether this site's key is
    the one under which unnamed answers are kept (see `voices`).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="consultations", verbose_name="bản tự đánh giá"
    )
    title = models.CharField("tên", max_length=250)
    note = models.TextField("lời mời", blank=True)
    named = models.BooleanField("nêu tên người góp ý")
    questions: models.JSONField[Any, Any] = models.JSONField("câu hỏi")
    closes = models.DateField("hạn góp ý")
    seal = models.CharField(max_length=64)
    opened_at = models.DateTimeField("mở lúc")
    opened_by_name = models.CharField("người mở", max_length=200)
    closed_at = models.DateTimeField("đóng lúc", null=True)

    class Meta:
        verbose_name = "đợt lấy ý kiến"

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> list[Question]:
        return [Question(key, words) for key, words in self.questions]

    def is_open_on(self, day: date) -> bool:
        """Whether answers are taken that day; never once the assessment is approved."""
        frozen = self.assessment.state == AssessmentState.FROZEN
        return self.closed_at is None and day <= self.closes and not frozen

    @property
    def is_open(self) -> bool:
        return self.is_open_on(timezone.localdate())


class Invitation(models.Model):
    """Who is asked about which items: a unit of the directory, or a partner by its name alone.

    `link` is the number of the partner's link that counts; `items` are keys, in order.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="invitations")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="đơn vị"
    )
    name = models.CharField("cơ quan, tổ chức", max_length=250)
    items = models.JSONField("các mục", default=list)
    link = models.PositiveSmallIntegerField(default=0)
    withdrawn_for = models.TextField("lý do rút", blank=True)
    search = FoldedField(of=("name",))
    name_sort = SortKeyField(of=("name",))

    class Meta:
        verbose_name = "lời mời góp ý"
        indexes = (models.Index("unit", name="invitation_of_unit"),)
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "unit"),
                condition=Q(withdrawn_for="", unit__isnull=False),
                name="unit_invited_once",
            ),
            models.UniqueConstraint(
                fields=("consultation", "name"),
                condition=Q(withdrawn_for="", unit__isnull=True),
                name="partner_invited_once",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.withdrawn_for)


class Opinion(Versioned):
    """The one answer of an invited agency; of an unnamed one nothing here leads to who gave it.

    `used` is the mark of the link that it was given by, empty for an account.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions")
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, related_name="opinion")
    used = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField("góp ý lúc", null=True)

    class Meta:
        verbose_name = "ý kiến"

    def __str__(self) -> str:
        return str(self.pk)


class Reply(models.Model):
    """What an opinion says of one item: question key → choice, and a remark."""

    id = models.UUIDField(primary_key=True, editable=False)
    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="replies")
    item = models.ForeignKey(Item, models.PROTECT, related_name="opinions", verbose_name="mục")
    choices: models.JSONField[Any, Any] = models.JSONField("trả lời", default=dict)
    remark = models.TextField("ý kiến cụ thể", blank=True)
    search = FoldedField(of=("remark",))

    class Meta:
        verbose_name = "ý kiến về mục"

    def __str__(self) -> str:
        return self.remark
