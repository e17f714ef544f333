"""Reads of earlier years: of a component, of a unit, and what a rule compares with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from parindex.apps.access.roles import Role, Visitor
from parindex.apps.criteria.raw import Raw, read_input, restored
from parindex.apps.organizations.queries import EVERYWHERE
from parindex.apps.pastyears.models import PastImport, PastResult, PastTotal
from parindex.engine.criteria.model import CriteriaSet
from parindex.engine.values.problems import BadInput

PAST = "past-years"
"""The subject of everything that happens to earlier years: one chain."""


def imports() -> QuerySet[PastImport]:
    return PastImport.objects.select_related("criteria").defer("criteria__text")


def import_with(key: UUID) -> PastImport | None:
    return imports().filter(pk=key).first()


def results() -> QuerySet[PastResult]:
    """The results that count, with what a list shows of them."""
    return PastResult.objects.filter(is_current=True).select_related("unit", "batch")


def readable(visitor: Visitor) -> Q:
    """Results of units that the visitor's roles cover, or inside which the visitor works."""
    found = Q(pk__in=())
    for each in visitor.standings:
        if each.path == EVERYWHERE:
            return Q()
        own = Q(unit__path=each.path)
        covered = own if each.role is Role.SPECIALIST else Q(unit__path__startswith=each.path)
        found |= covered | Q(unit__path__in=list(_above(each.path)))
    return found


def _above(path: str) -> Iterator[str]:
    """The paths of the units above one."""
    parts = path.strip("/").split("/")
    for count in range(1, len(parts)):
        yield f"/{'/'.join(parts[:count])}/"


def past_of(unit: str, criteria_set: CriteriaSet, code: str, before: int) -> list[PastResult]:
    """What is known of a component of the unit with that code in the years before, latest first."""
    by_year = past_by_code(unit, criteria_set, [code], Q(year__lt=before)).get(code, {})
    return [by_year[year] for year in sorted(by_year, reverse=True)]


def past_by_code(
    unit: str, criteria_set: CriteriaSet, codes: Collection[str], years: Q
) -> dict[str, dict[int, PastResult]]:
    """Code → year → result, found where the code stood in this set and in those before it.

    Where both this set and an earlier one speak of a year, this one does.
    """
    now: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for code in codes:
        for place in criteria_set.stood_as(code).items():
            now[place].append(code)
    sets, known = {place[0] for place in now}, {place[1] for place in now}
    rows = results().filter(years, unit__code=unit, set_id__in=sets, code__in=known)
    found: dict[str, dict[int, PastResult]] = {}
    for row in rows:
        for code in now.get((row.set_id, row.code), ()):
            by_year = found.setdefault(code, {})
            if row.year not in by_year or row.set_id == criteria_set.id:
                by_year[row.year] = row
    return found


def previous_inputs(unit: str, criteria_set: CriteriaSet, year: int) -> dict[str, Raw]:
    """Code → what was answered the year before, for the rules of the set that compare with it.

    An answer that the set as it is now cannot read is left out.
    """
    codes = criteria_set.looking_back
    if not codes:
        return {}
    past = past_by_code(unit, criteria_set, codes, Q(year=year - 1))
    told = {code: by_year[year - 1].raw for code, by_year in past.items()}
    answers = {code: restored(raw) for code, raw in told.items() if raw is not None}
    return {code: raw for code, raw in answers.items() if reads(criteria_set, code, raw)}


def totals_of(unit: str, criteria_set: CriteriaSet, before: int) -> list[PastTotal]:
    """The totals of the unit in the years before, latest first."""
    sets = [criteria_set.id, *(each.set_id for each in criteria_set.earlier)]
    found = PastTotal.objects.filter(unit__code=unit, set_id__in=sets, year__lt=before)
    return list(found.order_by("-year"))


def reads(criteria_set: CriteriaSet, code: str, raw: Raw) -> bool:
    """Whether the set as it is now can read the answer."""
    try:
        read_input(criteria_set, code, raw)
    except BadInput:
        return False
    return True
