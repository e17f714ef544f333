"""What was asked of a unit that has ended is answered by those that follow it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parindex.apps.access.roles import Role, Standing, Visitor
from parindex.apps.organizations.models import Unit


def paths_acted_for(visitor: Visitor, *roles: Role) -> frozenset[str]:
    """The branches in which one of the roles is held, and those of ended units that these follow."""
    return with_predecessors(visitor.paths(*roles), visitor.day)


def standings_acted_for(visitor: Visitor) -> list[Standing]:
    """What the visitor holds, the ended units that theirs follow among it."""
    own = list(visitor.standings)
    paths = frozenset(each.path for each in own)
    inherited = with_predecessors(paths, visitor.day) - paths
    return own + [Standing(Role.VIEWER, None, path) for path in inherited]


def with_predecessors(paths: Iterable[str], day: date) -> frozenset[str]:
    """The paths, and those of units ended before the day whose successors stand at them.

    One query for each step back, so usually one.
    """
    found = frozenset(paths)
    last = found
    while last:
        ended = Unit.objects.filter(followed_by__successor__path__in=last, valid_to__lt=day)
        last = frozenset(ended.values_list("path", flat=True)) - found
        found |= last
    return found
