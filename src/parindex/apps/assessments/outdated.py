"""Results that were approved against a best of the group which is another since.

What was approved stays as it is: a unit that was reopened and corrected later changes no other result.
This tells whose result it concerns, for somebody to decide. The bests of a group are the same for all
that were approved at the same time, so they are compared once and not unit by unit; a unit whose figure
is zero beside others has no points whatever the best.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from parindex.apps.assessments.happenings import ComparedFigure
from parindex.apps.assessments.models import AssessmentStanding, FrozenRun, Round
from parindex.apps.assessments.rivals import Quantities, round_compares
from parindex.engine.scoring.against_best import Best

_Key = tuple[str, str]
"""Set and component."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A component whose best has moved: the unit's figure, the best when it was approved, and now.

    `holder` is the key of the assessment whose figure is the best now, None where it is the unit's own.
    """

    set_id: str
    code: str
    own: Fraction
    then: Fraction
    now: Fraction
    holder: UUID | None


def compared_with(own: Quantities, elsewhere: Mapping[str, Best]) -> tuple[ComparedFigure, ...]:
    """A unit's figures whose points rest on the best, each with the best of all: its own or others'."""
    found = (
        (set_id, code, Fraction(text), elsewhere.get(set_id, {}).get(code, Fraction(0)))
        for set_id, figures in sorted(own.items())
        for code, text in sorted(figures.items())
    )
    return tuple(
        ComparedFigure(set_id, code, str(figure), str(max(figure, others)))
        for set_id, code, figure, others in found
        if figure > 0 or others <= 0
    )


def bests_of(compared: Iterable[ComparedFigure]) -> str:
    """The bests alone, as a text that is the same where they are; empty without any."""
    told = [[each.set_id, each.code, each.best] for each in compared]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""


def outdated(round_: Round) -> QuerySet[FrozenRun]:
    """The results of a round, as approved, whose best has moved since."""
    runs = FrozenRun.objects.filter(assessment__round=round_, superseded=False)
    if not round_compares(round_):
        return runs.none()
    told = set(runs.exclude(against="").order_by().values_list("against", flat=True).distinct())
    if not told:
        return runs.none()
    now = _bests_now(round_)
    return runs.filter(against__in=[each for each in told if _differs(each, now)])


def outdated_among(rows: QuerySet[Any], round_: Round) -> frozenset[UUID]:
    """The keys of those among the rows of `seeing.with_points` whose points the visitor sees."""
    runs = outdated(round_)
    if runs.query.is_empty():
        return frozenset()
    seen = rows.order_by().filter(pk__in=runs.values("assessment"), seen_total__isnull=False)
    return frozenset(seen.values_list("pk", flat=True))


def moved_since(round_: Round, run: FrozenRun) -> tuple[Moved, ...]:
    """The components of one result whose best has moved since it was approved."""
    if run.superseded or not run.compared:
        return ()
    return tuple(_changes(run, _bests_now(round_)))


def _changes(run: FrozenRun, now: Mapping[_Key, tuple[Fraction, UUID]]) -> Iterator[Moved]:
    for each in run.compared:
        key = (each["set_id"], each["code"])
        own, then = Fraction(each["own"]), Fraction(each["best"])
        figure, holder = now.get(key, (Fraction(0), None))
        if figure != then:
            yield Moved(*key, own, then, figure, holder if figure > own else None)


def _differs(against: str, now: Mapping[_Key, tuple[Fraction, UUID]]) -> bool:
    return any(
        now.get((set_id, code), (Fraction(0), None))[0] != Fraction(best)
        for set_id, code, best in json.loads(against)
    )


def _bests_now(round_: Round) -> dict[_Key, tuple[Fraction, UUID]]:
    """The greatest figure of each component in the round, above zero, with whose it is."""
    kept = AssessmentStanding.objects.filter(assessment__round=round_).order_by("assessment")
    told = kept.annotate(text=Cast("quantities", TextField())).values_list("assessment", "text")
    keys, texts = zip(*told, strict=True) if told else ((), ())
    return {key: (figure, keys[at]) for key, (figure, at) in _greatest(texts).items()}


@lru_cache(maxsize=16)
def _greatest(texts: tuple[str, ...]) -> Mapping[_Key, tuple[Fraction, int]]:
    """The greatest figures among units' quantities, and at which place; the same while they are."""
    found: dict[_Key, tuple[Fraction, int]] = {}
    for at, text in enumerate(texts):
        for set_id, figures in json.loads(text).items():
            for code, told in figures.items():
                figure = Fraction(told)
                if figure > found.get((set_id, code), (Fraction(0), at))[0]:
                    found[set_id, code] = figure, at
    return found
