"""What each role gets from the pages of what is to be read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from parindex.apps.access.roles import Role
from parindex.apps.acknowledgements.models import Confirmation, Notice
from tests.apps.people import World
from tests.apps.planning.making import amending
from tests.apps.rows import FORBIDDEN, MOVED, OK, UNKNOWN, Row, everybody


def _ask(world: World) -> None:
    """A plan was issued, so its units are asked."""
    with tempfile.TemporaryDirectory() as folder:
        amending(world, Path(folder))


def _notice(world: World) -> dict[str, object]:
    _ask(world)
    return {"key": Notice.objects.get().pk}


def _answer(world: World) -> dict[str, object]:
    _ask(world)
    return {"key": Confirmation.objects.get(unit=world.room).pk}


ROWS = (
    Row("acknowledgements:notices", everybody(OK), idle=FORBIDDEN),
    Row(
        "acknowledgements:notice",
        everybody(OK),
        idle=UNKNOWN,
        parts=_notice,
        people=(OK, OK, OK),
    ),
    Row(
        "acknowledgements:confirm",
        {**everybody(FORBIDDEN), Role.UNIT_HEAD: MOVED},
        idle=UNKNOWN,
        method="POST",
        parts=_answer,
        people=(FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ),
)
