"""What pages read of the standings that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from parindex.apps.assessments.models import Item, Standing
from parindex.apps.assessments.standings import bring_up
from parindex.engine.criteria.model import Component, EvidenceAsked
from parindex.engine.scoring.scorecard import State, Totals
from parindex.engine.values.inputs import Origin


@dataclass(frozen=True, slots=True)
class Kept:
    """The score of an item as it was kept; `value` in words, None where nothing is known."""

    state: State
    points: Fraction | None
    trace: str
    value: str | None
    origin: Origin
    differs: bool
    measured: str | None
    note: str


def kept(item: Item) -> Kept | None:
    """What is kept of the item, brought up first; None where nothing is known of its whole set."""
    found = getattr(item, "standing", None)
    if bring_up(item.assessment):
        found = Standing.objects.filter(item=item).first()
    if found is None:
        return None
    return Kept(
        State(found.state),
        Fraction(found.points) if found.points else None,
        found.trace,
        found.value or None,
        Origin(found.origin),
        found.differs,
        found.measured or None,
        found.note,
    )


def owed_evidence(component: Component, kinds: frozenset[str], state: str) -> list[EvidenceAsked]:
    """The mandatory evidence that is not attached yet."""
    if state == State.NOT_APPLICABLE:
        return []
    return [each for each in component.evidence if each.mandatory and each.kind not in kinds]


def kept_totals(sums: Mapping[str, Any]) -> Totals:
    """Totals again as the engine gave them."""
    points, most, possible = (Fraction(sums[key]) for key in ("points", "max", "possible"))
    return Totals(points, most, possible, bool(sums["scored"]))
