"""What the page of an approved assessment says of a best that has moved since."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from parindex.apps.access.roles import Visitor
from parindex.apps.assessments.models import Assessment, FrozenRun
from parindex.apps.assessments.outdated import Moved, moved_since
from parindex.apps.assessments.queries import linked_sets_of
from parindex.apps.assessments.rules import OVERSEES_ROUND
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.criteria.queries import set_of
from parindex.engine.criteria.model import Component
from parindex.engine.scoring.against_best import told_against


@dataclass(frozen=True, slots=True)
class OutdatedLine:
    """A component scored against the best: how it was scored, and how it would be now, in words.

    `holder` names the unit that is the best now, for those who oversee the round.
    """

    component: Component
    then: str
    now: str
    holder: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """The components concerned, and how many units of the round may still change their figures."""

    lines: tuple[OutdatedLine, ...]
    writing: int


def outdated_page(
    assessment: Assessment, run: FrozenRun | None, visitor: Visitor
) -> Outdated | None:
    """What is to be said of the result; None where its best is still that of the day of approval."""
    round_ = assessment.round
    moved = moved_since(round_, run) if run else ()
    if not moved:
        return None
    own = set_of(round_.criteria)
    sets = {own.id: own, **linked_sets_of(round_)}
    names = _names(moved) if OVERSEES_ROUND.admits(visitor, round_) else {}
    lines = (_line(each, sets[each.set_id].by_code[each.code], names) for each in moved)
    writing = round_.assessments.filter(state=AssessmentState.COLLECTING).count()
    return Outdated(tuple(lines), writing)


def _line(moved: Moved, component: Component, names: dict[UUID, str]) -> OutdatedLine:
    then, now = (told_against(component, moved.own, best) for best in (moved.then, moved.now))
    return OutdatedLine(component, then, now, names.get(moved.holder, "") if moved.holder else "")


def _names(moved: tuple[Moved, ...]) -> dict[UUID, str]:
    holders = {each.holder for each in moved if each.holder}
    rows = Assessment.objects.filter(pk__in=holders)
    return dict(rows.values_list("pk", "unit__name"))
