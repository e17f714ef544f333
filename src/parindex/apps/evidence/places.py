"""Places that evidence is attached to, as the apps above tell of them.

A place is a key that begins with the prefix of its kind, such as `assessment/<round>/<unit>/<code>`;
an app registers what it knows about its places when it gets ready, and this app knows no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from parindex.apps.access.roles import Visitor
from parindex.apps.evidence.kinds import Holding
from parindex.apps.organizations.models import Unit

FILES_ONLY = frozenset({Holding.FILE})


class Act(Enum):
    """What somebody may do about the evidence of a place."""

    READ = "read"
    ATTACH = "attach"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of evidence that a place asks for, in the words of the criteria set."""

    kind: str
    mandatory: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A place as its app tells of it.

    `title` names it ("1.5 Kế hoạch cải cách hành chính"), `context` says where it stands ("Tự đánh
    giá 2023, Văn phòng"), `address` is its page. `unit` answers for it: whoever reads that unit's
    documents finds those used here. What happens to its evidence is appended to `chain`. `holdings`
    are the ways in which a document may be held here; once it is not `is_open`, nothing is attached,
    renewed or taken away.
    """

    key: str
    title: str
    context: str
    address: str
    unit: Unit
    chain: str
    asked: tuple[Asked, ...] = ()
    holdings: frozenset[Holding] = FILES_ONLY
    is_open: bool = True


class Places(Protocol):
    """What an app knows about its places."""

    def find(self, keys: Collection[str]) -> Mapping[str, Place]:
        """The places of these keys, all asked for at once; keys of no place are left out."""

    def may(self, visitor: Visitor, act: Act, place: Place) -> bool:
        """Whether the visitor may do that there."""


_kinds: dict[str, Places] = {}


def register(prefix: str, places: Places) -> None:
    """Let an app tell of all keys that begin with `prefix/`."""
    _kinds[prefix] = places


def places_at(keys: Collection[str]) -> dict[str, Place]:
    """The places of these keys, one question for each kind; keys of no place are left out."""
    by_prefix: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        by_prefix[_prefix(key)].add(key)
    found: dict[str, Place] = {}
    for prefix, own in by_prefix.items():
        if prefix in _kinds:
            found.update(_kinds[prefix].find(own))
    return found


def place_at(key: str) -> Place | None:
    return places_at([key]).get(key)


def may(visitor: Visitor, act: Act, place: Place) -> bool:
    """Whether the visitor may do that at the place, which must be open for anything to be attached."""
    if act is Act.ATTACH and not place.is_open:
        return False
    return _kinds[_prefix(place.key)].may(visitor, act, place)


def _prefix(key: str) -> str:
    return key.partition("/")[0]
