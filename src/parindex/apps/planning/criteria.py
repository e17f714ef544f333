"""The published criteria sets whose components tasks are linked to."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.apps.criteria.models import PublishedSet
from parindex.apps.criteria.queries import published_sets, set_of
from parindex.engine.criteria.model import Component


def current_sets() -> dict[str, PublishedSet]:
    """The latest published edition of every set, by the set's id; newest first."""
    found: dict[str, PublishedSet] = {}
    for published in published_sets().order_by("-published_at", "-pk"):
        found.setdefault(published.set_id, published)
    return found


def components_of(published: PublishedSet) -> Mapping[str, Component]:
    """The components of a set by their codes."""
    return set_of(published).by_code
