"""What others owe in rounds, and whom the visitor has to urge for it.

A head urges those who write, the coordinating room the units whose items are not all approved, the
leader the room that has not passed the assessment on. In an assessment of the visitor's own office,
or of one above it, the units that answer its items are told; in one below, the unit that it is of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from parindex.apps.access.roles import Role, Standing, Visitor
from parindex.apps.acknowledgements.rules import branch
from parindex.apps.assessments.models import Assessment, Item, Round
from parindex.apps.assessments.states import EDITABLE, AssessmentState, ItemState
from parindex.apps.assessments.tables import address_of_round
from parindex.apps.assessments.work import held, over_unit
from parindex.apps.pages.addresses import address
from parindex.apps.pages.waiting import NAMED, TOLD, Urge, names
from parindex.engine.values.numbers import vietnamese


def to_urge(visitor: Visitor) -> list[Urge]:
    """Whom the visitor has to urge; who coordinates and heads the same units is told of them once."""
    coordinated, headed = held(visitor, Role.COORDINATOR), held(visitor, Role.UNIT_HEAD)
    covered = tuple(each.path for each in coordinated)
    only_headed = [each for each in headed if not each.path.startswith(covered)]
    return [
        *_of_units(coordinated, headed),
        *_below(coordinated, approved_too=True),
        *_below(only_headed, approved_too=False),
        *_unchecked(held(visitor, Role.LEADER)),
    ]


@dataclass(frozen=True, slots=True)
class _Left:
    """Items that are not submitted, and those that wait for the unit's approval."""

    unwritten: int
    submitted: int

    @classmethod
    def of(cls, waiting: Sequence[_Waiting]) -> _Left:
        """Those of all these assessments."""
        return cls(sum(each.unwritten for each in waiting), sum(each.submitted for each in waiting))

    def __sub__(self, other: _Left) -> _Left:
        return _Left(self.unwritten - other.unwritten, self.submitted - other.submitted)

    @property
    def all(self) -> int:
        return self.unwritten + self.submitted

    def __bool__(self) -> bool:
        return bool(self.all)

    @property
    def words(self) -> str:
        counted = ((self.unwritten, "mục chưa trình"), (self.submitted, "mục chờ đơn vị duyệt"))
        return ", ".join(f"{vietnamese(count)} {words}" for count, words in counted if count)

    def due(self, round_: Round) -> date:
        """The deadline of the first step that is missing."""
        return round_.self_due if self.unwritten else round_.unit_due


def _collecting() -> QuerySet[Assessment]:
    return Assessment.objects.filter(round__ready=True, state=AssessmentState.COLLECTING)


def _of_units(coordinated: Sequence[Standing], headed: Sequence[Standing]) -> Iterator[Urge]:
    """The units that answer items of the visitor's own assessments, or of those above.

    A coordinator looks at all that is not approved, a head at what the units headed have not
    submitted.
    """
    own = {each.path for each in coordinated}
    above = {path for each in headed for path in branch(each.path)}
    if not own | above:
        return
    found = _collecting().filter(unit__path__in=own | above).select_related("round", "unit")
    assessments = {each.pk: each for each in found}
    items = Item.objects.filter(
        assessment__in=list(assessments), parent=None, state__in=[*EDITABLE, ItemState.SUBMITTED]
    )
    of = ("assessment", "unit__code", "unit__name", "unit__path")
    counts = items.values_list(*of).annotate(
        unwritten=Count("pk", filter=Q(state__in=EDITABLE)),
        submitted=Count("pk", filter=Q(state=ItemState.SUBMITTED)),
    )
    for key, code, name, path, unwritten, submitted in (
        counts.order_by("unit__name_sort") if assessments else ()
    ):
        assessment = assessments[key]
        is_own = assessment.unit.path in own
        left = _Left(unwritten, submitted if is_own else 0)
        if left and (is_own or any(path.startswith(each.path) for each in headed)):
            place = address("assessments:assessment", assessment.round.code, assessment.unit.code)
            round_ = assessment.round
            yield Urge(name, left.words, str(round_), f"{place}?don-vi={code}", left.due(round_))


class _Waiting(NamedTuple):
    """An assessment that is not passed on, and how many of its items are not submitted or approved."""

    round: str
    unit: str
    name: str
    name_sort: str
    unwritten: int
    submitted: int


def _waiting(
    rows: QuerySet[Assessment], submitted: Combinable
) -> Iterator[tuple[Round, list[_Waiting]]]:
    """The assessments by round; `submitted` is what counts of the items that are.

    All of them are read, a few numbers of each: the database takes twice as long to find the few
    that are told and to add up the others.
    """
    of = ("round__code", "unit__code", "unit__name", "unit__name_sort")
    counted = rows.order_by().annotate(
        unwritten=Coalesce(_UNSUBMITTED, 0), submitted=Coalesce(submitted, 0)
    )
    by_round: defaultdict[str, list[_Waiting]] = defaultdict(list)
    for row in map(_Waiting._make, counted.values_list(*of, "unwritten", "submitted")):
        by_round[row.round].append(row)
    for round_ in Round.objects.filter(code__in=by_round) if by_round else ():
        yield round_, by_round[round_.code]


_SUBMITTED = F("standing__submitted")
_UNSUBMITTED = F("standing__items") - F("standing__approved") - _SUBMITTED


def _below(standings: Sequence[Standing], *, approved_too: bool) -> Iterator[Urge]:
    """The units below whose assessments lack most, and one line for the others of a round.

    What counts is all that is not approved, or only what is not submitted.
    """
    if not standings:
        return
    submitted = _SUBMITTED if approved_too else Value(0)
    rows = _collecting().filter(over_unit(standings)).alias(left=_UNSUBMITTED + submitted)
    below = rows.filter(left__gt=0).exclude(unit__path__in={each.path for each in standings})
    for round_, waiting in _waiting(below, submitted):
        yield from _of_round(round_, waiting)


def _of_round(round_: Round, waiting: Sequence[_Waiting]) -> Iterator[Urge]:
    """A line for each of the units with most left, and one for the others."""
    told = nsmallest(
        TOLD, waiting, key=lambda each: (-each.unwritten - each.submitted, each.name_sort)
    )
    for each in told:
        left = _Left(each.unwritten, each.submitted)
        place = address("assessments:assessment", round_.code, each.unit)
        yield Urge(each.name, left.words, str(round_), place, left.due(round_))
    if others := len(waiting) - len(told):
        left = _Left.of(waiting) - _Left.of(told)
        who = names((), others)
        yield Urge(who, left.words, str(round_), _list_of(round_), left.due(round_))


def _unchecked(standings: Sequence[Standing]) -> Iterator[Urge]:
    """The assessments that have not come to the leader yet, one line for a round."""
    if not standings:
        return
    rows = _collecting().filter(over_unit(standings))
    for round_, waiting in _waiting(rows, _SUBMITTED):
        first = nsmallest(NAMED, waiting, key=lambda each: each.name_sort)
        left = _Left.of(waiting).all
        unapproved = f", còn {vietnamese(left)} mục chưa duyệt" if left else ""
        one = address("assessments:assessment", round_.code, first[0].unit)
        yield Urge(
            names([each.name for each in first], len(waiting)),
            f"chưa trình phê duyệt{unapproved}",
            str(round_),
            one if len(waiting) == 1 else _list_of(round_),
            round_.check_due,
        )


def _list_of(round_: Round) -> str:
    """The units of the round that are still at it, those with the fewest items approved first."""
    return f"{address_of_round(round_)}?buoc={AssessmentState.COLLECTING}&sap-xep=duyet"
