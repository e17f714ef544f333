"""What the engine makes of an assessment as it stands, kept for lists that would ask it too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from parindex.apps.assessments.judging import Material, material_of
from parindex.apps.assessments.models import Assessment, AssessmentStanding, Item, Standing
from parindex.apps.assessments.points import sort_key
from parindex.apps.assessments.states import ItemState
from parindex.engine.scoring.runs import ScoringRun
from parindex.engine.scoring.scorecard import ComponentScore, State


def refresh(assessment: Assessment) -> None:
    """Judge the assessment and keep what comes out."""
    material = material_of(assessment)
    run = material.run()
    scores = material.scores(run)
    rows = [_standing(item, scores[item.pk]) for item in material.items if item.pk in scores]
    Standing.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=_FIELDS,
    )
    _keep_total(material, run, rows)


def refresh_all(assessments: Iterable[Assessment]) -> None:
    """The same for many, one after the other."""
    for assessment in assessments:
        refresh(assessment)


_FIELDS = ["state", "points", "points_key", "lost", "trace", "differs"]


_TOTALS = [
    "total",
    "total_key",
    "maximum",
    "possible",
    "items",
    "submitted",
    "approved",
    "unscored",
]


def _standing(item: Item, score: ComponentScore) -> Standing:
    points = score.points
    return Standing(
        item_id=item.pk,
        state=score.state.value,
        points="" if points is None else str(points),
        points_key=None if points is None else sort_key(points),
        lost=str(score.lost),
        trace=score.trace,
        differs=differs(score),
    )


def differs(score: ComponentScore) -> bool:
    """Whether a declared figure stands against another that the records give."""
    measured = score.answer.measured
    return measured is not None and measured != score.value


def _keep_total(material: Material, run: ScoringRun, rows: list[Standing]) -> None:
    own = [item for item in material.items if item.parent_id is None]
    states = Counter(item.state for item in own)
    keys = {item.pk for item in own}
    unscored = {State.MISSING_INPUT.value, State.WAITING_FOR_SURVEY.value}
    overall = run.cards[material.subject].overall
    total = AssessmentStanding(
        assessment=material.assessment,
        total=str(overall.points),
        total_key=sort_key(overall.points) if overall.scored else None,
        maximum=str(overall.max),
        possible=str(overall.possible),
        items=len(own),
        submitted=states[ItemState.SUBMITTED],
        approved=states[ItemState.APPROVED],
        unscored=sum(row.item_id in keys and row.state in unscored for row in rows),
    )
    AssessmentStanding.objects.bulk_create(
        [total],
        update_conflicts=True,
        unique_fields=["assessment"],
        update_fields=_TOTALS,
    )
