"""The routes of criteria."""

from __future__ import annotations

from parindex.apps.access.roles import Role
from tests.apps.people import World
from tests.apps.rows import FORBIDDEN, OK, Row, everybody, only


def _set(world: World) -> dict[str, object]:
    return {"set_id": world.criteria.set_id, "edition": world.criteria.edition}


PUBLISHERS = only(Role.COORDINATOR, Role.ADMINISTRATOR)

ROWS = (
    Row("criteria:sets", everybody(OK)),
    Row("criteria:publish", PUBLISHERS, idle=FORBIDDEN),
    Row("criteria:publish", PUBLISHERS, idle=FORBIDDEN, method="POST"),
    Row("criteria:set", everybody(OK), parts=_set, people=(OK, OK, OK)),
    Row("criteria:text", everybody(OK), parts=_set, people=(OK, OK, OK), is_page=False),
    *(
        Row(
            "criteria:ask",
            only(Role.COORDINATOR),
            idle=FORBIDDEN,
            method=method,
            parts=_set,
            people=(FORBIDDEN, FORBIDDEN, FORBIDDEN),
        )
        for method in ("GET", "POST")
    ),
    Row(
        "criteria:component",
        everybody(OK),
        parts=lambda world: {**_set(world), "code": "1.5a.tinh"},
        people=(OK, OK, OK),
    ),
)
