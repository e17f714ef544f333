"""What each role gets from the pages of rounds."""

from __future__ import annotations

from parindex.apps.access.roles import Role
from tests.apps.assessments import kit
from tests.apps.people import World
from tests.apps.rows import FORBIDDEN, MOVED, OK, UNKNOWN, WRONG, Row, everybody, only

_INSIDE = (OK, OK, UNKNOWN)


def _round(world: World) -> dict[str, object]:
    kit.stock(world)
    return {"round_": kit.CODE}


def _assessment(world: World) -> dict[str, object]:
    return {**_round(world), "unit": world.office.code}


def _item(world: World) -> dict[str, object]:
    return {**_assessment(world), "set_id": kit.CODE, "code": "1.1"}


def _run(world: World) -> dict[str, object]:
    kit.stock(world)
    return {"key": kit.RUN}


def _as(status: int, roles: dict[Role, int]) -> dict[Role, int]:
    """The outcome for those who are allowed."""
    return {role: status if found == OK else found for role, found in roles.items()}


def _step(name: str, status: int, *roles: Role, method: str = "POST") -> Row:
    """A step of the whole assessment."""
    return Row(
        f"assessments:{name}",
        _as(status, only(*roles)),
        idle=UNKNOWN,
        method=method,
        parts=_assessment,
        people=(FORBIDDEN, FORBIDDEN, UNKNOWN),
    )


def _verb(name: str, status: int, roles: dict[Role, int], *people: int) -> Row:
    """A verb on an item of the first room, sent empty."""
    own, neighbour = people
    return Row(
        f"assessments:{name}",
        _as(status, roles),
        idle=UNKNOWN,
        method="POST",
        parts=_item,
        people=(own, neighbour, UNKNOWN),
    )


_COORDINATOR = only(Role.COORDINATOR)
_WRITERS = only(Role.SPECIALIST, Role.UNIT_HEAD)
_HEAD = only(Role.UNIT_HEAD)
_RETURNERS = only(Role.UNIT_HEAD, Role.COORDINATOR)

ROWS = (
    Row("assessments:rounds", everybody(OK), idle=FORBIDDEN),
    Row("assessments:open", _COORDINATOR, idle=FORBIDDEN),
    Row("assessments:open", _COORDINATOR, idle=FORBIDDEN, method="POST"),
    Row("assessments:round", everybody(OK), idle=FORBIDDEN, parts=_round, people=(OK, OK, OK)),
    Row(
        "assessments:take_facts",
        _as(MOVED, _COORDINATOR),
        idle=FORBIDDEN,
        method="POST",
        parts=_round,
        people=(FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ),
    Row(
        "assessments:compare",
        only(Role.COORDINATOR, Role.LEADER, Role.APPRAISER, Role.VIEWER),
        idle=FORBIDDEN,
        parts=_round,
        people=(FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ),
    Row(
        "assessments:round_evidence",
        only(Role.COORDINATOR, Role.LEADER, Role.APPRAISER, Role.VIEWER),
        idle=FORBIDDEN,
        parts=_round,
        people=(FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ),
    Row(
        "assessments:round_evidence",
        _as(WRONG, only(Role.COORDINATOR, Role.LEADER, Role.APPRAISER, Role.VIEWER)),
        idle=FORBIDDEN,
        method="POST",
        parts=_round,
        people=(FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ),
    Row(
        "assessments:publish",
        _as(WRONG, _COORDINATOR),
        idle=FORBIDDEN,
        method="POST",
        parts=_round,
        people=(FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ),
    Row("assessments:assessment", everybody(OK), idle=UNKNOWN, parts=_assessment, people=_INSIDE),
    Row(
        "assessments:evidence",
        everybody(MOVED),
        idle=UNKNOWN,
        method="POST",
        parts=_assessment,
        people=tuple(MOVED if each == OK else each for each in _INSIDE),
    ),
    _step("assign", OK, Role.COORDINATOR, method="GET"),
    _step("assign", OK, Role.COORDINATOR),
    _step("check", MOVED, Role.COORDINATOR),
    _step("approve", MOVED, Role.LEADER),
    _step("send_back", WRONG, Role.LEADER),
    _step("reopen", WRONG, Role.LEADER, Role.COORDINATOR),
    Row(
        "assessments:file",
        _as(WRONG, _COORDINATOR),
        idle=UNKNOWN,
        method="POST",
        parts=_run,
        people=(FORBIDDEN, FORBIDDEN, UNKNOWN),
    ),
    Row(
        "assessments:hand_over",
        _as(MOVED, only(Role.LEADER, Role.COORDINATOR)),
        idle=UNKNOWN,
        method="POST",
        parts=_run,
        people=(FORBIDDEN, FORBIDDEN, UNKNOWN),
    ),
    Row(
        "assessments:report",
        everybody(OK),
        idle=UNKNOWN,
        parts=lambda world: {**_run(world), "sha256": kit.PDF_HASH},
        people=_INSIDE,
        is_page=False,
    ),
    Row("assessments:item", everybody(OK), idle=UNKNOWN, parts=_item, people=_INSIDE),
    # 1.1 is not measured, so there is nothing behind it; the story in a browser and test_records look behind others.
    Row(
        "assessments:records",
        everybody(UNKNOWN),
        idle=UNKNOWN,
        parts=_item,
        people=(UNKNOWN, UNKNOWN, UNKNOWN),
    ),
    _verb("write", WRONG, _WRITERS, WRONG, FORBIDDEN),
    _verb("preview", OK, _WRITERS, OK, FORBIDDEN),
    _verb("approve_item", WRONG, _HEAD, FORBIDDEN, FORBIDDEN),
    _verb("return_item", WRONG, _RETURNERS, FORBIDDEN, FORBIDDEN),
    _verb("comment", WRONG, everybody(OK), WRONG, WRONG),
    _verb("contribute", WRONG, everybody(FORBIDDEN), FORBIDDEN, WRONG),
)
