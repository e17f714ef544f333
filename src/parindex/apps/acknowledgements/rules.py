"""Who asks, who confirms, who sees the answers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from parindex.apps.access.roles import Placed, Role, Standing, Visitor
from parindex.apps.access.rules import Rule
from parindex.apps.acknowledgements.inheriting import paths_acted_for, standings_acted_for
from parindex.apps.acknowledgements.models import Confirmation, Notice

HEADS = (Role.UNIT_HEAD, Role.LEADER)
_OVERSEE = (Role.COORDINATOR, Role.LEADER)
_SEE_ALL = (Role.APPRAISER, Role.ADMINISTRATOR, Role.VIEWER)


def heads(visitor: Visitor, unit: Placed) -> bool:
    """Whether the visitor heads this very unit, or one that follows it since it ended.

    Who heads a larger one does not answer for it.
    """
    return unit.path in paths_acted_for(visitor, *HEADS)


def sees_all(visitor: Visitor, notice: Notice) -> bool:
    """Whether the visitor sees every unit's answer, not only those of the own branch."""
    return visitor.holds(*_SEE_ALL) or visitor.holds(*_OVERSEE, over=notice.owner)


def in_reach(standings: Iterable[Standing], path: str = "path") -> Q:
    """Units (their `path` found by that field) above, below or at those of the standings."""
    reach = Q(pk__in=())
    for standing in standings:
        reach |= Q(**{f"{path}__startswith": standing.path})
        reach |= Q(**{f"{path}__in": branch(standing.path)})
    return reach


def branch(path: str) -> list[str]:
    """The paths of all units above the one at `path`, and its own."""
    parts = path.strip("/").split("/")
    return [f"/{'/'.join(parts[: place + 1])}/" for place in range(len(parts))]


def _may_know(visitor: Visitor, notice: Notice) -> bool:
    if sees_all(visitor, notice):
        return True
    reach = in_reach(standings_acted_for(visitor), "unit__path")
    return notice.confirmations.filter(reach).exists()


def _heads_unit(visitor: Visitor, confirmation: Confirmation) -> bool:
    return heads(visitor, confirmation.unit)


CONCERNED = Rule("người của các đơn vị được yêu cầu quán triệt", _may_know)
KNOWS_ANSWER = Rule(
    "người của các đơn vị được yêu cầu quán triệt",
    lambda visitor, confirmation: _may_know(visitor, confirmation.notice),
)
HEADS_UNIT = Rule("lãnh đạo của chính đơn vị được yêu cầu quán triệt", _heads_unit)
