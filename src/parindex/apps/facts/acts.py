"""Counting facts, done by the worker."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from parindex.apps.facts.rules import COUNTS
from parindex.apps.facts.services import counting
from parindex.apps.jobs.registry import Last, Outcome, act
from parindex.apps.jobs.working import Work
from parindex.apps.organizations.queries import require
from parindex.engine.values.numbers import vietnamese


@dataclass(frozen=True, slots=True)
class CountFacts:
    """The facts of a year; the batch gets the job's key."""

    year: int


@act("facts.count", CountFacts)
def count(order: CountFacts, work: Work) -> Last:
    """Everything is counted; writing it down is the last step."""
    require(work.by, COUNTS)
    write = counting(work.key, order.year, by=work.by, say=work.say)

    def last() -> Outcome:
        batch = write()
        words = f"Đã đo {vietnamese(batch.rows)} dòng số liệu năm {batch.year}."
        return Outcome(words, reverse("facts:batch", args=[batch.pk]))

    return last
