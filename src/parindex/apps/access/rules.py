"""Rules: who may, said once in words and once as a predicate over a visitor and an object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from parindex.apps.access.roles import Placed, Role, Visitor


@dataclass(frozen=True, slots=True)
class Rule:
    """A predicate with its Vietnamese words, as the page of refusal and the table of routes show it.

    `test` gets the visitor and the object of the page (None on pages without one).
    """

    words: str
    test: Callable[[Visitor, Any], bool]
    admits_unknown: bool = False

    def admits(self, visitor: Visitor, thing: Any = None) -> bool:
        """Whether the visitor may; nobody unknown may unless the rule is for everybody."""
        return (visitor.is_known or self.admits_unknown) and self.test(visitor, thing)

    def __and__(self, other: Rule) -> Rule:
        return Rule(
            f"{self.words}, đồng thời {other.words}",
            lambda visitor, thing: self.test(visitor, thing) and other.test(visitor, thing),
        )

    def __or__(self, other: Rule) -> Rule:
        return Rule(
            f"{self.words} hoặc {other.words}",
            lambda visitor, thing: self.test(visitor, thing) or other.test(visitor, thing),
            self.admits_unknown or other.admits_unknown,
        )


ANYONE = Rule("mọi người", lambda visitor, thing: True, admits_unknown=True)
SIGNED_IN = Rule("người đã đăng nhập", lambda visitor, thing: True)
WITH_ROLE = Rule("người có vai trò còn hiệu lực", lambda visitor, thing: bool(visitor.standings))


def holds(*roles: Role) -> Rule:
    """Whoever holds one of the roles anywhere."""
    return Rule(_names(roles), lambda visitor, thing: visitor.holds(*roles))


def holds_over(*roles: Role, unit: Callable[[Any], Placed] = lambda thing: thing) -> Rule:
    """Whoever holds one of the roles over the unit of the object (`unit` takes it from there)."""
    return Rule(
        f"{_names(roles)} của đơn vị",
        lambda visitor, thing: visitor.holds(*roles, over=unit(thing)),
    )


def _names(roles: tuple[Role, ...]) -> str:
    return ", ".join(str(role.label).lower() for role in roles)


ADMINISTERS = holds(Role.ADMINISTRATOR)
