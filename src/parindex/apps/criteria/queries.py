"""Reads of published sets; the parsed set is kept in memory by its content hash."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Q, QuerySet

from parindex.apps.criteria.models import PublishedSet
from parindex.engine.criteria.loader import build_set
from parindex.engine.criteria.model import Component, CriteriaSet
from parindex.engine.reading.yaml import parse_yaml

_KEPT = 64
"""Parsed sets kept in a process; a province works with a handful."""


def published_sets() -> QuerySet[PublishedSet]:
    """All published sets, without their texts."""
    return PublishedSet.objects.defer("text")


def published_set(set_id: str, edition: str) -> PublishedSet | None:
    return published_sets().filter(set_id=set_id, edition=edition).first()


def published_component(
    set_id: str, edition: str, code: str
) -> tuple[PublishedSet, Component] | None:
    """A component with the published set it stands in."""
    published = published_set(set_id, edition)
    component = set_of(published).by_code.get(code) if published else None
    return (published, component) if published and component else None


def valid_in(year: int) -> QuerySet[PublishedSet]:
    """The sets that may judge a year, the latest published first."""
    ends = Q(last_year=None) | Q(last_year__gte=year)
    return published_sets().filter(ends, first_year__lte=year).order_by("-published_at")


def linked_set(set_id: str, year: int) -> PublishedSet | None:
    """The latest published set of that id valid in the year: what a link to it means from then on."""
    return valid_in(year).filter(set_id=set_id).first()


def set_of(published: PublishedSet) -> CriteriaSet:
    """The set itself."""
    return _parsed(published.content_hash)


@lru_cache(maxsize=_KEPT)
def _parsed(content_hash: str) -> CriteriaSet:
    published = PublishedSet.objects.get(content_hash=content_hash)
    return build_set(parse_yaml(published.text, str(published)))
