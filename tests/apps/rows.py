"""A row of the table of routes: what visitors get from one address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from parindex.apps.access.roles import Role
from tests.apps.people import World

OK, MOVED, REFUSED, FORBIDDEN, UNKNOWN, WRONG = 200, 302, 400, 403, 404, 422


@dataclass(frozen=True)
class Row:
    """What visitors get from a route.

    `parts` fills the address for the stock world. `roles` holds the outcome of a GET (or of the
    `method`, sent empty) for each role of the own unit, `anonymous` for nobody known, and `idle` for
    an account without role. On a route with an object, `people` holds the outcome for the three stock
    people: own unit, other unit, outsider (all specialists).
    """

    route: str
    roles: dict[Role, int]
    anonymous: int = MOVED
    idle: int = OK
    method: str = "GET"
    parts: Callable[[World], dict[str, object]] = field(default=lambda world: {})
    people: tuple[int, int, int] | None = None
    is_page: bool = True
    """Whether a GET answers a page, which the tests in a browser look at, or something else."""


def everybody(status: int, *others: tuple[Role, int]) -> dict[Role, int]:
    """The same outcome for every role but those named."""
    return {**dict.fromkeys(Role, status), **dict(others)}


def only(*roles: Role) -> dict[Role, int]:
    """Allowed for these roles, forbidden for the others."""
    return {role: OK if role in roles else FORBIDDEN for role in Role}


ADMINISTRATOR_ONLY = only(Role.ADMINISTRATOR)

HIDDEN = {**dict.fromkeys(Role, UNKNOWN), Role.ADMINISTRATOR: OK}
"""Only the administrator may know that there is such a thing."""
