"""Results of earlier years that were imported: history, marked as such, apart from what is computed.

All tables are projections, written by the handlers of events and by nothing else. Points and maxima
are exact fractions as text.
"""

from __future__ import annotations

from fractions import Fraction
from uuid import uuid4

from django.conf import settings
from django.db import models

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.folded import FoldedField, SortKeyField


class PastImport(models.Model):
    """A file that was imported; `criteria` is the set in whose codes it speaks."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    seq = models.PositiveIntegerField("lần nhập")
    source = models.CharField("tên tệp", max_length=255)
    criteria = models.ForeignKey(PublishedSet, models.PROTECT, related_name="+")
    results = models.PositiveIntegerField("số dòng")
    simulated = models.BooleanField("dữ liệu mô phỏng", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField("người nhập", max_length=200)
    at = models.DateTimeField("nhập lúc")
    withdrawn = models.BooleanField("đã thu hồi", default=False)
    withdrawn_at = models.DateTimeField("thu hồi lúc", null=True)
    withdrawn_by_name = models.CharField("người thu hồi", max_length=200, blank=True)
    reason = models.TextField("lý do thu hồi", blank=True)
    source_sort = SortKeyField(of=("source",))
    search = FoldedField(of=("source", "by_name"))

    class Meta:
        verbose_name = "lần nhập kết quả các năm trước"

    def __str__(self) -> str:
        return self.source


class PastResult(models.Model):
    """What a file says of one component of a unit in an earlier year.

    `is_current` holds for the latest import that says anything of it; what that replaced stays, and
    comes back where the later import is taken back. `typed` and `raw` are the answer as the form of
    the component has it, `words` the same for people.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    batch = models.ForeignKey(PastImport, models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField("dòng trong tệp")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="past_results")
    set_id = models.CharField("mã bộ chỉ số", max_length=40)
    code = models.CharField("mã", max_length=40)
    year = models.PositiveSmallIntegerField("năm")
    maximum = models.CharField("điểm tối đa", max_length=100)
    points = models.CharField("điểm", max_length=100)
    points_key = models.BigIntegerField()
    typed = models.JSONField("số liệu", default=dict)
    raw = models.JSONField("câu trả lời", null=True)
    words = models.TextField("số liệu bằng chữ", blank=True)
    explanation = models.TextField("giải trình", blank=True)
    is_current = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "kết quả năm trước"
        constraints = (
            models.UniqueConstraint(
                "unit",
                "set_id",
                "code",
                "year",
                condition=models.Q(is_current=True),
                name="past_result_current_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}, {self.code}, {self.year}"

    @property
    def scored(self) -> Fraction:
        return Fraction(self.points)

    @property
    def most(self) -> Fraction:
        return Fraction(self.maximum)


class PastTotal(models.Model):
    """The current results of a unit in a year added up, as far as they were imported."""

    id = models.UUIDField(primary_key=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="past_totals")
    set_id = models.CharField("mã bộ chỉ số", max_length=40)
    year = models.PositiveSmallIntegerField("năm")
    points = models.CharField("điểm", max_length=100)
    points_key = models.BigIntegerField()
    maximum = models.CharField("điểm tối đa", max_length=100)
    results = models.PositiveSmallIntegerField("số mục")
    simulated = models.BooleanField("có dữ liệu mô phỏng", default=False)

    class Meta:
        verbose_name = "tổng điểm năm trước"
        constraints = (models.UniqueConstraint("unit", "set_id", "year", name="past_total_once"),)

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}: {self.points}"

    @property
    def scored(self) -> Fraction:
        return Fraction(self.points)

    @property
    def most(self) -> Fraction:
        return Fraction(self.maximum)
