"""What each role gets from the pages of the declaration as a workbook."""

from __future__ import annotations

from parindex.apps.access.roles import Role
from tests.apps.assessments import kit
from tests.apps.people import World
from tests.apps.rows import FORBIDDEN, MOVED, OK, UNKNOWN, WRONG, Row, everybody, only

_INSIDE = (OK, OK, UNKNOWN)
_WRITERS = only(Role.SPECIALIST, Role.UNIT_HEAD)


def _assessment(world: World) -> dict[str, object]:
    kit.stock(world)
    return {"round_": kit.CODE, "unit": world.office.code}


def _item(world: World) -> dict[str, object]:
    return {**_assessment(world), "set_id": kit.CODE, "code": "1.1"}


def _verb(name: str) -> Row:
    """A verb on an offer for an item of the first room, sent empty."""
    return Row(
        f"exchange:{name}",
        {role: WRONG if status == OK else FORBIDDEN for role, status in _WRITERS.items()},
        idle=UNKNOWN,
        method="POST",
        parts=_item,
        people=(WRONG, FORBIDDEN, UNKNOWN),
    )


ROWS = (
    Row(
        "exchange:take_out",
        everybody(OK),
        idle=UNKNOWN,
        parts=_assessment,
        people=_INSIDE,
        is_page=False,
    ),
    Row("exchange:bring_back", _WRITERS, idle=UNKNOWN, parts=_assessment, people=_INSIDE),
    Row(
        "exchange:bring_back",
        _WRITERS,
        idle=UNKNOWN,
        method="POST",
        parts=_assessment,
        people=_INSIDE,
    ),
    Row(
        "exchange:confirm",
        {role: MOVED if status == OK else FORBIDDEN for role, status in _WRITERS.items()},
        idle=UNKNOWN,
        method="POST",
        parts=_assessment,
        people=(MOVED, MOVED, UNKNOWN),
    ),
    Row("exchange:offers", _WRITERS, idle=UNKNOWN, parts=_assessment, people=_INSIDE),
    _verb("take"),
    _verb("decline"),
    _verb("reopen"),
)
