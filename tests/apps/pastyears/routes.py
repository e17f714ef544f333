"""What each role gets from the pages of earlier years."""

from __future__ import annotations

from parindex.apps.access.roles import Role
from parindex.apps.criteria.queries import set_of
from parindex.apps.events.queries import length
from parindex.apps.pastyears.models import PastImport
from parindex.apps.pastyears.planning import plan_import
from parindex.apps.pastyears.queries import PAST
from parindex.apps.pastyears.rows import PastRow
from parindex.apps.pastyears.services import import_past
from tests.apps.people import World
from tests.apps.rows import FORBIDDEN, MOVED, OK, WRONG, Row, everybody, only

_IMPORTERS = only(Role.ADMINISTRATOR, Role.COORDINATOR)
_NO = (FORBIDDEN, FORBIDDEN, FORBIDDEN)


def _import(world: World) -> dict[str, object]:
    """An import of the stock office, by the system."""
    found = PastImport.objects.first()
    if found is None:
        row = PastRow(4, world.office.code, 2022, "1.1", "1/2", "1/2")
        plan = plan_import([row], set_of(world.criteria), None)
        found = import_past(plan, world.criteria, "cu.xlsx", length(PAST), by="kiểm thử")
    return {"key": found.pk}


def _as(status: int, roles: dict[Role, int]) -> dict[Role, int]:
    return {role: status if found == OK else found for role, found in roles.items()}


ROWS = (
    Row("pastyears:results", everybody(OK), idle=FORBIDDEN),
    Row("pastyears:choose", _IMPORTERS, idle=FORBIDDEN),
    Row("pastyears:choose", _IMPORTERS, idle=FORBIDDEN, method="POST"),
    Row("pastyears:sample", _as(WRONG, _IMPORTERS), idle=FORBIDDEN, is_page=False),
    Row("pastyears:confirm", _as(MOVED, _IMPORTERS), idle=FORBIDDEN, method="POST"),
    Row("pastyears:imports", _IMPORTERS, idle=FORBIDDEN),
    Row("pastyears:import", _IMPORTERS, idle=FORBIDDEN, parts=_import, people=_NO),
    Row(
        "pastyears:withdraw",
        _as(WRONG, only(Role.ADMINISTRATOR)),
        idle=FORBIDDEN,
        method="POST",
        parts=_import,
        people=_NO,
    ),
)
