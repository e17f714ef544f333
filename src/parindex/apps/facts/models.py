"""Facts as pages read them: counted once from the store of records, then only looked up.

Ordinary rows, not projections: they follow from the records alone and can be counted again.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.db import models

from parindex.engine.values.facts import Fact, Level, StoodIn
from parindex.engine.values.periods import Period


class FactBatch(models.Model):
    """All facts of a year, counted from one version of the store; written whole, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    year = models.PositiveSmallIntegerField("năm")
    lake = models.CharField("phiên bản kho", max_length=64, blank=True)
    simulated = models.BooleanField("dữ liệu mô phỏng", default=False)
    rows = models.PositiveIntegerField("số dòng", default=0)
    began_at = models.DateTimeField("bắt đầu lúc")
    ended_at = models.DateTimeField("xong lúc")
    by = models.CharField("người yêu cầu", max_length=200)

    class Meta:
        verbose_name = "lần đo"

    def __str__(self) -> str:
        return f"Số liệu năm {self.year}, lập ngày {self.began_at:%d/%m/%Y}"


class FactRow(models.Model):
    """One fact of a batch; `unit` is empty where it covers all units."""

    batch = models.ForeignKey(FactBatch, models.CASCADE, related_name="facts")
    measure = models.CharField(max_length=100)
    level = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=50, blank=True)
    first = models.DateField()
    last = models.DateField()
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    missing = models.BigIntegerField()
    lake = models.CharField(max_length=64)
    reference = models.TextField()
    simulated = models.BooleanField()
    gap = models.TextField(blank=True)
    stood_in = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index("batch", "unit", "measure", name="fact_of_unit"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.level} {self.unit}"

    @classmethod
    def of(cls, batch: FactBatch, fact: Fact) -> FactRow:
        """The row that keeps a fact."""
        return cls(
            batch=batch,
            measure=fact.measure,
            level=fact.level.value if fact.level else "",
            unit=fact.unit or "",
            first=fact.period.first,
            last=fact.period.last,
            numerator=fact.numerator,
            denominator=fact.denominator,
            missing=fact.missing,
            lake=fact.lake,
            reference=fact.reference,
            simulated=fact.simulated,
            gap=fact.gap,
            stood_in=[_told(each) for each in fact.stood_in],
        )

    def fact(self) -> Fact:
        """The fact again, as the engine gave it."""
        return Fact(
            measure=self.measure,
            level=Level(self.level) if self.level else None,
            unit=self.unit or None,
            period=Period(self.first, self.last),
            numerator=self.numerator,
            denominator=self.denominator,
            missing=self.missing,
            lake=self.lake,
            reference=self.reference,
            simulated=self.simulated,
            gap=self.gap,
            stood_in=tuple(_stood_in(each) for each in self.stood_in),
        )


def _told(each: StoodIn) -> list[str]:
    return [each.unit, each.period.first.isoformat(), each.period.last.isoformat()]


def _stood_in(told: list[Any]) -> StoodIn:
    unit, first, last = told
    return StoodIn(unit, Period(date.fromisoformat(first), date.fromisoformat(last)))
