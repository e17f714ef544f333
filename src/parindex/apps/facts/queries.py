"""Reads of facts; no page counts records itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from parindex.apps.facts.models import FactBatch, FactRow
from parindex.engine.values.facts import Fact


def batches() -> QuerySet[FactBatch]:
    """Every batch, the latest first."""
    return FactBatch.objects.order_by("-began_at")


def batch_with(key: UUID) -> FactBatch | None:
    return FactBatch.objects.filter(pk=key).first()


def latest_batch(year: int) -> FactBatch | None:
    """The latest batch of a year; None where nothing was counted yet."""
    return batches().filter(year=year).first()


def facts_of(
    batch: FactBatch | UUID, measures: Iterable[str], units: Sequence[str] = ("",)
) -> list[Fact]:
    """The facts of the measures about the units ("" stands for all units together), in their order."""
    key = batch if isinstance(batch, UUID) else batch.pk
    rows = FactRow.objects.filter(batch=key, unit__in=units, measure__in=list(measures))
    return [row.fact() for row in rows.order_by("pk")]
