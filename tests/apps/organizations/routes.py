"""The routes of organizations."""

from __future__ import annotations

from collections.abc import Callable

from parindex.apps.access.roles import Role
from tests.apps.people import World
from tests.apps.rows import (
    ADMINISTRATOR_ONLY,
    FORBIDDEN,
    HIDDEN,
    MOVED,
    OK,
    UNKNOWN,
    Row,
    everybody,
)


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


_UNITS = (
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


def _person(world: World) -> dict[str, object]:
    return {"username": world.neighbour.username}


def _membership(world: World) -> dict[str, object]:
    return {"key": world.neighbour.memberships.get().pk}


def _deputy(world: World) -> dict[str, object]:
    return {"key": world.neighbour.memberships.get().deputies.get().pk}


def _on_person(
    name: str, method: str, parts: Callable[[World], dict[str, object]], done: int = OK
) -> Row:
    return Row(
        f"people:{name}",
        {**HIDDEN, Role.ADMINISTRATOR: done},
        idle=UNKNOWN,
        method=method,
        parts=parts,
        people=(UNKNOWN, UNKNOWN, UNKNOWN),
    )


_PEOPLE = (
    Row("people:people", ADMINISTRATOR_ONLY, idle=FORBIDDEN),
    Row("people:suggestions", everybody(OK), idle=FORBIDDEN, is_page=False),
    *(
        Row(f"people:{name}", ADMINISTRATOR_ONLY, idle=FORBIDDEN, method=method)
        for name, method in (("new", "GET"), ("new", "POST"), ("second_factor", "GET"))
    ),
    Row(
        "people:second_factor",
        {**ADMINISTRATOR_ONLY, Role.ADMINISTRATOR: MOVED},
        idle=FORBIDDEN,
        method="POST",
    ),
    _on_person("person", "GET", _person),
    *(
        _on_person(name, method, _person)
        for name in ("edit", "lock", "remove_second_factor", "grant", "handover")
        for method in ("GET", "POST")
    ),
    _on_person("reset", "GET", _person),
    _on_person("reset", "POST", _person),
    _on_person("sign_out", "GET", _person),
    _on_person("sign_out", "POST", _person, MOVED),
    *(
        _on_person(name, method, parts)
        for name, parts in (
            ("end_membership", _membership),
            ("name_deputy", _membership),
            ("recall_deputy", _deputy),
        )
        for method in ("GET", "POST")
    ),
)

ROWS = (*_UNITS, *_PEOPLE)
