"""What each role gets from the pages of plans and of what is to be read."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from parindex.apps.access.roles import Role
from parindex.apps.planning.models import Version
from tests.apps.people import World
from tests.apps.planning.making import amending, task_of
from tests.apps.rows import FORBIDDEN, MOVED, OK, UNKNOWN, Row, everybody, only

_DRAFTERS = (Role.COORDINATOR, Role.LEADER, Role.VIEWER)


def _draft(world: World) -> Version:
    with tempfile.TemporaryDirectory() as folder:
        return amending(world, Path(folder))


def _plan(world: World, **more: object) -> dict[str, object]:
    return {"key": _draft(world).plan_id, **more}


def _task(world: World) -> dict[str, object]:
    draft = _draft(world)
    return {"key": draft.plan_id, "task": task_of(draft, "1").identity}


def _drafters(outcome: dict[Role, int]) -> dict[Role, int]:
    """The outcome for who may know that there is a draft; the others do not learn of it."""
    return {**everybody(UNKNOWN), **outcome}


_SEES = _drafters(dict.fromkeys(_DRAFTERS, OK))
_CORRECTS = _drafters({Role.COORDINATOR: OK, Role.LEADER: FORBIDDEN, Role.VIEWER: FORBIDDEN})
_ISSUES = _drafters({Role.COORDINATOR: OK, Role.LEADER: OK, Role.VIEWER: FORBIDDEN})
_NOT_DRAFTING = (UNKNOWN, UNKNOWN, UNKNOWN)
_READERS = (OK, OK, OK)
"""The stock plan gives work to all departments, so the outsider's office is concerned too."""

_Parts = Callable[[World], dict[str, object]]


def _known(route: str, parts: _Parts = _plan, *, is_page: bool = True) -> Row:
    return Row(route, everybody(OK), idle=UNKNOWN, parts=parts, people=_READERS, is_page=is_page)


def _of_draft(
    route: str, roles: dict[Role, int], parts: _Parts = _plan, method: str = "GET"
) -> Row:
    return Row(route, roles, idle=UNKNOWN, method=method, parts=parts, people=_NOT_DRAFTING)


def _moved(roles: dict[Role, int]) -> dict[Role, int]:
    return {role: MOVED if outcome == OK else outcome for role, outcome in roles.items()}


_REPORTERS = only(Role.SPECIALIST, Role.UNIT_HEAD)

ROWS = (
    Row("planning:plans", everybody(OK), idle=FORBIDDEN),
    Row("planning:load", only(Role.COORDINATOR), idle=FORBIDDEN),
    Row("planning:load", only(Role.COORDINATOR), idle=FORBIDDEN, method="POST"),
    _known("planning:plan"),
    _known("planning:history"),
    _known("planning:differences"),
    _known(
        "planning:document", lambda world: _plan(world, version="1", form="docx"), is_page=False
    ),
    _known("planning:original", lambda world: _plan(world, version="1"), is_page=False),
    Row(
        "planning:original",
        _SEES,
        idle=UNKNOWN,
        parts=lambda world: _plan(world, version="du-thao"),
        people=_NOT_DRAFTING,
        is_page=False,
    ),
    _known("planning:task", _task),
    Row(
        "planning:report",
        _REPORTERS,
        idle=UNKNOWN,
        method="POST",
        parts=_task,
        people=(OK, FORBIDDEN, FORBIDDEN),
    ),
    *(
        Row(
            "planning:amend",
            only(Role.COORDINATOR),
            idle=UNKNOWN,
            method=method,
            parts=_plan,
            people=(FORBIDDEN, FORBIDDEN, FORBIDDEN),
        )
        for method in ("GET", "POST")
    ),
    _of_draft("planning:draft", _SEES),
    _of_draft("planning:head", _CORRECTS),
    _of_draft("planning:head", _CORRECTS, method="POST"),
    _of_draft("planning:links", _CORRECTS),
    _of_draft("planning:links", _moved(_CORRECTS), method="POST"),
    _of_draft("planning:add_task", _CORRECTS),
    _of_draft("planning:add_task", _CORRECTS, method="POST"),
    _of_draft("planning:draft_task", _CORRECTS, _task),
    _of_draft("planning:draft_task", _CORRECTS, _task, "POST"),
    _of_draft("planning:remove_task", {**_CORRECTS, Role.COORDINATOR: 409}, _task, "POST"),
    _of_draft("planning:issue", _ISSUES),
    _of_draft("planning:issue", _ISSUES, method="POST"),
    _of_draft("planning:drop", _CORRECTS),
    _of_draft("planning:drop", _CORRECTS, method="POST"),
)
