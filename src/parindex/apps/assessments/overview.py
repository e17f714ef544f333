"""What the page of an assessment shows: fields, items, what each lacks, what may be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db.models import Q

from parindex.apps.access.roles import Visitor
from parindex.apps.accounts.queries import name_now
from parindex.apps.assessments.eyes import is_own_assessment
from parindex.apps.assessments.kept import kept_totals, owed_evidence
from parindex.apps.assessments.models import Assessment, FrozenRun, Item
from parindex.apps.assessments.outdatedpage import Outdated, outdated_page
from parindex.apps.assessments.points import points_of
from parindex.apps.assessments.queries import items_for_lists
from parindex.apps.assessments.rules import COORDINATES, HANDS_OVER, LEADS, REOPENS
from parindex.apps.assessments.standings import bring_up
from parindex.apps.assessments.states import AssessmentState, ItemState
from parindex.apps.criteria.queries import set_of
from parindex.apps.evidence.queries import kinds_at
from parindex.apps.pastyears.models import PastResult, PastTotal
from parindex.apps.pastyears.queries import past_by_code, totals_of
from parindex.engine.criteria.model import Component, CriteriaField, CriteriaSet, Source
from parindex.engine.scoring.scorecard import State, Totals


@dataclass(frozen=True, slots=True)
class Line:
    """An item in the list: its component, its points as they stand, what it lacks in words.

    `before` is what was imported of the year before.
    """

    item: Item
    component: Component
    points: Fraction | None
    state: str
    trace: str
    lacks: tuple[str, ...]
    before: PastResult | None = None


@dataclass(frozen=True, slots=True)
class FieldLines:
    """The items of a field, with its points as they stand."""

    field: CriteriaField
    lines: tuple[Line, ...]

    @property
    def points(self) -> Fraction:
        return sum((line.points or Fraction(0) for line in self.lines), Fraction(0))

    @property
    def before(self) -> Fraction | None:
        """What was imported of the year before, added up; None where nothing was."""
        known = [line.before.scored for line in self.lines if line.before]
        return sum(known, Fraction(0)) if known else None


@dataclass(frozen=True, slots=True)
class Sum:
    """The totals of a field or of a source of points, as the engine adds them up."""

    label: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Steps:
    """What the visitor may do about the whole assessment now."""

    may_assign: bool
    may_check: bool
    may_approve: bool
    may_reopen: bool
    may_file: bool
    may_hand_over: bool
    left: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The page of an assessment."""

    assessment: Assessment
    criteria_set: CriteriaSet
    fields: tuple[FieldLines, ...]
    total: Fraction | None
    maximum: Fraction
    possible: Fraction
    by_field: tuple[Sum, ...]
    by_source: tuple[Sum, ...]
    runs: tuple[FrozenRun, ...]
    steps: Steps
    past: tuple[PastTotal, ...]
    outdated: Outdated | None

    @property
    def items(self) -> list[Item]:
        return [line.item for field in self.fields for line in field.lines]

    @property
    def lost(self) -> Fraction:
        return self.maximum - self.possible


def overview(assessment: Assessment, visitor: Visitor) -> Overview:
    """Everything the page shows, in a number of queries that does not grow with the items."""
    bring_up(assessment)
    criteria_set = set_of(assessment.round.criteria)
    items = list(items_for_lists().filter(assessment=assessment, parent=None).order_by("order"))
    lines = _beside_last_year(assessment, lines_of(items, criteria_set), criteria_set)
    standing = assessment.standing
    runs = tuple(assessment.runs.order_by("-frozen_at").annotate(who=name_now("frozen_by_name")))
    by_field, by_source = standing.sums["fields"], standing.sums["sources"]
    return Overview(
        assessment,
        criteria_set,
        tuple(_by_field(criteria_set, lines)),
        Fraction(standing.total) if standing.total_key is not None else None,
        Fraction(standing.maximum),
        Fraction(standing.possible),
        tuple(
            Sum(f"{each.code}. {each.title}", kept_totals(by_field[each.code]))
            for each in criteria_set.fields
        ),
        tuple(Sum(Source(key).vietnamese, kept_totals(each)) for key, each in by_source.items()),
        runs,
        _steps(assessment, visitor, runs, items),
        tuple(totals_of(assessment.unit.code, criteria_set, assessment.round.year)),
        outdated_page(assessment, runs[0] if runs else None, visitor),
    )


def _beside_last_year(
    assessment: Assessment, lines: list[Line], criteria_set: CriteriaSet
) -> list[Line]:
    """The lines with what was imported of the year before."""
    last = assessment.round.year - 1
    codes = [line.item.code for line in lines]
    past = past_by_code(assessment.unit.code, criteria_set, codes, Q(year=last))
    return [replace(line, before=past.get(line.item.code, {}).get(last)) for line in lines]


def lines_of(items: Iterable[Item], criteria_set: CriteriaSet) -> list[Line]:
    """The items as lines, in their order."""
    found = list(items)
    kinds = kinds_at([item.place for item in found])
    return [_line(item, criteria_set.by_code[item.code], kinds) for item in found]


def _line(item: Item, component: Component, kinds: Mapping[str, frozenset[str]]) -> Line:
    standing = getattr(item, "standing", None)
    state = standing.state if standing else State.MISSING_INPUT.value
    points = points_of(standing.points) if standing else None
    lacks = tuple(_lacks(item, component, kinds.get(item.place, frozenset()), state))
    return Line(item, component, points, state, standing.trace if standing else "", lacks)


def _lacks(item: Item, component: Component, kinds: frozenset[str], state: str) -> Iterable[str]:
    """What is missing, in the fewest words."""
    if state == State.NOT_APPLICABLE:
        return
    if state in {State.MISSING_INPUT, State.WAITING_FOR_SURVEY}:
        yield "số liệu"
    if owed_evidence(component, kinds, state):
        yield "minh chứng"
    standing = getattr(item, "standing", None)
    if standing and standing.differs and not item.explanation:
        yield "giải trình chênh lệch"


def _by_field(criteria_set: CriteriaSet, lines: list[Line]) -> Iterable[FieldLines]:
    by_code = {line.item.code: line for line in lines}
    for field in criteria_set.fields:
        own = tuple(by_code[each.code] for each in field.components if each.code in by_code)
        if own:
            yield FieldLines(field, own)


def _steps(
    assessment: Assessment, visitor: Visitor, runs: tuple[FrozenRun, ...], items: list[Item]
) -> Steps:
    state = AssessmentState(assessment.state)
    coordinates = COORDINATES.admits(visitor, assessment)
    collecting = state is AssessmentState.COLLECTING
    return Steps(
        may_assign=coordinates and collecting,
        may_check=coordinates and collecting,
        may_approve=state is AssessmentState.CHECKED
        and LEADS.admits(visitor, assessment)
        and not is_own_assessment(assessment, visitor.account),
        may_reopen=REOPENS.admits(visitor, assessment) and state is AssessmentState.FROZEN,
        may_file=coordinates
        and state is AssessmentState.FROZEN
        and bool(runs)
        and not runs[0].number,
        may_hand_over=HANDS_OVER.admits(visitor, assessment),
        left=sum(item.state != ItemState.APPROVED for item in items) if collecting else 0,
    )
