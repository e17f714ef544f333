"""Who may read and change documents: roles over their unit, and readers of the places they serve."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.access.rules import Rule
from parindex.apps.evidence.models import Document, FileVersion, Use
from parindex.apps.evidence.places import Act, Place, may, place_at, places_at
from parindex.apps.organizations.models import Unit
from parindex.apps.organizations.queries import EVERYWHERE

EDITORS = (Role.SPECIALIST, Role.UNIT_HEAD, Role.COORDINATOR)
"""Roles that register documents of their units and keep them."""


def may_read(visitor: Visitor, document: Document) -> bool:
    """Whoever holds a role over the document's unit, or reads a place where it serves."""
    if visitor.holds(*Role, over=document.unit):
        return True
    keys = document.uses.values_list("place", flat=True)
    return any(may(visitor, Act.READ, place) for place in places_at(keys).values())


def readable(visitor: Visitor) -> QuerySet[Document]:
    """The documents that the visitor finds: of the units under their roles, and used there.

    One that was withdrawn is found no more; its page stays for those who know it.
    """
    kept = Document.objects.filter(withdrawn=False)
    if any(each.path == EVERYWHERE for each in visitor.standings):
        return kept
    units = Unit.objects.filter(_covered(visitor)).values("pk")
    used = Use.objects.filter(unit__in=units).values("document")
    return kept.filter(Q(unit__in=units) | Q(pk__in=used))


def _covered(visitor: Visitor) -> Q:
    """Units that one of the visitor's roles covers."""
    found = Q(pk__in=())
    for standing in visitor.standings:
        lookup = "path" if standing.role is Role.SPECIALIST else "path__startswith"
        found |= Q(**{lookup: standing.path})
    return found


def _may_at(act: Act) -> Rule:
    words = {
        Act.READ: "người xem được nơi dùng minh chứng",
        Act.ATTACH: "người được gắn minh chứng tại nơi này, khi nơi này còn mở",
        Act.JUDGE: "người xem xét minh chứng của nơi này",
    }
    return Rule(words[act], lambda visitor, place: may(visitor, act, place))


REGISTERS = Rule(
    "chuyên viên, lãnh đạo đơn vị hoặc phòng điều phối",
    lambda visitor, thing: visitor.holds(*EDITORS),
)
READS = Rule(
    "người có vai trò đối với đơn vị quản lý văn bản, hoặc xem được nơi dùng",
    may_read,
)
EDITS = Rule(
    "chuyên viên, lãnh đạo đơn vị hoặc phòng điều phối của đơn vị quản lý văn bản",
    lambda visitor, document: visitor.holds(*EDITORS, over=document.unit),
)
READS_PLACE = _may_at(Act.READ)
ATTACHES = _may_at(Act.ATTACH)


def of_place(rule: Rule) -> Rule:
    """The same rule for a use, about its place."""

    def test(visitor: Visitor, use: Use) -> bool:
        place = place_at(use.place)
        return place is not None and rule.test(visitor, place)

    return Rule(rule.words, test)


def of_document(rule: Rule) -> Rule:
    """The same rule for a file, about its document."""

    def test(visitor: Visitor, file: FileVersion) -> bool:
        return rule.test(visitor, file.document)

    return Rule(rule.words, test)


def judges(visitor: Visitor, use: Use, place: Place) -> bool:
    """Whether the visitor decides about the use: never about what they attached themselves."""
    return may(visitor, Act.JUDGE, place) and visitor.account != use.attached_by_id


USE_KNOWN = of_place(READS_PLACE)
USE_DETACHED = of_place(ATTACHES)
USE_JUDGED = of_place(_may_at(Act.JUDGE))
