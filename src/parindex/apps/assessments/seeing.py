"""Whose points a visitor sees: those of assessments they may read, and of all once results are out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    F,
    Field,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.expressions import Combinable

from parindex.apps.access.roles import Visitor
from parindex.apps.assessments.models import Assessment, FrozenRun, Round
from parindex.apps.assessments.rules import OVERSEES, OVERSEES_ROUND
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.criteria.queries import set_of
from parindex.apps.pastyears.models import PastTotal

NOBODY = Q(pk__in=())
EVERYBODY = Q(pk__isnull=False)


def readable(visitor: Visitor, round_: Round) -> Q:
    """The assessments of the round that the rule `READS` admits the visitor to, as a condition."""
    if OVERSEES_ROUND.admits(visitor, round_):
        return EVERYBODY
    found = NOBODY
    for path in visitor.paths(*OVERSEES):
        found |= Q(unit__path__startswith=path)
    above = {each for standing in visitor.standings for each in _branches(standing.path)}
    return found | Q(unit__path__in=above)


def _branches(path: str) -> Iterator[str]:
    """`/a/b/` and `/a/` for `/a/b/`."""
    parts = path.strip("/").split("/")
    for length in range(1, len(parts) + 1):
        yield f"/{'/'.join(parts[:length])}/"


def visible(visitor: Visitor, round_: Round) -> Q:
    """The assessments of whose points the visitor sees anything."""
    seen = readable(visitor, round_)
    return seen | Q(state=AssessmentState.FROZEN) if round_.published_at else seen


def with_points(
    rows: QuerySet[Assessment], visitor: Visitor, round_: Round
) -> QuerySet[Assessment]:
    """The assessments of a round, each with the points that the visitor may see.

    `seen_total` and `seen_maximum` are exact fractions as text, `seen_key` sorts: of an approved
    assessment the result, of another the points as they stand; None where they are not for the
    visitor's eyes, so that not even the order tells them. `may_open` says whether `READS` admits them
    to its page.
    """
    approved = FrozenRun.objects.filter(assessment=OuterRef("pk"), superseded=False)
    scored = ~Q(state=AssessmentState.FROZEN) & Q(standing__total_key__isnull=False)
    results = Q(state=AssessmentState.FROZEN) & visible(visitor, round_)
    standing = scored & readable(visitor, round_)

    def shown(result: str, as_it_stands: str) -> Case:
        kept: Combinable = Subquery(approved.values(result)[:1])
        kind = BigIntegerField() if result == "total_key" else CharField()
        return Case(
            When(results, then=kept),
            When(standing, then=F(f"standing__{as_it_stands}")),
            default=None,
            output_field=kind,
        )

    return rows.annotate(
        seen_total=shown("total", "total"),
        seen_maximum=shown("maximum", "maximum"),
        seen_key=shown("total_key", "total_key"),
        may_open=Case(
            When(readable(visitor, round_), then=True), default=False, output_field=BooleanField()
        ),
    )


def with_last_year(
    rows: QuerySet[Assessment], visitor: Visitor, round_: Round
) -> QuerySet[Assessment]:
    """The assessments of a round, each with what was imported of the unit's year before.

    `last_year` is an exact fraction as text, `last_year_key` sorts; None where nothing is known or it
    is not for the visitor's eyes.
    """
    criteria_set = set_of(round_.criteria)
    sets = [criteria_set.id, *(each.set_id for each in criteria_set.earlier)]
    totals = PastTotal.objects.filter(
        unit__code=OuterRef("unit__code"), set_id__in=sets, year=round_.year - 1
    ).order_by("-results")
    seen = readable(visitor, round_)

    def shown(field: str, kind: Field[Any, Any]) -> Case:
        return Case(When(seen, then=Subquery(totals.values(field)[:1])), output_field=kind)

    return rows.annotate(
        last_year=shown("points", CharField()), last_year_key=shown("points_key", BigIntegerField())
    )
