"""The routes of jobs."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from parindex.apps.access.roles import Role
from parindex.apps.jobs.models import Job, JobState
from tests.apps.people import World
from tests.apps.rows import OK, UNKNOWN, Row, everybody

KEY = UUID("00000000-0000-4000-8000-000000000023")
NOT_THEIRS = {**dict.fromkeys(Role, UNKNOWN)}


def _job(world: World) -> dict[str, object]:
    """A job that the specialist of the first room asked for, and that failed."""
    by = world.own[Role.SPECIALIST]
    told = {"act": "facts.count", "title": "Đo số liệu năm 2023", "order": {"year": 2023}}
    ended = {"state": JobState.FAILED, "ended_at": timezone.now(), "outcome": "Kho chưa sẵn sàng."}
    Job.objects.get_or_create(
        id=KEY, defaults={**told, **ended, "by": by, "by_name": str(by), "turn": "facts:2023"}
    )
    return {"key": KEY}


def _theirs(outcome: int, administrator: int) -> dict[Role, int]:
    return {**NOT_THEIRS, Role.SPECIALIST: outcome, Role.ADMINISTRATOR: administrator}


ROWS = (
    Row("jobs:jobs", everybody(OK)),
    Row("jobs:job", _theirs(OK, OK), idle=UNKNOWN, parts=_job, people=(OK, UNKNOWN, UNKNOWN)),
    Row(
        "jobs:again",
        _theirs(302, 403),
        idle=UNKNOWN,
        parts=_job,
        method="POST",
        people=(302, UNKNOWN, UNKNOWN),
    ),
    Row(
        "jobs:file",
        # It makes no file that anybody could have; test_jobs fetches one.
        _theirs(403, 403),
        idle=UNKNOWN,
        parts=_job,
        people=(403, UNKNOWN, UNKNOWN),
        is_page=False,
    ),
)
