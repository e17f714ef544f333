"""Who sees a job: whoever asked for it, and the administrator; what it made only the former fetches."""

from __future__ import annotations

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.access.rules import Rule
from parindex.apps.jobs.models import Job


def _asked(visitor: Visitor, job: Job) -> bool:
    return visitor.account == job.by_id


ASKED = Rule("người yêu cầu việc này", _asked)
SEES = Rule(
    "người yêu cầu việc này hoặc quản trị hệ thống",
    lambda visitor, job: _asked(visitor, job) or visitor.holds(Role.ADMINISTRATOR),
)
