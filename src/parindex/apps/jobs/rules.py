"""Who sees a job: whoever asked for it, and the administrator; what it made only the former fetches, while they may."""

from __future__ import annotations

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.access.rules import Rule
from parindex.apps.jobs.models import Job
from parindex.apps.jobs.registry import act_named


def _asked(visitor: Visitor, job: Job) -> bool:
    return visitor.account == job.by_id


def _fetches(visitor: Visitor, job: Job) -> bool:
    """Whoever asked and may see today what the file holds."""
    act = act_named(job.act)
    if not _asked(visitor, job) or act.may_fetch is None:
        return False
    return act.may_fetch(visitor, act.load(job.order))


ASKED = Rule("người yêu cầu việc này", _asked)
FETCHES = Rule("người yêu cầu việc này và hiện vẫn có quyền với nội dung của tệp", _fetches)
SEES = Rule(
    "người yêu cầu việc này hoặc quản trị hệ thống",
    lambda visitor, job: _asked(visitor, job) or visitor.holds(Role.ADMINISTRATOR),
)
