"""What units are asked to read and understand (quán triệt), and which have confirmed it.

Every table here is a projection: rows are written by the handlers of events and by nothing else.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from parindex.apps.organizations.models import Unit
from parindex.apps.pages.folded import FoldedField, SortKeyField


class Notice(models.Model):
    """A document that units are asked to confirm; `thing` names it from one wording to the next.

    A later notice on the same thing takes this one's place (`is_current`): what is no longer in force
    asks nobody any more, and its confirmations stay. `address` is the page where it is read.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thing = models.CharField(max_length=200, db_index=True)
    title = models.TextField("văn bản")
    address = models.CharField(max_length=300)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị yêu cầu")
    asked_at = models.DateTimeField("yêu cầu lúc")
    asked_by = models.CharField("người yêu cầu", max_length=200)
    due = models.DateField("xác nhận trước hết ngày", null=True)
    is_current = models.BooleanField("còn hiệu lực", default=True)
    search = FoldedField(of=("title",))
    title_sort = SortKeyField(of=("title",))

    class Meta:
        verbose_name = "yêu cầu quán triệt"

    def __str__(self) -> str:
        return self.title


class Confirmation(models.Model):
    """One unit's answer to a notice: empty until its head confirms."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="confirmations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    confirmed_by = models.CharField("người xác nhận", max_length=200, blank=True)

    class Meta:
        verbose_name = "xác nhận quán triệt"
        constraints = (models.UniqueConstraint("notice", "unit", name="confirmation_of_unit"),)

    def __str__(self) -> str:
        return f"{self.unit}: {self.notice}"
