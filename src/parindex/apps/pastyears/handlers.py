"""What the happenings of earlier years do to the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from itertools import islice
from uuid import UUID, uuid5

from django.db.models import QuerySet

from parindex.apps.events.models import Event
from parindex.apps.events.registry import handles
from parindex.apps.pastyears.happenings import PastImported, PastWithdrawn
from parindex.apps.pastyears.models import PastImport, PastResult, PastTotal

_AT_ONCE = 900
_SCALE = 10**6
"""Keys for sorting hold millionths of a point."""

Key = tuple[UUID, str, str, int]
"""Unit, set, code, year."""
_KEY = ("unit", "set_id", "code", "year")


@handles(PastImported, writes=(PastImport, PastResult, PastTotal))
def imported(event: Event, happened: PastImported) -> None:
    batch = PastImport.objects.create(
        id=happened.id,
        seq=event.seq,
        source=happened.source,
        criteria_id=happened.criteria,
        results=len(happened.results),
        simulated=happened.simulated,
        by_id=event.actor_id,
        by_name=event.actor_name,
        at=event.at,
    )
    keys = {(each.unit, happened.set_id, each.code, each.year) for each in happened.results}
    _set_aside(keys)
    PastResult.objects.bulk_create(
        (
            PastResult(
                id=each.id,
                batch=batch,
                line=each.line,
                unit_id=each.unit,
                set_id=happened.set_id,
                code=each.code,
                year=each.year,
                maximum=each.maximum,
                points=each.points,
                points_key=_key(Fraction(each.points)),
                typed=each.typed,
                raw=each.raw,
                words=each.words,
                explanation=each.explanation,
            )
            for each in happened.results
        ),
        batch_size=_AT_ONCE,
    )
    _add_up(keys)


@handles(PastWithdrawn, writes=(PastImport, PastResult, PastTotal))
def withdrawn(event: Event, happened: PastWithdrawn) -> None:
    PastImport.objects.filter(pk=happened.id).update(
        withdrawn=True,
        withdrawn_at=event.at,
        withdrawn_by_name=event.actor_name,
        reason=event.reason,
    )
    own = PastResult.objects.filter(batch=happened.id, is_current=True)
    keys: set[Key] = set(own.values_list(*_KEY))
    own.update(is_current=False)
    _bring_back(keys)
    _add_up(keys)


def _set_aside(keys: Collection[Key]) -> None:
    """What stood under the keys counts no more."""
    standing = _around(keys).filter(is_current=True).values_list("pk", *_KEY)
    replaced = [pk for pk, *key in standing if tuple(key) in keys]
    for some in _in_parts(replaced):
        PastResult.objects.filter(pk__in=some).update(is_current=False)


def _bring_back(keys: Collection[Key]) -> None:
    """The latest import not taken back counts again."""
    left = set(keys)
    found: list[UUID] = []
    others = _around(keys).filter(batch__withdrawn=False).order_by("-batch__seq")
    for pk, *key in others.values_list("pk", *_KEY):
        if tuple(key) in left:
            left.remove((key[0], key[1], key[2], key[3]))
            found.append(pk)
    for some in _in_parts(found):
        PastResult.objects.filter(pk__in=some).update(is_current=True)


def _add_up(keys: Collection[Key]) -> None:
    """Bring the totals of the units and years up."""
    touched = {(unit, set_id, year) for unit, set_id, _, year in keys}
    rows: dict[tuple[UUID, str, int], list[PastResult]] = defaultdict(list)
    current = _around(keys).filter(is_current=True).select_related("batch")
    for row in current.defer("typed", "raw", "words", "explanation"):
        rows[row.unit_id, row.set_id, row.year].append(row)
    ids = {place: uuid5(place[0], f"{place[1]}/{place[2]}") for place in touched}
    for some in _in_parts(list(ids.values())):
        PastTotal.objects.filter(pk__in=some).delete()
    totals = (_total(ids[place], place, rows[place]) for place in sorted(touched) if rows[place])
    PastTotal.objects.bulk_create(totals, batch_size=_AT_ONCE)


def _total(pk: UUID, place: tuple[UUID, str, int], rows: list[PastResult]) -> PastTotal:
    points = sum((row.scored for row in rows), Fraction(0))
    return PastTotal(
        id=pk,
        unit_id=place[0],
        set_id=place[1],
        year=place[2],
        points=str(points),
        points_key=_key(points),
        maximum=str(sum((row.most for row in rows), Fraction(0))),
        results=len(rows),
        simulated=any(row.batch.simulated for row in rows),
    )


def _around(keys: Collection[Key]) -> QuerySet[PastResult]:
    """The results of the sets and years of the keys; they may be of more units than these."""
    sets, years = {key[1] for key in keys}, {key[3] for key in keys}
    found = PastResult.objects.filter(set_id__in=sets, year__in=years)
    units = {key[0] for key in keys}
    return found.filter(unit__in=units) if len(units) <= _AT_ONCE else found


def _key(points: Fraction) -> int:
    return int(points * _SCALE)


def _in_parts(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    left = iter(keys)
    while some := list(islice(left, _AT_ONCE)):
        yield some
