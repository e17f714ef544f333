"""Reads: the evidence of places, and where documents serve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from parindex.apps.access.roles import Visitor
from parindex.apps.evidence.kinds import State
from parindex.apps.evidence.models import Document, FileVersion, Use
from parindex.apps.evidence.permits import judges, may_read
from parindex.apps.evidence.places import Act, Asked, Place, may, place_at, places_at

_AT_ONCE = 5000
"""SQLite takes 32,766 values in one question."""


@dataclass(frozen=True, slots=True)
class ShownUse:
    """A use as a page shows it: what the visitor may do about it; `place` None if it is no more."""

    use: Use
    place: Place | None
    may_detach: bool = False
    may_judge: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What a place asks for, and what was attached for it; `asked` None for what stands beside."""

    asked: Asked | None
    uses: tuple[ShownUse, ...]

    @property
    def is_missing(self) -> bool:
        return self.asked is not None and self.asked.mandatory and not self.uses


@dataclass(frozen=True, slots=True)
class Panel:
    """The evidence of a place for its page."""

    place: Place
    groups: tuple[Group, ...]
    may_attach: bool

    @property
    def count(self) -> int:
        return sum(len(group.uses) for group in self.groups)


def uses_at(keys: Collection[str]) -> dict[str, list[Use]]:
    """The uses at each of the places, in the order attached; one question for thousands of them."""
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for some in _in_parts(keys):
        for use in _uses().filter(place__in=some).order_by("attached_at", "pk"):
            found[use.place].append(use)
    return dict(found)


def kinds_at(keys: Collection[str]) -> dict[str, frozenset[str]]:
    """What is attached at each place, by kind ("" for what stands beside), refused uses left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in _in_parts(keys):
        rows = Use.objects.filter(place__in=some).exclude(state=State.REFUSED)
        for place, kind in rows.values_list("place", "kind"):
            found[place].add(kind)
    return {place: frozenset(kinds) for place, kinds in found.items()}


@dataclass(frozen=True, slots=True)
class Amount:
    """How many uses, how many of them with a file, and how many bytes these files have together."""

    uses: int
    files: int
    size: int


def amount_of(uses: QuerySet[Use]) -> Amount:
    """How much evidence these uses are."""
    told = uses.aggregate(uses=Count("pk"), files=Count("file"), size=Sum("file__size", default=0))
    return Amount(**told)


def panel(visitor: Visitor, place: Place) -> Panel | None:
    """The evidence at a place, for a visitor who may read there; None for others."""
    if not may(visitor, Act.READ, place):
        return None
    attaches = may(visitor, Act.ATTACH, place)
    by_kind: defaultdict[str, list[ShownUse]] = defaultdict(list)
    kinds = {asked.kind for asked in place.asked}
    for use in uses_at([place.key]).get(place.key, []):
        shown = ShownUse(use, place, attaches, judges(visitor, use, place))
        by_kind[use.kind if use.kind in kinds else ""].append(shown)
    groups = [Group(asked, tuple(by_kind[asked.kind])) for asked in place.asked]
    if by_kind[""]:
        groups.append(Group(None, tuple(by_kind[""])))
    return Panel(place, tuple(groups), attaches)


def used_in(visitor: Visitor, document: Document) -> list[ShownUse]:
    """Where a document serves, as far as the visitor may read there."""
    uses = list(_uses().filter(document=document).order_by("-attached_at"))
    places = places_at([use.place for use in uses])
    shown = [ShownUse(use, places.get(use.place)) for use in uses]
    return [each for each in shown if each.place and may(visitor, Act.READ, each.place)]


def document_by_key(pk: UUID) -> Document | None:
    return Document.objects.select_related("unit", "registered_by").filter(pk=pk).first()


def file_by_key(pk: UUID) -> FileVersion | None:
    return FileVersion.objects.select_related("document__unit").filter(pk=pk).first()


def use_by_key(pk: UUID) -> Use | None:
    return _uses().filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Pair:
    """A document that may be attached at a place."""

    place: Place
    document: Document

    def known_to(self, visitor: Visitor) -> bool:
        return may(visitor, Act.READ, self.place) and may_read(visitor, self.document)


def pair_of(key: str, document: UUID) -> Pair | None:
    place, found = place_at(key), document_by_key(document)
    return Pair(place, found) if place and found else None


def _in_parts(keys: Collection[str]) -> Iterator[list[str]]:
    """The keys in lists that a question of either database takes."""
    left = iter(keys)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _uses() -> QuerySet[Use]:
    return Use.objects.select_related("document__unit", "file", "attached_by", "judged_by")
