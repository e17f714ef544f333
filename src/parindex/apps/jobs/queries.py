"""Reads of jobs."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.jobs.models import Job


def job_with(key: UUID) -> Job | None:
    return Job.objects.select_related("by").filter(pk=key).first()


def jobs_of(visitor: Visitor) -> QuerySet[Job]:
    """What the visitor asked for; the administrator sees what everybody did."""
    jobs = Job.objects.all()
    return jobs if visitor.holds(Role.ADMINISTRATOR) else jobs.filter(by=visitor.account)
