"""What was decided about offers from the year before: a projection, written by handlers alone."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from parindex.apps.assessments.models import Item
from parindex.apps.exchange.kinds import Kind


class Decision(models.Model):
    """An offer that somebody took or declined; `source` names what was offered."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="carried")
    kind = models.CharField("loại", max_length=20, choices=Kind)
    source = models.CharField("nguồn", max_length=60)
    taken = models.BooleanField("đã nhận")
    by_name = models.CharField("người quyết định", max_length=200)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "quyết định về nội dung năm trước"
        constraints = (
            models.UniqueConstraint("item", "kind", "source", name="carried_decided_once"),
        )

    def __str__(self) -> str:
        return f"{self.item}: {self.get_kind_display()}"
