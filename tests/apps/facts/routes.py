"""The routes of facts."""

from __future__ import annotations

from parindex.apps.access.roles import Role
from tests.apps.people import World
from tests.apps.rows import FORBIDDEN, OK, Row, everybody, only

COUNTERS = only(Role.COORDINATOR, Role.ADMINISTRATOR)


def _batch(world: World) -> dict[str, object]:
    return {"key": world.batch.pk}


ROWS = (
    Row("facts:facts", everybody(OK), idle=FORBIDDEN),
    Row("facts:count", COUNTERS, idle=FORBIDDEN),
    Row("facts:count", COUNTERS, idle=FORBIDDEN, method="POST"),
    Row("facts:batch", everybody(OK), idle=FORBIDDEN, parts=_batch, people=(OK, OK, OK)),
)
