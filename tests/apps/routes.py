"""The table of routes: what each role gets from each address, by method.

A row gives the outcome for everybody in `Expected`; what an app adds stands in its own table, which
`ALL` joins. `test_routes` fails for a route without a row and for a row without a route.
"""

from __future__ import annotations

from parindex.apps.access.roles import Role
from tests.apps.evidence.routes import EVIDENCE
from tests.apps.people import World
from tests.apps.rows import FORBIDDEN, MOVED, OK, REFUSED, UNKNOWN, WRONG, Row, everybody, only

__all__ = ["ALL", "FORBIDDEN", "MOVED", "OK", "REFUSED", "UNKNOWN", "WRONG", "Row"]

SITE = (
    Row("home", everybody(OK)),
    Row("ready", everybody(OK), anonymous=OK, is_page=False),
    Row("account_login", everybody(MOVED), anonymous=OK, idle=MOVED),
    Row("account_login", everybody(MOVED), anonymous=OK, idle=MOVED, method="POST"),
    Row("account_logout", everybody(OK)),
    Row("account_logout", everybody(MOVED), idle=MOVED, method="POST"),
)

ADMINISTRATOR_ONLY = only(Role.ADMINISTRATOR)


def _room(world: World) -> dict[str, object]:
    return {"code": world.room.code}


def _unit_verb(name: str, method: str) -> Row:
    refused = (FORBIDDEN, FORBIDDEN, FORBIDDEN)
    return Row(
        f"organizations:{name}",
        ADMINISTRATOR_ONLY,
        idle=FORBIDDEN,
        method=method,
        parts=_room,
        people=refused,
    )


ORGANIZATIONS = (
    Row("organizations:units", everybody(OK)),
    Row("organizations:tree", everybody(OK)),
    Row("organizations:suggestions", everybody(OK), is_page=False),
    Row("organizations:new", ADMINISTRATOR_ONLY, idle=FORBIDDEN),
    Row("organizations:new", ADMINISTRATOR_ONLY, idle=FORBIDDEN, method="POST"),
    Row("organizations:import", ADMINISTRATOR_ONLY, idle=FORBIDDEN),
    Row("organizations:import", ADMINISTRATOR_ONLY, idle=FORBIDDEN, method="POST"),
    Row(
        "organizations:import_confirm",
        {**ADMINISTRATOR_ONLY, Role.ADMINISTRATOR: MOVED},
        idle=FORBIDDEN,
        method="POST",
    ),
    Row("organizations:unit", everybody(OK), parts=_room, people=(OK, OK, OK)),
    *(
        _unit_verb(name, method)
        for name in ("edit", "merge", "split", "end")
        for method in ("GET", "POST")
    ),
)


def _set(world: World) -> dict[str, object]:
    return {"set_id": world.criteria.set_id, "edition": world.criteria.edition}


PUBLISHERS = only(Role.COORDINATOR, Role.ADMINISTRATOR)

CRITERIA = (
    Row("criteria:sets", everybody(OK)),
    Row("criteria:publish", PUBLISHERS, idle=FORBIDDEN),
    Row("criteria:publish", PUBLISHERS, idle=FORBIDDEN, method="POST"),
    Row("criteria:set", everybody(OK), parts=_set, people=(OK, OK, OK)),
    Row("criteria:text", everybody(OK), parts=_set, people=(OK, OK, OK), is_page=False),
    Row(
        "criteria:component",
        everybody(OK),
        parts=lambda world: {**_set(world), "code": "1.5a.tinh"},
        people=(OK, OK, OK),
    ),
)


def _batch(world: World) -> dict[str, object]:
    return {"key": world.batch.pk}


FACTS = (
    Row("facts:facts", everybody(OK), idle=FORBIDDEN),
    Row("facts:count", PUBLISHERS, idle=FORBIDDEN),
    Row("facts:count", PUBLISHERS, idle=FORBIDDEN, method="POST"),
    Row("facts:batch", everybody(OK), idle=FORBIDDEN, parts=_batch, people=(OK, OK, OK)),
)

ALL: tuple[Row, ...] = (*SITE, *ORGANIZATIONS, *CRITERIA, *EVIDENCE, *FACTS)
